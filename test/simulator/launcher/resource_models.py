"""The models of Cloud Control: what CloudFormation made, as a type's read handler would tell it."""

import copy
import json

import cfn_types
import registry
from accounts import ACCOUNTS
from cfn_names import physical_name
from mend_cloudformation import find

GLOBAL = ("AWS::IAM::", "AWS::Route53::", "AWS::CloudFront::")
GONE = ("DELETE_COMPLETE", "CREATE_FAILED", "CREATE_IN_PROGRESS")


class Model:
    """One resource: its identifier as one text, and its properties."""

    def __init__(self, identifier, properties):
        self.identifier, self.properties = identifier, properties


def models(account, region, kind):
    """Every resource of the type: of stacks, what a stack left behind, and what a test put there."""
    state = ACCOUNTS.get(account)
    found = []
    for place in state.stacks if kind.name.startswith(GLOBAL) else [region]:
        for stack in state.stacks[place].values():
            for row in stack.rows.values():
                if row.type == kind.name and row.status not in GONE and row.physical_id and row.live is not None:
                    found.append(model_of(stack, row, kind))
    for model in state.models[region].values():
        if model["typeName"] == kind.name:
            found.append(Model(model["identifier"], model["properties"]))
    return found


def model_of(stack, row, kind):
    """Resolved properties without the write-only ones, read-only members, the identifier, tags, and what was changed since."""
    schema = kind.schema
    properties = typed(schema, schema, copy.deepcopy(row.properties))
    identifier = identifier_of(stack, row, kind)
    for path, value in zip(kind.identifier, identifier):
        put(properties, path, value)
    for path in kind.paths("readOnlyProperties"):
        value = _attribute(stack, row, schema, path)
        if value is not None and path not in kind.identifier:
            put(properties, path, value)
    _name(stack, row, schema, properties)
    _tags(stack, row, schema, properties)
    for path in kind.paths("writeOnlyProperties"):
        drop(properties, path)
    for patch in row.live:
        properties = merged(properties, patch)
    return Model("|".join(map(str, identifier)), properties)


def identifier_of(stack, row, kind):
    """The values of the primary identifier. Where Ref gives something else, it is not what Cloud Control takes."""
    paths = kind.identifier
    parts = str(row.physical_id).split("|")
    if len(paths) > 1 and len(parts) == len(paths):
        return parts
    values, free = [], True
    for path in paths:
        name = ".".join(path)
        given = get(row.properties, path)
        if given is not None and (len(paths) > 1 or given == row.physical_id):
            values.append(given)
        elif name in row.attributes:
            values.append(row.attributes[name])
        elif free and (not name.endswith("Arn") or row.physical_id.startswith("arn:")):
            values.append(row.physical_id)
            free = False
        else:
            values.append(cfn_types.plausible_attribute(stack, row, name))
    return values


def _attribute(stack, row, schema, path):
    name = ".".join(path)
    if name in row.attributes:
        return typed(schema, _at(schema, path), row.attributes[name])
    shape = _at(schema, path)
    if shape.get("type") == "string" and "*" not in path:
        return cfn_types.plausible_attribute(stack, row, name)
    return None


def _name(stack, row, schema, properties):
    """The name that CloudFormation made is a property of the model, as though the template had given it."""
    short = row.type.split("::")[-1]
    for name in (f"{short}Name", f"{short}Identifier", "Name"):
        if name in schema.get("properties", {}) and name not in properties:
            made = physical_name(stack, row)
            for spelling in (made, made.lower()):
                if spelling in str(row.physical_id):
                    properties[name] = spelling


def _tags(stack, row, schema, properties):
    tagging = schema.get("tagging") or {}
    if not tagging.get("taggable") or not tagging.get("tagProperty"):
        return
    path = registry.path_of(tagging["tagProperty"])
    own = get(properties, path) or []
    own = own if isinstance(own, dict) else {tag["Key"]: tag["Value"] for tag in own if "Key" in tag}
    tags = {**stack.tags, **own}
    if tagging.get("cloudFormationSystemTags"):
        tags |= {
            "aws:cloudformation:stack-name": stack.name,
            "aws:cloudformation:stack-id": stack.id,
            "aws:cloudformation:logical-id": row.logical_id,
        }
    if tags:
        listed = _at(schema, path).get("type") == "array"
        put(properties, path, [{"Key": k, "Value": v} for k, v in tags.items()] if listed else tags)


def _resolved(schema, shape):
    while isinstance(shape, dict) and "$ref" in shape:
        target = schema
        for part in shape["$ref"].split("/")[1:]:
            target = target.get(part, {})
        shape = target
    return shape if isinstance(shape, dict) else {}


def _at(schema, path):
    """The piece of the schema that describes the property at a path."""
    shape = schema
    for name in path:
        shape = _resolved(schema, shape)
        shape = shape.get("items", {}) if name == "*" else shape.get("properties", {}).get(name, {})
    return _resolved(schema, shape)


def typed(schema, shape, value):
    """A template's value in the types of the schema: "true" for true, "20" for 20."""
    shape = _resolved(schema, shape)
    kind = shape.get("type")
    if isinstance(value, dict):
        return {name: typed(schema, shape.get("properties", {}).get(name, {}), inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [typed(schema, shape.get("items", {}), item) for item in value]
    if kind == "boolean" and isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if kind in ("integer", "number") and isinstance(value, str):
        try:
            return int(value) if kind == "integer" or value.lstrip("-").isdigit() else float(value)
        except ValueError:
            return value
    if kind == "string" and isinstance(value, (int, float)):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value


def get(value, path):
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def put(value, path, new):
    for name in path[:-1]:
        value = value.setdefault(name, {})
        if not isinstance(value, dict):
            return
    value[path[-1]] = new


def drop(value, path):
    """Take away what stands at a path; `*` is every item of a list or every value of a map."""
    if not path or value is None:
        return
    name, rest = path[0], path[1:]
    if isinstance(value, list):
        for item in value:
            drop(item, rest if name == "*" else path)
    elif isinstance(value, dict) and name == "*":
        for inner in value.values():
            drop(inner, rest)
    elif isinstance(value, dict) and not rest:
        value.pop(name, None)
    elif isinstance(value, dict):
        drop(value.get(name), rest)


def merged(value, patch):
    """The JSON merge patch of RFC 7396: null takes a member away."""
    if not isinstance(patch, dict):
        return patch
    result = dict(value) if isinstance(value, dict) else {}
    for name, inner in patch.items():
        if inner is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), inner)
    return result


def change(account, region, stack, logical_id, properties):
    """Change a resource behind CloudFormation's back; None takes it away altogether."""
    row = find(ACCOUNTS.get(account).stacks[region], stack).rows.get(logical_id)
    if row is None:
        raise ValueError(f"stack {stack} has no resource {logical_id}")
    row.live = None if properties is None else [*(row.live or []), properties]


def spelled(kind, identifier):
    """An identifier in either of its spellings, joined by | or as JSON, as one text; None where it has other parts."""
    names = [path[-1] for path in kind.identifier]
    if identifier.lstrip().startswith("{"):
        try:
            given = {name.split("/")[-1]: value for name, value in json.loads(identifier).items()}
        except (ValueError, AttributeError):
            return None
        return "|".join(str(given[name]) for name in names) if set(given) == set(names) else None
    parts = identifier.split("|")
    return identifier if len(names) == 1 or len(parts) == len(names) else None
