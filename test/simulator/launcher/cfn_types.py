"""Resource types: who makes them, and what stands in for those that nobody makes."""

import copy
import importlib
import json
import uuid

import core
import registry
from cfn_pretend import plausible_attribute, pretend  # noqa: F401 - makers and stacks ask for them here
from wire import AwsError, service_model

CREATE, UPDATE, DELETE = {}, {}, {}
MODULES = (
    "cfn_simple",
    "cfn_ec2",
    "cfn_security_groups",
    "cfn_rds",
    "cfn_kms",
    "cfn_cloudtrail",
    "cfn_s3",
    "cfn_iam",
    "cfn_nested",
    "cfn_sns",
    "cfn_policies",
    "cfn_apigateway",
)
# Rows that AWS lists although nothing stands behind them there either.
NOTHING_BEHIND = {
    "AWS::CDK::Metadata",
    "AWS::CloudFormation::WaitConditionHandle",
    "AWS::CloudFormation::WaitCondition",
}


def creates(kind):
    return lambda function: CREATE.setdefault(kind, function)


def updates(kind):
    return lambda function: UPDATE.setdefault(kind, function)


def deletes(kind):
    return lambda function: DELETE.setdefault(kind, function)


class Replace(Exception):
    """The change cannot be made in place; the resource is to be made anew."""


class Making:
    """What a maker of one resource gets: its properties, its names and tags, and the API."""

    def __init__(self, stack, row, props):
        # A copy: moto's models write into what they are given, and updates compare with what the template said.
        self.stack, self.row, self.props = stack, row, copy.deepcopy(props)
        self.account, self.region = stack.account, stack.region

    def api(self, service, operation, **params):
        return core.api(self.account, self.region, service, operation, **self.shaped(service, operation, params))

    def shaped(self, service, operation, params):
        """Only what the operation takes, in its types: templates say "20" and "true" for 20 and true."""
        return coerced(service_model(service).operation_model(operation).input_shape, params)

    def name(self, prop=None, limit=255, lower=False):
        given = self.props.get(prop) if prop else None
        return given if given else self.stack.names_for(self.row, limit, lower)

    def tags(self, system=True):
        """The stack's tags under the resource's own, and the three that CloudFormation adds."""
        own = self.props.get("Tags") or []
        own = own if isinstance(own, dict) else {tag["Key"]: str(tag["Value"]) for tag in own}
        tags = {**self.stack.tags, **own}
        if system:
            tags["aws:cloudformation:stack-name"] = self.stack.name
            tags["aws:cloudformation:stack-id"] = self.stack.id
            tags["aws:cloudformation:logical-id"] = self.row.logical_id
        return tags

    def tag_list(self, system=True):
        return [{"Key": key, "Value": value} for key, value in self.tags(system).items()]


def document(value):
    """A policy as the text that the API takes."""
    return value if isinstance(value, str) else json.dumps(value)


def coerced(shape, value):
    """A template's value in the types and the spelling of an API's input shape; members that the shape does not have are left out."""
    kind = shape.type_name
    if kind == "structure" and {"Quantity", "Items"} <= set(shape.members) and isinstance(value, list):
        # CloudFront counts its lists.
        return {"Quantity": len(value), "Items": [coerced(shape.members["Items"].member, item) for item in value]}
    if kind == "structure" and isinstance(value, dict):
        spelled = {name.lower(): name for name in shape.members}
        return {
            spelled[name.lower()]: coerced(shape.members[spelled[name.lower()]], inner)
            for name, inner in value.items()
            if name.lower() in spelled and inner is not None
        }
    if kind == "list":
        items = value if isinstance(value, list) else [value]
        return [coerced(shape.member, item) for item in items]
    if kind == "map" and isinstance(value, dict):
        return {key: coerced(shape.value, inner) for key, inner in value.items()}
    if kind in ("integer", "long"):
        return int(value)
    if kind in ("float", "double"):
        return float(value)
    if kind == "boolean":
        return value if isinstance(value, bool) else str(value).lower() == "true"
    if kind == "string" and isinstance(value, (dict, list)):
        return json.dumps(value)
    if kind == "string" and not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value


def _load():
    for module in MODULES:
        importlib.import_module(module)


def create(stack, row):
    _load()
    if row.type in CREATE:
        try:
            row.physical_id, row.attributes = CREATE[row.type](Making(stack, row, row.properties))
        except AwsError as error:
            # What moto has no operation for is no mistake of the template's.
            if not error.message.startswith("the simulator does not know"):
                raise
            pretend(stack, row, error.message)
        return
    if row.type in NOTHING_BEHIND:
        row.physical_id, row.attributes = str(uuid.uuid4()), {}
        return
    import cfn_api
    import cfn_moto

    if not any(makers.create(Making(stack, row, row.properties)) for makers in (cfn_api, cfn_moto)):
        pretend(stack, row, "nobody makes this type")


def update(stack, row, wanted):
    """Change in place where somebody knows how, else make anew."""
    _load()
    if row.pretended or row.type in NOTHING_BEHIND or (wanted == row.properties and row.type not in UPDATE):
        return
    if row.type in UPDATE:
        try:
            UPDATE[row.type](Making(stack, row, wanted), row.properties)
            return
        except Replace:
            pass
    renamed = _replaced(stack, row, wanted)
    delete(stack, row)
    row.physical_id, row.attributes, row.properties = "", {}, wanted
    row.generation += renamed
    create(stack, row)


def _replaced(stack, row, wanted):
    """Whether AWS makes another resource for this change, under another name, by the schema's create-only properties."""
    kind = registry.find(stack.account, stack.region, row.type)
    if kind is None or row.type in UPDATE:
        return True
    changed = {name for name in {*wanted, *row.properties} if wanted.get(name) != row.properties.get(name)}
    return bool(changed & {path[0] for path in kind.paths("createOnlyProperties") if path})


def delete(stack, row):
    if row.pretended or not row.physical_id:
        return
    if row.type in DELETE:
        DELETE[row.type](Making(stack, row, row.properties))
    elif row.undo:
        row.undo()


def parameter_value(stack, kind, value):
    """A parameter's value in its type."""
    if kind.startswith("AWS::SSM::Parameter::Value"):
        value = _ssm(stack, str(value), "ami-0123456789abcdef0" if "Image" in kind or "/ami" in str(value) else "21")
        kind = kind[kind.index("<") + 1 : -1]
    if kind == "CommaDelimitedList" or kind.startswith("List<"):
        return value if isinstance(value, list) else [part.strip() for part in str(value).split(",")]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def dynamic_reference(stack, reference):
    """{{resolve:ssm:…}} from SSM; of a secret a value that nobody may rely on."""
    service, _, rest = reference.partition(":")
    if service in ("ssm", "ssm-secure"):
        return _ssm(stack, rest.split(":")[0], f"resolved-{rest}")
    secret, _, field = rest.partition(":SecretString:")
    return "resolvedadmin" if field.split(":")[0] == "username" else "resolved-secret-0000"


def _ssm(stack, name, otherwise):
    try:
        return core.api(stack.account, stack.region, "ssm", "GetParameter", Name=name)["Parameter"]["Value"]
    except AwsError:
        return otherwise
