"""The CloudFormation API over the simulator's own stacks; moto's CloudFormation is not asked at all."""

import json

import cfn_stack
from accounts import ACCOUNTS
from cfn_template import read
from hooks import replace
from wire import AwsError


def _stacks(call):
    return ACCOUNTS.get(call.account).stacks[call.region]


def find(stacks, name, deleted_by_id=True):
    """The stack behind a name (living ones) or an id (deleted ones too)."""
    for stack in reversed(list(stacks.values())):
        if stack.id == name and (deleted_by_id or stack.status != "DELETE_COMPLETE"):
            return stack
        if stack.name == name and stack.status != "DELETE_COMPLETE":
            return stack
    raise AwsError("ValidationError", f"Stack with id {name} does not exist", 400)


def _body(call, params, stack=None):
    if params.get("UsePreviousTemplate") and stack:
        return stack.body
    if params.get("TemplateURL"):
        from cfn_nested import template_at

        return template_at(call.account, params["TemplateURL"])
    if not params.get("TemplateBody"):
        raise AwsError("ValidationError", "Either Template URL or Template Body must be specified.")
    return params["TemplateBody"]


def _given(params, stack=None):
    given = {}
    for parameter in params.get("Parameters") or []:
        name = parameter["ParameterKey"]
        given[name] = stack.given.get(name) if parameter.get("UsePreviousValue") and stack else parameter.get("ParameterValue", "")
    return given


def _tags(params):
    return {tag["Key"]: tag["Value"] for tag in params.get("Tags") or []}


@replace("cloudformation", "CreateStack")
def create_stack(call, params):
    stacks, name = _stacks(call), params["StackName"]
    if any(stack.name == name and stack.status != "DELETE_COMPLETE" for stack in stacks.values()):
        raise AwsError("AlreadyExistsException", f"Stack [{name}] already exists", 400)
    stack = cfn_stack.Stack(call.account, call.region, name)
    stack.capabilities = params.get("Capabilities") or []
    stack.disable_rollback = params.get("DisableRollback", False)
    stack.on_failure = params.get("OnFailure", "ROLLBACK")
    stack.termination_protection = params.get("EnableTerminationProtection", False)
    stack.prepare(_body(call, params), _given(params), _tags(params))
    stacks[stack.id] = stack
    stack.create()
    return {"StackId": stack.id}


@replace("cloudformation", "UpdateStack")
def update_stack(call, params):
    stack = find(_stacks(call), params["StackName"], deleted_by_id=False)
    if stack.status in ("ROLLBACK_COMPLETE", "CREATE_FAILED", "DELETE_FAILED"):
        raise AwsError("ValidationError", f"Stack:{stack.id} is in {stack.status} state and can not be updated.", 400)
    tags = _tags(params) if "Tags" in params else stack.tags
    stack.update(_body(call, params, stack), _given(params, stack), tags)
    return {"StackId": stack.id}


@replace("cloudformation", "DeleteStack")
def delete_stack(call, params):
    try:
        stack = find(_stacks(call), params["StackName"])
    except AwsError:
        return {}
    if stack.status != "DELETE_COMPLETE":
        stack.delete()
    return {}


@replace("cloudformation", "UpdateTerminationProtection")
def termination_protection(call, params):
    stack = find(_stacks(call), params["StackName"])
    stack.termination_protection = params["EnableTerminationProtection"]
    return {"StackId": stack.id}


def _hidden(stack):
    return {name: definition.get("NoEcho") in (True, "true", "True") for name, definition in (stack.template.get("Parameters") or {}).items()}


def _described(stack):
    hidden = _hidden(stack)
    parameters = [
        {"ParameterKey": name, "ParameterValue": "****" if hidden.get(name) else ",".join(value) if isinstance(value, list) else str(value)}
        for name, value in stack.resolver.parameters.items()
    ]
    return _present({
        "StackId": stack.id, "StackName": stack.name, "StackStatus": stack.status, "StackStatusReason": stack.reason, "CreationTime": stack.created,
        "LastUpdatedTime": stack.updated, "DeletionTime": stack.deleted, "Description": stack.template.get("Description"), "Parameters": parameters,
        "Outputs": stack.outputs, "Tags": [{"Key": k, "Value": v} for k, v in stack.tags.items()], "Capabilities": stack.capabilities,
        "DisableRollback": stack.disable_rollback, "NotificationARNs": [], "RollbackConfiguration": {}, "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
        "EnableTerminationProtection": stack.termination_protection, **_family(stack),
    })


def _family(stack):
    return {"ParentId": stack.parent.id, "RootId": stack.root.id} if stack.parent else {}


def _present(fields):
    return {name: value for name, value in fields.items() if value is not None}


