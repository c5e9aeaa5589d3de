"""The CloudFormation API over the simulator's own stacks; moto's CloudFormation is not asked at all."""

import cfn_stack
from accounts import ACCOUNTS
from hooks import replace
from wire import AwsError


def stacks_of(call):
    return ACCOUNTS.get(call.account).stacks[call.region]


def find(stacks, name, deleted_by_id=True):
    """The stack behind a name (living ones) or an id (deleted ones too)."""
    for stack in reversed(list(stacks.values())):
        if stack.id == name and (deleted_by_id or stack.status != "DELETE_COMPLETE"):
            return stack
        if stack.name == name and stack.status != "DELETE_COMPLETE":
            return stack
    raise AwsError("ValidationError", f"Stack with id {name} does not exist", 400)


def body_of(call, params, stack=None):
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
        given[name] = (
            stack.given.get(name)
            if parameter.get("UsePreviousValue") and stack
            else parameter.get("ParameterValue", "")
        )
    return given


def _tags(params):
    return {tag["Key"]: tag["Value"] for tag in params.get("Tags") or []}


@replace("cloudformation", "CreateStack")
def create_stack(call, params):
    stacks, name = stacks_of(call), params["StackName"]
    if any(stack.name == name and stack.status != "DELETE_COMPLETE" for stack in stacks.values()):
        raise AwsError("AlreadyExistsException", f"Stack [{name}] already exists", 400)
    stack = cfn_stack.Stack(call.account, call.region, name)
    stack.capabilities = params.get("Capabilities") or []
    stack.disable_rollback = params.get("DisableRollback", False)
    stack.on_failure = params.get("OnFailure", "ROLLBACK")
    stack.termination_protection = params.get("EnableTerminationProtection", False)
    stack.prepare(body_of(call, params), _given(params), _tags(params))
    stacks[stack.id] = stack
    stack.create()
    return {"StackId": stack.id}


@replace("cloudformation", "UpdateStack")
def update_stack(call, params):
    stack = find(stacks_of(call), params["StackName"], deleted_by_id=False)
    if stack.status in ("ROLLBACK_COMPLETE", "CREATE_FAILED", "DELETE_FAILED"):
        raise AwsError("ValidationError", f"Stack:{stack.id} is in {stack.status} state and can not be updated.", 400)
    tags = _tags(params) if "Tags" in params else stack.tags
    stack.update(body_of(call, params, stack), _given(params, stack), tags)
    return {"StackId": stack.id}


@replace("cloudformation", "DeleteStack")
def delete_stack(call, params):
    try:
        stack = find(stacks_of(call), params["StackName"])
    except AwsError:
        return {}
    if stack.status != "DELETE_COMPLETE":
        stack.delete()
    return {}


@replace("cloudformation", "UpdateTerminationProtection")
def termination_protection(call, params):
    stack = find(stacks_of(call), params["StackName"])
    stack.termination_protection = params["EnableTerminationProtection"]
    return {"StackId": stack.id}
