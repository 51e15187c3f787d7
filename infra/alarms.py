"""Says how `sam deploy` deploys the alarms of one environment, once its product stands.

    python -m infra.alarms ENVIRONMENT

It reads the product's stack, which `samconfig.toml` names for the environment, and prints the
alarms' stack name and their parameters: the product's name, from which they derive the names of
queues, rules and rooms, its API, and the topic that the product was given.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMCONFIG = Path(__file__).resolve().parents[1] / "samconfig.toml"
FROM_OUTPUTS = ("HttpApiId",)
TOPIC = "AlarmTopicArn"


def arguments_for(product: Mapping[str, Any]) -> list[str]:
    """Arguments of `sam deploy`, from a described product stack; raises KeyError naming an output
    that it does not have.
    """
    outputs = {each["OutputKey"]: each["OutputValue"] for each in product["Outputs"]}
    given = {each["ParameterKey"]: each["ParameterValue"] for each in product["Parameters"]}
    name = product["StackName"]
    parameters = {"ProductStack": name, **{each: outputs[each] for each in FROM_OUTPUTS}}
    if given.get(TOPIC):
        parameters[TOPIC] = given[TOPIC]
    pairs = [f"{key}={value}" for key, value in parameters.items()]
    return ["--stack-name", f"{name}-alarms", "--parameter-overrides", *pairs]


def main(arguments: list[str]) -> int:
    """Print the arguments on one line."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    environments = tomllib.loads(SAMCONFIG.read_text("utf-8"))
    deployed = environments[arguments[0]]["deploy"]["parameters"]
    cloudformation = boto3.client("cloudformation", region_name=deployed["region"])
    described = cloudformation.describe_stacks(StackName=deployed["stack_name"])
    sys.stdout.write(" ".join(arguments_for(described["Stacks"][0])) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
