"""What the engine leaves undone of a deployed template, done through its public APIs; doing it
again changes nothing.

Beside the routes: a table's time-to-live and point-in-time recovery, a host name without a stage in
its path, and, after a restart of the engine, stream mappings that would skip the first events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infra.local.routes import replay_routes

if TYPE_CHECKING:
    from infra.local.engine import Engine
    from infra.local.stack import Stack

DOMAIN = "app.localhost"
_KEPT_BY_A_MAPPING = (
    "BatchSize",
    "BisectBatchOnFunctionError",
    "DestinationConfig",
    "FilterCriteria",
    "FunctionResponseTypes",
    "MaximumBatchingWindowInSeconds",
    "MaximumRetryAttempts",
)


def complete(engine: Engine, stack: Stack) -> None:
    """Brings everything that a deployment leaves undone to where the template says it should be."""
    replay_routes(engine, stack)
    _map_domain(engine, stack)
    _set_table_options(engine, stack)


def restart_streams(engine: Engine) -> None:
    """Reads every table stream again from its start.

    A restarted engine holds positions of streams that it no longer has and silently skips events
    until it reaches them. Events that were already carried come again; every consumer bears that
    anyway.
    """
    functions = engine.client("lambda")
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        if "/stream/" not in mapping["EventSourceArn"]:
            continue
        kept = {name: mapping[name] for name in _KEPT_BY_A_MAPPING if mapping.get(name)}
        functions.delete_event_source_mapping(UUID=mapping["UUID"])
        functions.create_event_source_mapping(
            FunctionName=mapping["FunctionArn"],
            EventSourceArn=mapping["EventSourceArn"],
            StartingPosition="TRIM_HORIZON",
            **kept,
        )


def _map_domain(engine: Engine, stack: Stack) -> None:
    """Serves the API at the root of http://app.localhost:PORT, which browsers resolve to this
    machine themselves.
    """
    gateway, api_id = engine.client("apigatewayv2"), stack.outputs["HttpApiId"]
    if DOMAIN not in {domain["DomainName"] for domain in gateway.get_domain_names()["Items"]}:
        gateway.create_domain_name(
            DomainName=DOMAIN, DomainNameConfigurations=[{"EndpointType": "REGIONAL"}]
        )
    mappings: list[dict[str, Any]] = gateway.get_api_mappings(DomainName=DOMAIN)["Items"]
    if [mapping["ApiId"] for mapping in mappings] == [api_id]:
        return
    for mapping in mappings:
        gateway.delete_api_mapping(DomainName=DOMAIN, ApiMappingId=mapping["ApiMappingId"])
    gateway.create_api_mapping(DomainName=DOMAIN, ApiId=api_id, Stage="$default")


def _set_table_options(engine: Engine, stack: Stack) -> None:
    dynamodb = engine.client("dynamodb")
    for logical_id, properties in stack.of_type("AWS::DynamoDB::Table").items():
        table = stack.physical_ids[logical_id]
        described = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        if described["TimeToLiveStatus"] != "ENABLED":
            dynamodb.update_time_to_live(
                TableName=table, TimeToLiveSpecification=properties["TimeToLiveSpecification"]
            )
        dynamodb.update_continuous_backups(
            TableName=table,
            PointInTimeRecoverySpecification=properties["PointInTimeRecoverySpecification"],
        )
