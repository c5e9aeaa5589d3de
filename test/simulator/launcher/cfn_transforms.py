"""Transforms: the template that CloudFormation works with after loops are unrolled and pieces are taken in."""

import re

from cfn_template import Resolver, read
from wire import AwsError

LANGUAGE = "AWS::LanguageExtensions"
INCLUDE = "AWS::Include"
LOOP = "Fn::ForEach::"


def transforms_of(template):
    """The names of the transforms that the whole template asks for, in order."""
    wanted = template.get("Transform") or []
    wanted = wanted if isinstance(wanted, list) else [wanted]
    return [item["Name"] if isinstance(item, dict) else item for item in wanted]


def processed(stack, template, parameters):
    """The template without transforms, loops and includes; raises what AWS answers for a transform that it does not find."""
    for item in _wanted(template):
        if item["Name"] == INCLUDE:
            template = {**template, **_included(stack, item.get("Parameters") or {}, parameters)}
        elif item["Name"] != LANGUAGE:
            raise AwsError(
                "ValidationError", f"No transform named {item['Name']} found: the simulator has {LANGUAGE} and {INCLUDE} only."
            )
    body = {name: value for name, value in template.items() if name != "Transform"}
    body = _with_includes(stack, body, parameters)
    if LANGUAGE in transforms_of(template):
        body = unrolled(body, Resolver(body, parameters, stack.pseudo(), stack))
    elif _holds(body, lambda name: name.startswith(LOOP)):
        raise AwsError("ValidationError", f"Template error: Fn::ForEach needs the transform {LANGUAGE}")
    return body


def _wanted(template):
    wanted = template.get("Transform") or []
    wanted = wanted if isinstance(wanted, list) else [wanted]
    return [item if isinstance(item, dict) else {"Name": item} for item in wanted]


def _holds(value, test):
    if isinstance(value, list):
        return any(_holds(item, test) for item in value)
    return isinstance(value, dict) and any(test(name) or _holds(inner, test) for name, inner in value.items())


def _included(stack, settings, parameters):
    from cfn_nested import template_at

    location = settings.get("Location")
    if isinstance(location, dict):
        location = Resolver({"Resources": {}}, parameters, stack.pseudo(), stack).value(location)
    return read(template_at(stack.account, location), whole=False)


def _with_includes(stack, value, parameters):
    """Fn::Transform with AWS::Include, replaced by what stands in the bucket, beside what stands here."""
    if isinstance(value, list):
        return [_with_includes(stack, item, parameters) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _with_includes(stack, inner, parameters) for name, inner in value.items() if name != "Fn::Transform"}
    calls = value.get("Fn::Transform") or []
    for call in calls if isinstance(calls, list) else [calls]:
        if call.get("Name") != INCLUDE:
            raise AwsError("ValidationError", f"No transform named {call.get('Name')} found.")
        kept = {**_included(stack, call.get("Parameters") or {}, parameters), **kept}
    return kept


def unrolled(value, resolver, names=None):
    """The piece of template with every Fn::ForEach written out."""
    names = names or {}
    if isinstance(value, str):
        return _named(value, names)
    if isinstance(value, list):
        return [unrolled(item, resolver, names) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and value.get("Ref") in names:
        return names[value["Ref"]]
    result = {}
    for name, inner in value.items():
        if name.startswith(LOOP):
            result |= _loop(inner, resolver, names)
        else:
            result[_named(name, names)] = unrolled(inner, resolver, names)
    return result


def _loop(loop, resolver, names):
    identifier, collection, output = loop
    items = []
    for item in collection if isinstance(collection, list) else [collection]:
        found = resolver.value(unrolled(item, resolver, names))
        items += found if isinstance(found, list) else [found]
    result = {}
    for item in items:
        result |= unrolled(output, resolver, {**names, identifier: str(item)})
    return result


def _named(text, names):
    """Loop variables as ${Name}, and as &{Name} without what no logical id may hold."""

    def one(match):
        if match[2] not in names:
            return match[0]
        value = names[match[2]]
        return re.sub(r"[^A-Za-z0-9]", "", value) if match[1] == "&" else value

    return re.sub(r"([$&])\{([A-Za-z0-9]+)\}", one, text)
