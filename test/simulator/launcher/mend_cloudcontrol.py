"""The Cloud Control API, which moto does not have: reads of what CloudFormation made, and the refusals."""

import json
import re
import uuid

import policy
import registry
from accounts import ACCOUNTS
from hooks import replace
from resource_models import models, spelled
from statuses import CLOUD_CONTROL
from wire import AwsError

NAME = re.compile(r"^[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}(::MODULE)?$")


def _refusal(code, message):
    return AwsError(code, message, CLOUD_CONTROL.get(code, 400))


def _type(call, params, action):
    name = params.get("TypeName") or ""
    if not NAME.match(name):
        raise _refusal("ValidationException", f"Value '{name}' at 'typeName' failed to satisfy constraint: Member must satisfy regular expression pattern: {NAME.pattern[1:-1]}")
    kind = registry.find(call.account, call.region, name)
    if kind is None:
        raise _refusal("TypeNotFoundException", f"The type '{name}' cannot be found.")
    if action not in kind.handlers():
        raise _refusal("UnsupportedActionException", f"Resource type {name} does not support {action.upper()} action")
    _permit(call, kind.handlers()[action].get("permissions") or [])
    return kind


def _permit(call, actions):
    """A handler works with the caller's own permissions: what the policy does not allow is denied in the service's name."""
    allowed = None if call.seeding else ACCOUNTS.get(call.account).settings["policy"]
    for action in actions if allowed is not None else ():
        if not policy.covers(allowed, action):
            raise _refusal(
                "AccessDeniedException",
                f"User: arn:aws:sts::{call.account}:assumed-role/audit/audit is not authorized to perform: {action} because no identity-based policy allows the {action} action",
            )


@replace("cloudcontrolapi", "GetResource")
def get_resource(call, params):
    kind = _type(call, params, "read")
    wanted = spelled(kind, params["Identifier"])
    if wanted is None:
        paths = ", ".join(kind.schema["primaryIdentifier"])
        raise _refusal("ValidationException", f"Identifier {params['Identifier']} is not valid for identifier [{paths}]")
    for model in models(call.account, call.region, kind):
        if model.identifier == wanted:
            return {"TypeName": kind.name, "ResourceDescription": _described(model)}
    raise _refusal(
        "ResourceNotFoundException",
        f"{kind.name} Handler returned status FAILED: Resource of type '{kind.name}' with identifier '{wanted}' was not found. (HandlerErrorCode: NotFound, RequestToken: {uuid.uuid4()})",
    )


def _described(model):
    return {"Identifier": model.identifier, "Properties": json.dumps(model.properties, default=str)}


@replace("cloudcontrolapi", "ListResources")
def list_resources(call, params):
    """Whole models; a handler that lists within a parent gets it in ResourceModel."""
    kind = _type(call, params, "list")
    parent = json.loads(params.get("ResourceModel") or "{}")
    needed = (kind.handlers()["list"].get("handlerSchema") or {}).get("required") or []
    missing = [name for name in needed if name not in parent]
    if missing:
        raise _refusal(
            "InvalidRequestException",
            f"Missing or invalid ResourceModel property in {kind.name} list handler request input. Required property: {missing}",
        )
    found = [
        model
        for model in models(call.account, call.region, kind)
        if all(model.properties.get(name) == value for name, value in parent.items())
    ]
    return {"TypeName": kind.name, "ResourceDescriptions": [_described(model) for model in found]}


@replace("cloudcontrolapi", "CreateResource", "UpdateResource", "DeleteResource")
def write(call, params):
    raise _refusal("UnsupportedActionException", "the simulator's Cloud Control only reads")
