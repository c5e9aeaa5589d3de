"""CloudFormation templates: read from JSON or YAML, and their functions resolved."""

import base64
import ipaddress
import json
import re

import yaml

from wire import AwsError

NO_VALUE = object()


class NotReady(Exception):
    """A value refers to a resource that does not exist (yet)."""


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms, and without dates, which templates never mean."""


def _short_form(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _short_form)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(body, whole=True):
    """The template as a dict, `whole` or a piece; raises the ValidationError that CloudFormation answers."""
    try:
        template = json.loads(body) if body.lstrip().startswith("{") else yaml.load(body, _Loader)
    except (ValueError, yaml.YAMLError) as error:
        raise AwsError("ValidationError", f"Template format error: {error}".split("\n")[0])
    if not whole:
        return template
    if not isinstance(template, dict) or not isinstance(template.get("Resources"), dict) or not template["Resources"]:
        raise AwsError("ValidationError", "Template format error: At least one Resources member must be defined.")
    for name, resource in template["Resources"].items():
        if name.startswith(("Fn::ForEach::", "Fn::Transform")):
            continue
        if not isinstance(resource, dict) or not isinstance(resource.get("Type"), str):
            raise AwsError(
                "ValidationError",
                f"Template format error: [/Resources/{name}] Every Resources object must contain a Type member.",
            )
    return template


def references(value, names):
    """The logical ids among `names` that a piece of template refers to."""
    if isinstance(value, list):
        return set().union(*(references(item, names) for item in value))
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, inner in value.items():
        if key == "Ref" and inner in names:
            found.add(inner)
        elif key == "Fn::GetAtt":
            found |= {inner.split(".")[0] if isinstance(inner, str) else inner[0]} & names
        elif key == "Fn::Sub":
            text = inner if isinstance(inner, str) else inner[0]
            found |= {ref.split(".")[0] for ref in re.findall(r"\$\{([^!}][^}]*)\}", text)} & names
            found |= references(inner, names)
        else:
            found |= references(inner, names)
    return found


def all_references(value):
    """Every Ref and Sub target, known or not, so that unknown ones can be refused."""
    if isinstance(value, list):
        return set().union(*(all_references(item) for item in value))
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, inner in value.items():
        if key == "Ref" and isinstance(inner, str) and len(value) == 1:
            found.add(inner)
        elif key == "Fn::GetAtt" and len(value) == 1:
            found.add(inner.split(".")[0] if isinstance(inner, str) else inner[0])
        elif key == "Fn::Sub" and isinstance(inner, str):
            found |= {ref.split(".")[0] for ref in re.findall(r"\$\{([^!}][^}]*)\}", inner)}
        elif key != "Fn::If":
            found |= all_references(inner)
    return found


class Resolver:
    """Resolves functions for one stack. `world` answers ref, attribute, zones, export, and dynamic references."""

    def __init__(self, template, parameters, pseudo, world):
        self.template, self.parameters, self.pseudo, self.world = template, parameters, pseudo, world
        self._conditions = {}

    def condition(self, name):
        if name not in self._conditions:
            definition = self.template.get("Conditions", {}).get(name)
            if definition is None:
                raise AwsError(
                    "ValidationError",
                    f"Template format error: Unresolved condition dependency {name} in the Resources block of the template",
                )
            self._conditions[name] = bool(self.value(definition))
        return self._conditions[name]

    def value(self, value):
        """The piece of template with every function replaced by what it gives; NO_VALUE members vanish."""
        if isinstance(value, list):
            return [item for item in map(self.value, value) if item is not NO_VALUE]
        if isinstance(value, dict):
            if len(value) == 1:
                [(name, argument)] = value.items()
                if name in ("Ref", "Condition") and isinstance(argument, str):
                    return self._ref(argument) if name == "Ref" else self.condition(argument)
                if name.startswith("Fn::"):
                    return self._call(name[4:], argument)
            resolved = {key: self.value(inner) for key, inner in value.items()}
            return {key: inner for key, inner in resolved.items() if inner is not NO_VALUE}
        if isinstance(value, str) and "{{resolve:" in value:
            return re.sub(r"\{\{resolve:([^}]+)\}\}", lambda m: self.world.dynamic(m[1]), value)
        return value

    def _ref(self, name):
        if name == "AWS::NoValue":
            return NO_VALUE
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.parameters:
            return self.parameters[name]
        return self.world.ref(name)

    def _call(self, name, argument):
        function = getattr(self, f"_fn_{name.lower()}", None)
        if function is None:
            raise AwsError(
                "ValidationError", f"Template validation error: Fn::{name} is not a function that the simulator knows"
            )
        return function(argument)

    def _fn_getatt(self, argument):
        logical, attribute = (
            argument.split(".", 1) if isinstance(argument, str) else (argument[0], self.value(argument[1]))
        )
        return self.world.attribute(logical, attribute)

    def _fn_sub(self, argument):
        text, own = (argument, {}) if isinstance(argument, str) else (argument[0], self.value(argument[1]))

        def one(match):
            name = match[1].strip()
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if name in own:
                return _text(own[name])
            known = name in self.pseudo or name in self.parameters
            return _text(self._ref(name) if known or "." not in name else self._fn_getatt(name))

        return self.value(re.sub(r"\$\{([^}]+)\}", one, text))

    def _fn_join(self, argument):
        return _text(argument[0]).join(_text(item) for item in _list(self.value(argument[1])))

    def _fn_select(self, argument):
        index, items = int(self.value(argument[0])), _list(self.value(argument[1]))
        if not 0 <= index < len(items):
            raise AwsError(
                "ValidationError", f"Template error: Fn::Select cannot select nonexistent value at index {index}"
            )
        return items[index]

    def _fn_split(self, argument):
        return _text(self.value(argument[1])).split(argument[0])

    def _fn_findinmap(self, argument):
        name, first, second = (self.value(part) for part in argument[:3])
        found = self.template.get("Mappings", {}).get(name, {}).get(_text(first), {})
        if second in found:
            return found[second]
        if len(argument) > 3 and "DefaultValue" in argument[3]:
            return self.value(argument[3]["DefaultValue"])
        raise AwsError("ValidationError", f"Template error: Unable to get mapping for {name}::{first}::{second}")

    def _fn_getazs(self, argument):
        return self.world.zones(self.value(argument) or self.pseudo["AWS::Region"])

    def _fn_cidr(self, argument):
        block, count, bits = (self.value(part) for part in [*argument, 8][:3])
        network = ipaddress.ip_network(block, strict=False)
        prefix = network.max_prefixlen - int(bits)
        subnets = network.subnets(new_prefix=prefix)
        return [str(next(subnets)) for _ in range(int(count))]

    def _fn_base64(self, argument):
        return base64.b64encode(_text(self.value(argument)).encode()).decode()

    def _fn_if(self, argument):
        return self.value(argument[1] if self.condition(argument[0]) else argument[2])

    def _fn_equals(self, argument):
        first, second = self.value(argument[0]), self.value(argument[1])
        return first == second or _text(first) == _text(second)

    def _fn_and(self, argument):
        return all(self.value(item) for item in argument)

    def _fn_or(self, argument):
        return any(self.value(item) for item in argument)

    def _fn_not(self, argument):
        return not self.value(argument[0])

    def _fn_importvalue(self, argument):
        return self.world.export(self.value(argument))

    def _fn_length(self, argument):
        return len(self.value(argument))

    def _fn_tojsonstring(self, argument):
        return json.dumps(self.value(argument), separators=(",", ":"))


def _text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(_text, value)) if isinstance(value, list) else str(value)


def _list(value):
    return value.split(",") if isinstance(value, str) else value
