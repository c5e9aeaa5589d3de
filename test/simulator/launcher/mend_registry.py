"""CloudFormation's registry: DescribeType and ListTypes over the schemas."""

import json
from datetime import datetime, timezone

import registry
from hooks import replace
from wire import AwsError

PUBLISHED = datetime(2025, 1, 1, tzinfo=timezone.utc)


def _arn(call, kind):
    owner = call.account if kind.registered else ""
    return f"arn:aws:cloudformation:{call.region}:{owner}:type/resource/{kind.name.replace('::', '-')}"


def _provisioning(kind):
    handlers = kind.handlers()
    if not handlers:
        return "NON_PROVISIONABLE"
    return "FULLY_MUTABLE" if "update" in handlers else "IMMUTABLE"


@replace("cloudformation", "DescribeType")
def describe_type(call, params):
    name = params.get("TypeName") or (params.get("Arn") or "").split("/")[-1].replace("-", "::")
    kind = registry.find(call.account, call.region, name)
    if kind is None:
        raise AwsError("TypeNotFoundException", f"The type '{name}' cannot be found.", 404)
    return {
        "Arn": _arn(call, kind),
        "Type": "RESOURCE",
        "TypeName": kind.name,
        "DefaultVersionId": "00000001",
        "IsDefaultVersion": True,
        "Description": kind.schema.get("description", ""),
        "Schema": json.dumps(kind.described_schema(), default=dict),
        "ProvisioningType": _provisioning(kind),
        "DeprecatedStatus": "LIVE",
        "Visibility": "PRIVATE" if kind.registered else "PUBLIC",
        "TimeCreated": PUBLISHED,
        "LastUpdated": PUBLISHED,
    }


@replace("cloudformation", "ListTypes")
def list_types(call, params):
    """PUBLIC gives AWS's, PRIVATE (the default, as in AWS) what the account registered."""
    public = params.get("Visibility", "PRIVATE") == "PUBLIC"
    prefix = (params.get("Filters") or {}).get("TypeNamePrefix", "")
    kinds = (
        registry.find(call.account, call.region, name)
        for name in registry.names(call.account, call.region)
        if name.startswith(prefix)
    )
    wanted = params.get("ProvisioningType")
    return {
        "TypeSummaries": [
            {"Type": "RESOURCE", "TypeName": kind.name, "DefaultVersionId": "00000001", "TypeArn": _arn(call, kind)}
            for kind in kinds
            if kind and kind.registered is not public and wanted in (None, _provisioning(kind))
        ]
    }