@replace("cloudformation", "DescribeStacks")
def describe_stacks(call, params):
    if params.get("StackName"):
        return {"Stacks": [_described(find(_stacks(call), params["StackName"]))]}
    return {"Stacks": [_described(stack) for stack in _newest_first(call) if stack.status != "DELETE_COMPLETE"]}


def _newest_first(call):
    return reversed(list(_stacks(call).values()))


@replace("cloudformation", "ListStacks")
def list_stacks(call, params):
    wanted = params.get("StackStatusFilter")
    rows = [
        _present({
            "StackId": stack.id, "StackName": stack.name, "TemplateDescription": stack.template.get("Description"), "CreationTime": stack.created,
            "LastUpdatedTime": stack.updated, "DeletionTime": stack.deleted, "StackStatus": stack.status, "StackStatusReason": stack.reason,
            "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"}, **_family(stack),
        })
        for stack in _newest_first(call)
        if not wanted or stack.status in wanted
    ]
    return {"StackSummaries": rows}


def _row(row):
    return _present({
        "LogicalResourceId": row.logical_id, "PhysicalResourceId": row.physical_id or None, "ResourceType": row.type, "ResourceStatus": row.status,
        "ResourceStatusReason": row.reason, "DriftInformation": {"StackResourceDriftStatus": "NOT_CHECKED"},
    })


@replace("cloudformation", "ListStackResources")
def list_stack_resources(call, params):
    stack = find(_stacks(call), params["StackName"])
    return {"StackResourceSummaries": [{**_row(row), "LastUpdatedTimestamp": row.at} for row in stack.rows.values()]}


def _with_stack(stack, row):
    return {**_row(row), "StackName": stack.name, "StackId": stack.id, "Timestamp": row.at}


@replace("cloudformation", "DescribeStackResources")
def describe_stack_resources(call, params):
    """The first hundred, without a word that there are more: as AWS."""
    logical, physical = params.get("LogicalResourceId"), params.get("PhysicalResourceId")
    if params.get("StackName"):
        stacks = [find(_stacks(call), params["StackName"])]
    else:
        stacks = [s for s in _stacks(call).values() if any(row.physical_id == physical for row in s.rows.values())]
        if not stacks:
            raise AwsError("ValidationError", f"Stack for {physical} does not exist", 400)
    rows = [_with_stack(stack, row) for stack in stacks for row in stack.rows.values() if not logical or row.logical_id == logical]
    return {"StackResources": rows[:100]}


@replace("cloudformation", "DescribeStackResource")
def describe_stack_resource(call, params):
    stack = find(_stacks(call), params["StackName"])
    row = stack.rows.get(params["LogicalResourceId"])
    if row is None:
        raise AwsError("ValidationError", f"Resource {params['LogicalResourceId']} does not exist for stack {stack.name}", 400)
    metadata = stack.template["Resources"].get(row.logical_id, {}).get("Metadata")
    detail = {**_row(row), "StackName": stack.name, "StackId": stack.id, "LastUpdatedTimestamp": row.at}
    return {"StackResourceDetail": {**detail, **({"Metadata": json.dumps(metadata)} if metadata else {})}}


@replace("cloudformation", "DescribeStackEvents")
def describe_stack_events(call, params):
    return {"StackEvents": find(_stacks(call), params["StackName"]).events}


@replace("cloudformation", "GetTemplate")
def get_template(call, params):
    return {"TemplateBody": find(_stacks(call), params["StackName"]).body, "StagesAvailable": ["Original", "Processed"]}


@replace("cloudformation", "ValidateTemplate", "GetTemplateSummary")
def template_summary(call, params):
    body = find(_stacks(call), params["StackName"]).body if params.get("StackName") else _body(call, params)
    template = read(body)
    parameters = [
        _present({"ParameterKey": name, "DefaultValue": _default(definition), "NoEcho": bool(definition.get("NoEcho")), "Description": definition.get("Description"), "ParameterType": definition.get("Type")})
        for name, definition in (template.get("Parameters") or {}).items()
    ]
    kinds = sorted({resource["Type"] for resource in template["Resources"].values()})
    return _present({"Parameters": parameters, "Description": template.get("Description"), "ResourceTypes": kinds, "Capabilities": []})


def _default(definition):
    return str(definition["Default"]) if "Default" in definition else None


@replace("cloudformation", "ListExports")
def list_exports(call, params):
    return {"Exports": [
        {"ExportingStackId": stack.id, "Name": output["ExportName"], "Value": output["OutputValue"]}
        for stack in _stacks(call).values() if stack.status != "DELETE_COMPLETE"
        for output in stack.outputs if output.get("ExportName")
    ]}
