"""The API's routes and authorizers, from the processed template to the engine.

The engine ignores the body of an HTTP API, and SAM compiles every route into exactly that; without
this step the API answers nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.local.engine import Engine
    from infra.local.stack import Stack

_METHODS = {"x-amazon-apigateway-any-method": "ANY"}


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """A route key, the logical id of its function, and who guards it with which scopes."""

    key: str
    function: str
    authorizer: str = ""
    scopes: tuple[str, ...] = ()


def declared_routes(stack: Stack) -> set[Route]:
    """The routes in the processed template's API body."""
    paths = _body(stack)["paths"]
    return {
        _declared_route(path, method, operation)
        for path, operations in paths.items()
        for method, operation in operations.items()
    }


def deployed_routes(engine: Engine, stack: Stack) -> set[Route]:
    """The routes that the engine answers."""
    gateway, api_id = engine.client("apigatewayv2"), stack.outputs["HttpApiId"]
    names = {physical: logical for logical, physical in stack.physical_ids.items()}
    functions = {
        integration["IntegrationId"]: names[integration["IntegrationUri"].rpartition(":")[2]]
        for integration in gateway.get_integrations(ApiId=api_id)["Items"]
    }
    authorizers = {
        a["AuthorizerId"]: a["Name"] for a in gateway.get_authorizers(ApiId=api_id)["Items"]
    }
    return {
        Route(
            key=route["RouteKey"],
            function=functions[route["Target"].removeprefix("integrations/")],
            authorizer=authorizers.get(route.get("AuthorizerId", ""), ""),
            scopes=tuple(route.get("AuthorizationScopes", [])),
        )
        for route in gateway.get_routes(ApiId=api_id)["Items"]
    }


def replay_routes(engine: Engine, stack: Stack) -> None:
    """Makes the engine answer the declared routes and no other; changes nothing if it does."""
    declared = declared_routes(stack)
    if deployed_routes(engine, stack) == declared:
        return
    gateway, api_id = engine.client("apigatewayv2"), stack.outputs["HttpApiId"]
    _forget(gateway, api_id)
    authorizers = {
        name: gateway.create_authorizer(ApiId=api_id, Name=name, **settings)["AuthorizerId"]
        for name, settings in _declared_authorizers(stack).items()
    }
    integrations = {
        name: _integrate(engine, api_id, stack.physical_ids[name])
        for name in sorted({route.function for route in declared})
    }
    for route in sorted(declared):
        guard: dict[str, Any] = {}
        if route.authorizer:
            guard = {"AuthorizationType": "JWT", "AuthorizerId": authorizers[route.authorizer]}
            guard["AuthorizationScopes"] = list(route.scopes)
        target = f"integrations/{integrations[route.function]}"
        gateway.create_route(ApiId=api_id, RouteKey=route.key, Target=target, **guard)


def _body(stack: Stack) -> Mapping[str, Any]:
    (api,) = stack.of_type("AWS::ApiGatewayV2::Api").values()
    body: Mapping[str, Any] = api["Body"]
    return body


def _declared_route(path: str, method: str, operation: Mapping[str, Any]) -> Route:
    uri = operation["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
    (function,) = re.findall(r"\$\{(\w+)\.Arn\}", uri)
    key = f"{_METHODS.get(method, method.upper())} {path}"
    for requirement in operation.get("security", []):
        for authorizer, scopes in requirement.items():
            return Route(key, function, authorizer, tuple(scopes))
    return Route(key, function)


def _declared_authorizers(stack: Stack) -> dict[str, dict[str, Any]]:
    schemes = _body(stack).get("components", {}).get("securitySchemes", {})
    settings = {name: scheme["x-amazon-apigateway-authorizer"] for name, scheme in schemes.items()}
    return {
        name: {
            "AuthorizerType": "JWT",
            "IdentitySource": [setting["identitySource"]],
            "JwtConfiguration": {
                "Issuer": stack.resolve(setting["jwtConfiguration"]["issuer"]),
                "Audience": [
                    stack.resolve(each) for each in setting["jwtConfiguration"]["audience"]
                ],
            },
        }
        for name, setting in settings.items()
    }


def _forget(gateway: Any, api_id: str) -> None:
    for route in gateway.get_routes(ApiId=api_id)["Items"]:
        gateway.delete_route(ApiId=api_id, RouteId=route["RouteId"])
    for integration in gateway.get_integrations(ApiId=api_id)["Items"]:
        gateway.delete_integration(ApiId=api_id, IntegrationId=integration["IntegrationId"])
    for authorizer in gateway.get_authorizers(ApiId=api_id)["Items"]:
        gateway.delete_authorizer(ApiId=api_id, AuthorizerId=authorizer["AuthorizerId"])


def _integrate(engine: Engine, api_id: str, function: str) -> str:
    described = engine.client("lambda").get_function(FunctionName=function)
    created = engine.client("apigatewayv2").create_integration(
        ApiId=api_id,
        IntegrationType="AWS_PROXY",
        PayloadFormatVersion="2.0",
        IntegrationUri=described["Configuration"]["FunctionArn"],
    )
    identifier: str = created["IntegrationId"]
    return identifier
