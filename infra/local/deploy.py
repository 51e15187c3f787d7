"""Deploys the real templates to a local engine: staff identity first, then the product.

Nothing is built or deployed again while the sources, the parameters and the engine's data are the
same: a later run needs no network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra.local import official_account, sam
from infra.local.after_deploy import DOMAIN, complete
from infra.local.engine import ROOT, Engine, EngineError
from infra.local.outside_world import make_known
from infra.local.progress import step
from infra.local.stack import Stack, read_stack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STACK = "mashangban"
IDENTITY_STACK = "mashangban-identity"


@dataclass(frozen=True, slots=True)
class Deployment:
    """What stands on an engine: the product and the staff identity beside it."""

    engine: Engine
    product: Stack
    identity: Stack

    @property
    def api_url(self) -> str:
        """Where this machine reaches every route, staff's included."""
        return f"http://{DOMAIN}:{self.engine.port}"

    @property
    def public_url(self) -> str:
        """Where printed codes lead to."""
        return self.product.outputs["PublicUrl"]

    @property
    def callback(self) -> str:
        """Where staff return to after signing in."""
        return _callback(self.engine)


def standing(engine: Engine) -> Deployment | None:
    """The deployment as it is, or None while there is none."""
    product, identity = read_stack(engine, STACK), read_stack(engine, IDENTITY_STACK)
    return Deployment(engine, product, identity) if product and identity else None


def deploy(
    engine: Engine, public_url: str | None = None, workspace: Path | None = None
) -> Deployment:
    """Brings the engine to the state that the sources describe.

    `public_url` is where codes lead to, else the engine's own host name; `workspace` is where
    packages are built, else the engine's folder.
    """
    identity = _deploy_identity(engine)
    parameters = _parameters(engine, identity, public_url)
    product = _deploy_product(engine, workspace or engine.home, parameters)
    with step("Completing what the engine leaves undone"):
        complete(engine, product)
    return Deployment(engine, product, identity)


def _parameters(engine: Engine, identity: Stack, public_url: str | None) -> dict[str, str]:
    discovery = f"{identity.outputs['UserPoolId']}/.well-known/openid-configuration"
    return {
        "Environment": "local",
        "LambdaRuntime": f"python{sam.runtime(engine)}",
        "OidcIssuer": identity.outputs["Issuer"],
        "OidcAudience": identity.outputs["Audience"],
        "OidcDiscoveryUrl": f"{engine.endpoint}/{discovery}",
        "WeChatSecretId": official_account.SECRET,
        "WeChatTemplateId": official_account.TEMPLATE,
        "TimerMarginSeconds": "1",
        "TimerWindowSeconds": "1",
        "StaffBaseUrl": f"http://{DOMAIN}:{engine.port}",
        "PublicBaseUrl": public_url or f"http://{DOMAIN}:{engine.port}",
        **make_known(engine),
    }


def _deploy_product(engine: Engine, workspace: Path, parameters: Mapping[str, str]) -> Stack:
    sources = sam.fingerprint(engine)
    wanted = f"{sources} {sorted(parameters.items())}"
    mark = engine.home / "product.deployed"
    there = read_stack(engine, STACK)
    if there is not None and _read(mark) == wanted:
        return there
    _build(engine, workspace, sources)
    with step("Deploying infra/template.yaml (sam deploy)"):
        sam.deploy(engine, workspace, parameters)
    mark.write_text(wanted, "utf-8")
    return _must_stand(engine, STACK)


def _build(engine: Engine, workspace: Path, sources: str) -> None:
    mark = workspace / "sources.built"
    if _read(mark) == sources:
        return
    mark.unlink(missing_ok=True)
    with step("Building functions and layers (sam build)"):
        sam.build(engine, workspace)
    mark.write_text(sources, "utf-8")


def _deploy_identity(engine: Engine) -> Stack:
    """The user pool's stack; the pool keeps its users when it is deployed again."""
    template = (ROOT / "infra" / "cognito.yaml").read_text("utf-8")
    parameters = {"DomainPrefix": "mashangban-local", "CallbackUrls": _callback(engine)}
    there = read_stack(engine, IDENTITY_STACK)
    if there and there.template == template and there.parameters == parameters:
        return there
    with step("Deploying infra/cognito.yaml"):
        _apply(engine, "create" if there is None else "update", template, parameters)
    return _must_stand(engine, IDENTITY_STACK)


def _apply(engine: Engine, verb: str, template: str, parameters: Mapping[str, str]) -> None:
    cloudformation = engine.client("cloudformation")
    values = [{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()]
    call = getattr(cloudformation, f"{verb}_stack")
    call(StackName=IDENTITY_STACK, TemplateBody=template, Parameters=values)
    waiter = cloudformation.get_waiter(f"stack_{verb}_complete")
    waiter.wait(StackName=IDENTITY_STACK, WaiterConfig={"Delay": 0.2, "MaxAttempts": 300})


def _callback(engine: Engine) -> str:
    return f"http://{DOMAIN}:{engine.port}/sign-in/return"


def _read(mark: Path) -> str | None:
    return mark.read_text("utf-8") if mark.exists() else None


def _must_stand(engine: Engine, name: str) -> Stack:
    stack = read_stack(engine, name)
    if stack is None:
        raise EngineError(f"the stack {name} is missing right after its deployment")
    return stack
