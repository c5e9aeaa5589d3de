"""EC2 security groups from templates, with inline and standalone rules."""

from moto.ec2 import ec2_backends

from cfn_simple import retag_ec2, tag_ec2
from cfn_types import Replace, creates, deletes, updates
from wire import AwsError


@creates("AWS::EC2::SecurityGroup")
def security_group(making):
    name = making.name("GroupName")
    params = {
        "GroupName": name,
        "Description": making.props.get("GroupDescription", "none"),
        "VpcId": making.props.get("VpcId"),
    }
    group_id = making.api("ec2", "CreateSecurityGroup", **params)["GroupId"]
    tag_ec2(making, group_id)
    making.row.physical_id = group_id
    _inline_rules(making, group_id)
    backend = ec2_backends[making.account][making.region]
    return group_id, {"GroupId": group_id, "Id": group_id, "VpcId": making.props.get("VpcId") or backend.default_vpc.id}


def _inline_rules(making, group_id):
    """Egress rules of one's own take the place of the rule that lets everything out."""
    if making.props.get("SecurityGroupEgress"):
        everything = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
        making.api("ec2", "RevokeSecurityGroupEgress", GroupId=group_id, IpPermissions=everything)
    for direction in ("Ingress", "Egress"):
        rules = making.props.get(f"SecurityGroup{direction}") or []
        for rule in rules if isinstance(rules, list) else [rules]:
            making.api(
                "ec2", f"AuthorizeSecurityGroup{direction}", GroupId=group_id, IpPermissions=[permission(making, rule)]
            )


def permission(making, rule):
    """A template's rule as IpPermission."""
    described = {"Description": rule["Description"]} if rule.get("Description") else {}
    found = {"IpProtocol": rule["IpProtocol"], "FromPort": rule.get("FromPort"), "ToPort": rule.get("ToPort")}
    group = rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId")
    prefix_list = rule.get("SourcePrefixListId") or rule.get("DestinationPrefixListId")
    if rule.get("CidrIp"):
        found["IpRanges"] = [{"CidrIp": rule["CidrIp"], **described}]
    elif rule.get("CidrIpv6"):
        found["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **described}]
    elif prefix_list:
        found["PrefixListIds"] = [{"PrefixListId": prefix_list, **described}]
    elif group or rule.get("SourceSecurityGroupName"):
        owner = {"UserId": rule["SourceSecurityGroupOwnerId"]} if rule.get("SourceSecurityGroupOwnerId") else {}
        peer = {"GroupId": group} if group else {"GroupName": rule["SourceSecurityGroupName"]}
        found["UserIdGroupPairs"] = [{**peer, **owner, **described}]
    else:
        raise AwsError(
            "InvalidRequest", "Invalid request provided: a rule needs a CIDR block, a prefix list or a security group"
        )
    return {k: v for k, v in found.items() if v is not None}


@updates("AWS::EC2::SecurityGroup")
def change_security_group(making, before):
    if any(making.props.get(name) != before.get(name) for name in ("GroupName", "GroupDescription", "VpcId")):
        raise Replace
    group = ec2_backends[making.account][making.region].get_security_group_from_id(making.row.physical_id)
    for direction in ("Ingress", "Egress"):
        old = before.get(f"SecurityGroup{direction}") or []
        if old == (making.props.get(f"SecurityGroup{direction}") or []):
            continue
        for rule in old if isinstance(old, list) else [old]:
            making.api(
                "ec2", f"RevokeSecurityGroup{direction}", GroupId=group.id, IpPermissions=[permission(making, rule)]
            )
        new = making.props.get(f"SecurityGroup{direction}") or []
        if direction == "Egress" and not old and new:
            everything = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
            making.api("ec2", "RevokeSecurityGroupEgress", GroupId=group.id, IpPermissions=everything)
        for rule in new if isinstance(new, list) else [new]:
            making.api(
                "ec2", f"AuthorizeSecurityGroup{direction}", GroupId=group.id, IpPermissions=[permission(making, rule)]
            )
    retag_ec2(making)


@deletes("AWS::EC2::SecurityGroup")
def delete_security_group(making):
    making.api("ec2", "DeleteSecurityGroup", GroupId=making.row.physical_id)


def _standalone(direction):
    kind = f"AWS::EC2::SecurityGroup{direction}"

    def group_of(making):
        if making.props.get("GroupId"):
            return making.props["GroupId"]
        return (
            ec2_backends[making.account][making.region].get_security_group_by_name_or_id(making.props["GroupName"]).id
        )

    @creates(kind)
    def create(making):
        result = making.api(
            "ec2",
            f"AuthorizeSecurityGroup{direction}",
            GroupId=group_of(making),
            IpPermissions=[permission(making, making.props)],
        )
        rule = result["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        return rule, {"Id": rule}

    @deletes(kind)
    def delete(making):
        making.api(
            "ec2",
            f"RevokeSecurityGroup{direction}",
            GroupId=group_of(making),
            SecurityGroupRuleIds=[making.row.physical_id],
        )


_standalone("Ingress")
_standalone("Egress")
