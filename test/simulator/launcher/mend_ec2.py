"""EC2: security-group rules as AWS keeps them: canonical protocol and CIDR, descriptions on every kind of peer."""

import ipaddress

from moto.ec2.models.security_groups import GroupedSecurityRuleView, SecurityGroup, SecurityGroupRule

from hooks import before, replace
from wire import AwsError

PROTOCOLS = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "all": "-1"}
WITH_PORTS = {"tcp", "udp", "icmp", "icmpv6"}

_make_rule = SecurityGroupRule.__init__


def _rule(
    self,
    ec2_backend,
    ip_protocol,
    group_id,
    from_port,
    to_port,
    ip_range,
    source_group=None,
    prefix_list_id=None,
    is_egress=True,
    tags=None,
):
    protocol = canonical_protocol(ip_protocol)
    has_ports = protocol in WITH_PORTS
    first = from_port if has_ports and from_port is not None else (-1 if has_ports else 0)
    last = to_port if has_ports and to_port is not None else (-1 if has_ports else 0)
    _make_rule(
        self,
        ec2_backend,
        protocol,
        group_id,
        first,
        last,
        dict(ip_range or {}),
        dict(source_group or {}),
        prefix_list_id,
        is_egress,
        tags,
    )
    if not has_ports:
        self.from_port = self.to_port = None
    self.prefix_description = (prefix_list_id or {}).get("Description")


def _identity(rule):
    pair = rule.source_group
    return (
        rule.ip_protocol,
        rule.from_port,
        rule.to_port,
        rule.ip_range.get("CidrIp"),
        rule.ip_range.get("CidrIpv6"),
        pair.get("GroupId") or pair.get("GroupName"),
        rule.prefix_list_id,
    )


def _flattened(self, rules):
    """IpPermissions: one per protocol and ports, with all its peers and their descriptions."""
    views = {}
    for rule in rules:
        ports = (rule.from_port, rule.to_port, rule.ip_protocol)
        _add(views.setdefault(ports, GroupedSecurityRuleView(*ports)), rule)
    return list(views.values())


def _add(view, rule):
    if rule.ip_range:
        view.all_ip_ranges.append(rule.ip_range)
    if rule.source_group:
        view.source_groups.append(rule.source_group)
    if rule.prefix_list_id:
        described = {"Description": rule.prefix_description} if rule.prefix_description else {}
        view.prefix_list_ids.append({"PrefixListId": rule.prefix_list_id, **described})


SecurityGroupRule.__init__ = _rule
SecurityGroupRule.__eq__ = lambda self, other: _identity(self) == _identity(other)
SecurityGroupRule.__hash__ = lambda self: hash(_identity(self))
SecurityGroupRule.description = property(
    lambda self: self.ip_range.get("Description") or self.source_group.get("Description") or self.prefix_description
)
SecurityGroup._flattened_rules = _flattened


def canonical_protocol(protocol):
    spelled = str(protocol).lower()
    return PROTOCOLS.get(spelled, spelled)


def canonical_cidr(cidr):
    """AWS cuts a block to its base: 10.0.0.5/8 becomes 10.0.0.0/8."""
    try:
        return str(ipaddress.ip_network(cidr, strict=False))
    except ValueError:
        raise AwsError("InvalidParameterValue", f"CIDR block {cidr} is malformed", 400)


@before(
    "ec2",
    "AuthorizeSecurityGroupIngress",
    "AuthorizeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
    "RevokeSecurityGroupEgress",
)
def canonical_rules(call, params):
    changed = dict(params)
    if params.get("IpPermissions"):
        changed["IpPermissions"] = [_canonical(permission) for permission in params["IpPermissions"]]
    if params.get("CidrIp"):
        changed["CidrIp"] = canonical_cidr(params["CidrIp"])
    return changed


def _canonical(permission):
    cut = lambda ranges, name: [{**entry, name: canonical_cidr(entry[name])} for entry in ranges]  # noqa: E731
    changed = {**permission, "IpProtocol": canonical_protocol(permission.get("IpProtocol", "-1"))}
    if permission.get("IpRanges"):
        changed["IpRanges"] = cut(permission["IpRanges"], "CidrIp")
    if permission.get("Ipv6Ranges"):
        changed["Ipv6Ranges"] = cut(permission["Ipv6Ranges"], "CidrIpv6")
    return changed


@before("ec2", "DescribeSecurityGroups")
def ids_exclude_pages(call, params):
    if params.get("GroupIds") and params.get("MaxResults"):
        raise AwsError(
            "InvalidParameterCombination", "The parameter GroupIds cannot be used with the parameter MaxResults", 400
        )


@replace("ec2", "GetEbsDefaultKmsKeyId")
def ebs_default_key(call, params):
    """The key of AWS's own, as nobody chose another one."""
    return {"KmsKeyId": "alias/aws/ebs"}
