"""How a list operation pages: botocore's paginators, and the same for those that botocore has none for."""

import functools

from page_sizes import LEFT_TO_MOTO, SIZES, WHOLE_SERVICES
from wire import LOADER


def _spec(result_key, token="NextToken", answer_token=None, limit="MaxResults"):
    return {"input_token": token, "output_token": answer_token or token, "limit_key": limit, "result_key": result_key}


OWN = {
    ("wafv2", "ListWebACLs"): _spec("WebACLs", "NextMarker", limit="Limit"),
    ("wafv2", "ListIPSets"): _spec("IPSets", "NextMarker", limit="Limit"),
    ("wafv2", "ListRuleGroups"): _spec("RuleGroups", "NextMarker", limit="Limit"),
    ("wafv2", "ListRegexPatternSets"): _spec("RegexPatternSets", "NextMarker", limit="Limit"),
    ("events", "ListEventBuses"): _spec("EventBuses", limit="Limit"),
    ("events", "ListArchives"): _spec("Archives", limit="Limit"),
    ("events", "ListConnections"): _spec("Connections", limit="Limit"),
    ("events", "ListApiDestinations"): _spec("ApiDestinations", limit="Limit"),
    ("ecs", "DescribeCapacityProviders"): _spec("capacityProviders", "nextToken", limit="maxResults"),
    ("apigatewayv2", "GetVpcLinks"): _spec("Items"),
    ("states", "ListStateMachineAliases"): _spec("stateMachineAliases", "nextToken", limit="maxResults"),
    # The token of these is the last name that was given.
    ("dynamodb", "ListTables"): {
        **_spec("TableNames", "ExclusiveStartTableName", "LastEvaluatedTableName", "Limit"),
        "named": True,
    },
    ("dynamodb", "ListGlobalTables"): {
        **_spec("GlobalTables", "ExclusiveStartGlobalTableName", "LastEvaluatedGlobalTableName", "Limit"),
        "named": "GlobalTableName",
    },
    ("firehose", "ListDeliveryStreams"): {
        **_spec("DeliveryStreamNames", "ExclusiveStartDeliveryStreamName", None, "Limit"),
        "output_token": None,
        "more_results": "HasMoreDeliveryStreams",
        "named": True,
    },
    # Two lists side by side, and a moto that stops at ten.
    ("kinesis", "ListStreams"): {
        **_spec(["StreamNames", "StreamSummaries"], limit="Limit"),
        "more_results": "HasMoreStreams",
        "side_by_side": True,
        "inner": {"Limit": 10_000},
    },
    # Without MaxResults AWS gives a thousand, and no token: the rest is not to be had.
    ("sqs", "ListQueues"): {**_spec("QueueUrls"), "token_needs_limit": True},
}


@functools.cache
def _paginators(model_name):
    try:
        return LOADER.load_service_model(model_name, "paginators-1")["pagination"]
    except Exception:
        return {}


def spec_of(call):
    """{input_token, output_token, limit_key?, result_key, more_results?, …} of an operation that pages, or None."""
    key = (call.service, call.operation)
    if call.operation_model is None or key in LEFT_TO_MOTO:
        return None
    if key in OWN:
        return OWN[key]
    if call.service not in WHOLE_SERVICES and key not in SIZES:
        return None
    spec = _paginators(call.model.service_name).get(call.operation)
    return spec if spec and isinstance(spec["input_token"], str) and "||" not in str(spec["output_token"]) else None
