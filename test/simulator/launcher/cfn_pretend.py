"""What stands in for resources that nobody makes: a row, an id, attributes that look like AWS's."""

import re

import registry
from accounts import ACCOUNTS


def pretend(stack, row, why):
    """A row with a made-up physical id; listed under /simulator/pretended."""
    row.pretended = True
    row.physical_id = row.physical_id or _made_up_id(stack, row)
    ACCOUNTS.get(stack.account).pretended.append(
        {
            "account": stack.account,
            "region": stack.region,
            "stack": stack.name,
            "logicalId": row.logical_id,
            "type": row.type,
            "why": why,
        }
    )


def _made_up_id(stack, row):
    """Ref of a type that nobody makes: its one-part identifier as the template gives it, or as an ARN; else a name."""
    kind = registry.find(stack.account, stack.region, row.type)
    name = stack.names_for(row)
    if kind is None or len(kind.identifier) != 1 or len(kind.identifier[0]) != 1:
        return name
    [[property_name]] = kind.identifier
    given = row.properties.get(property_name)
    if isinstance(given, str) and given:
        return given
    if property_name.endswith("Arn"):
        service, short = row.type.split("::")[1:3]
        named = row.properties.get("Name") or row.properties.get(f"{short}Name")
        return f"arn:aws:{service.lower()}:{stack.region}:{stack.account}:{short.lower()}/{named or name}"
    return name


def plausible_attribute(stack, row, attribute):
    """What GetAtt gives for an attribute that nobody answers."""
    service = row.type.split("::")[1].lower() if "::" in row.type else "custom"
    if attribute.endswith("Arn") or attribute == "Arn":
        return f"arn:aws:{service}:{stack.region}:{stack.account}:{row.physical_id}"
    if attribute.endswith("Port"):
        return "443"
    if re.search(r"Endpoint|Address|DomainName|DNSName|Url|URL", attribute):
        return f"{row.physical_id.lower()}.{service}.{stack.region}.amazonaws.com"
    return f"{row.physical_id}-{attribute}"
