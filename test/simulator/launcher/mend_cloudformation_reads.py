"""What the CloudFormation API says of the simulator's stacks."""

import json

from cfn_template import read
from cfn_transforms import transforms_of
from hooks import replace
from mend_cloudformation import body_of, find, stacks_of
from wire import AwsError


def _yes(value):
    return value in (True, "true", "True")


def _parameters(stack):
    """What was given, and beside it what SSM made of it; NoEcho hides both."""
    definitions = stack.template.get("Parameters") or {}
    return [_parameter(stack, name, definitions[name]) for name in stack.resolver.parameters]


def _parameter(stack, name, definition):
    told = _text(stack.given.get(name, definition.get("Default")))
    shown = {"ParameterKey": name, "ParameterValue": told}
    if str(definition.get("Type")).startswith("AWS::SSM::Parameter::Value"):
        shown["ResolvedValue"] = _text(stack.resolver.parameters[name])
    if _yes(definition.get("NoEcho")):
        shown |= {member: "****" for member in shown if member != "ParameterKey"}
    return shown


def _text(value):
    if isinstance(value, list):
        return ",".join(map(_text, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _described(stack):
    return _present(
        {
            "StackId": stack.id,
            "StackName": stack.name,
            "StackStatus": stack.status,
            "StackStatusReason": stack.reason,
            "CreationTime": stack.created,
            "LastUpdatedTime": stack.updated,
            "DeletionTime": stack.deleted,
            "Description": stack.template.get("Description"),
            "Parameters": _parameters(stack),
            "Outputs": stack.outputs,
            "Tags": [{"Key": k, "Value": v} for k, v in stack.tags.items()],
            "Capabilities": stack.capabilities,
            "DisableRollback": stack.disable_rollback,
            "NotificationARNs": [],
            "RollbackConfiguration": {},
            "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
            "EnableTerminationProtection": stack.termination_protection,
            **_family(stack),
        }
    )


def _family(stack):
    return {"ParentId": stack.parent.id, "RootId": stack.root.id} if stack.parent else {}


def _present(fields):
    return {name: value for name, value in fields.items() if value is not None}


@replace("cloudformation", "DescribeStacks")
def describe_stacks(call, params):
    if params.get("StackName"):
        return {"Stacks": [_described(find(stacks_of(call), params["StackName"]))]}
    return {"Stacks": [_described(stack) for stack in _newest_first(call) if stack.status != "DELETE_COMPLETE"]}


def _newest_first(call):
    return reversed(list(stacks_of(call).values()))


@replace("cloudformation", "ListStacks")
def list_stacks(call, params):
    wanted = params.get("StackStatusFilter")
    rows = [
        _present(
            {
                "StackId": stack.id,
                "StackName": stack.name,
                "TemplateDescription": stack.template.get("Description"),
                "CreationTime": stack.created,
                "LastUpdatedTime": stack.updated,
                "DeletionTime": stack.deleted,
                "StackStatus": stack.status,
                "StackStatusReason": stack.reason,
                "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
                **_family(stack),
            }
        )
        for stack in _newest_first(call)
        if not wanted or stack.status in wanted
    ]
    return {"StackSummaries": rows}


def _row(row):
    return _present(
        {
            "LogicalResourceId": row.logical_id,
            "PhysicalResourceId": row.physical_id or None,
            "ResourceType": row.type,
            "ResourceStatus": row.status,
            "ResourceStatusReason": row.reason,
            "DriftInformation": {"StackResourceDriftStatus": "NOT_CHECKED"},
        }
    )


@replace("cloudformation", "ListStackResources")
def list_stack_resources(call, params):
    stack = find(stacks_of(call), params["StackName"])
    return {"StackResourceSummaries": [{**_row(row), "LastUpdatedTimestamp": row.at} for row in stack.rows.values()]}


def _with_stack(stack, row):
    return {**_row(row), "StackName": stack.name, "StackId": stack.id, "Timestamp": row.at}


@replace("cloudformation", "DescribeStackResources")
def describe_stack_resources(call, params):
    """The first hundred, without a word that there are more: as AWS."""
    logical, physical = params.get("LogicalResourceId"), params.get("PhysicalResourceId")
    if params.get("StackName"):
        stacks = [find(stacks_of(call), params["StackName"])]
    else:
        stacks = [s for s in stacks_of(call).values() if any(row.physical_id == physical for row in s.rows.values())]
        if not stacks:
            raise AwsError("ValidationError", f"Stack for {physical} does not exist", 400)
    rows = [
        _with_stack(stack, row)
        for stack in stacks
        for row in stack.rows.values()
        if not logical or row.logical_id == logical
    ]
    return {"StackResources": rows[:100]}


@replace("cloudformation", "DescribeStackResource")
def describe_stack_resource(call, params):
    stack = find(stacks_of(call), params["StackName"])
    row = stack.rows.get(params["LogicalResourceId"])
    if row is None:
        raise AwsError(
            "ValidationError", f"Resource {params['LogicalResourceId']} does not exist for stack {stack.name}", 400
        )
    metadata = stack.template["Resources"].get(row.logical_id, {}).get("Metadata")
    detail = {**_row(row), "StackName": stack.name, "StackId": stack.id, "LastUpdatedTimestamp": row.at}
    return {"StackResourceDetail": {**detail, **({"Metadata": json.dumps(metadata)} if metadata else {})}}


@replace("cloudformation", "DescribeStackEvents")
def describe_stack_events(call, params):
    return {"StackEvents": find(stacks_of(call), params["StackName"]).events}


@replace("cloudformation", "GetTemplate")
def get_template(call, params):
    """As it was submitted, or as it is after transforms (the default), in which case it is JSON; only ASCII comes back."""
    stack = find(stacks_of(call), params["StackName"])
    stage = params.get("TemplateStage", "Processed")
    if stage not in ("Original", "Processed"):
        raise AwsError("ValidationError", f"Value '{stage}' at 'templateStage' failed to satisfy constraint")
    body = stack.body if stage == "Original" else stack.processed
    return {
        "TemplateBody": "".join(letter if letter.isascii() else "?" for letter in body),
        "StagesAvailable": ["Original", "Processed"],
    }


@replace("cloudformation", "ValidateTemplate", "GetTemplateSummary")
def template_summary(call, params):
    body = find(stacks_of(call), params["StackName"]).body if params.get("StackName") else body_of(call, params)
    template = read(body)
    parameters = [
        _present(
            {
                "ParameterKey": name,
                "DefaultValue": _default(definition),
                "NoEcho": _yes(definition.get("NoEcho")),
                "Description": definition.get("Description"),
                "ParameterType": definition.get("Type"),
            }
        )
        for name, definition in (template.get("Parameters") or {}).items()
    ]
    kinds = sorted({r["Type"] for r in template["Resources"].values() if isinstance(r, dict) and "Type" in r})
    return _present(
        {
            "Parameters": parameters,
            "Description": template.get("Description"),
            "ResourceTypes": kinds,
            "Capabilities": [],
            "DeclaredTransforms": transforms_of(template) or None,
        }
    )


def _default(definition):
    return str(definition["Default"]) if "Default" in definition else None


@replace("cloudformation", "ListExports")
def list_exports(call, params):
    return {
        "Exports": [
            {"ExportingStackId": stack.id, "Name": output["ExportName"], "Value": output["OutputValue"]}
            for stack in stacks_of(call).values()
            if stack.status != "DELETE_COMPLETE"
            for output in stack.outputs
            if output.get("ExportName")
        ]
    }


@replace("cloudformation", "ListImports")
def list_imports(call, params):
    name = params["ExportName"]
    users = [s.name for s in stacks_of(call).values() if s.status != "DELETE_COMPLETE" and name in s.imports]
    if not users:
        raise AwsError("ValidationError", f"Export '{name}' is not imported by any stack.", 400)
    return {"Imports": users}
