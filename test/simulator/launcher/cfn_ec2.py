"""EC2 networks from templates."""

from moto.ec2 import ec2_backends

from cfn_simple import retag_ec2, tag_ec2
from cfn_types import Replace, creates, deletes, updates


@creates("AWS::EC2::VPC")
def vpc(making):
    found = making.api(
        "ec2",
        "CreateVpc",
        CidrBlock=making.props.get("CidrBlock", "10.0.0.0/16"),
        InstanceTenancy=making.props.get("InstanceTenancy", "default"),
    )["Vpc"]
    _dns(making, found["VpcId"])
    tag_ec2(making, found["VpcId"])
    backend = ec2_backends[making.account][making.region]
    acl = next((a.id for a in backend.network_acls.values() if a.vpc_id == found["VpcId"]), "")
    group = backend.get_default_security_group(found["VpcId"])
    return found["VpcId"], {
        "VpcId": found["VpcId"],
        "CidrBlock": found["CidrBlock"],
        "DefaultSecurityGroup": group.id if group else "",
        "DefaultNetworkAcl": acl,
        "CidrBlockAssociations": [a["AssociationId"] for a in found.get("CidrBlockAssociationSet", [])],
        "Ipv6CidrBlocks": [],
    }


def _dns(making, vpc_id):
    for name, default in (("EnableDnsSupport", True), ("EnableDnsHostnames", False)):
        making.api("ec2", "ModifyVpcAttribute", VpcId=vpc_id, **{name: {"Value": making.props.get(name, default)}})


@updates("AWS::EC2::VPC")
def change_vpc(making, before):
    if making.props.get("CidrBlock") != before.get("CidrBlock"):
        raise Replace
    _dns(making, making.row.physical_id)
    retag_ec2(making)


@deletes("AWS::EC2::VPC")
def delete_vpc(making):
    making.api("ec2", "DeleteVpc", VpcId=making.row.physical_id)


@creates("AWS::EC2::VPCCidrBlock")
def vpc_cidr_block(making):
    result = making.api("ec2", "AssociateVpcCidrBlock", **making.props)
    association = result.get("Ipv6CidrBlockAssociation") or result["CidrBlockAssociation"]
    vpc_row = next((row for row in making.stack.rows.values() if row.physical_id == making.props["VpcId"]), None)
    if vpc_row and association.get("Ipv6CidrBlock"):
        vpc_row.attributes["Ipv6CidrBlocks"] = [association["Ipv6CidrBlock"]]
    return association["AssociationId"], {"Id": association["AssociationId"]}


@deletes("AWS::EC2::VPCCidrBlock")
def delete_vpc_cidr_block(making):
    making.api("ec2", "DisassociateVpcCidrBlock", AssociationId=making.row.physical_id)


@creates("AWS::EC2::Subnet")
def subnet(making):
    found = making.api("ec2", "CreateSubnet", **{k: v for k, v in making.props.items() if k != "Tags"})["Subnet"]
    _subnet_attributes(making, found["SubnetId"])
    tag_ec2(making, found["SubnetId"])
    return found["SubnetId"], {
        "SubnetId": found["SubnetId"],
        "VpcId": found["VpcId"],
        "AvailabilityZone": found["AvailabilityZone"],
        "CidrBlock": found["CidrBlock"],
        "Ipv6CidrBlocks": [],
    }


def _subnet_attributes(making, subnet_id):
    for name in ("MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation"):
        making.api(
            "ec2", "ModifySubnetAttribute", SubnetId=subnet_id, **{name: {"Value": making.props.get(name, False)}}
        )


@updates("AWS::EC2::Subnet")
def change_subnet(making, before):
    if any(making.props.get(name) != before.get(name) for name in ("CidrBlock", "AvailabilityZone", "VpcId")):
        raise Replace
    _subnet_attributes(making, making.row.physical_id)
    retag_ec2(making)


@deletes("AWS::EC2::Subnet")
def delete_subnet(making):
    making.api("ec2", "DeleteSubnet", SubnetId=making.row.physical_id)


@creates("AWS::EC2::VPCGatewayAttachment")
def gateway_attachment(making):
    vpc_id, gateway = making.props["VpcId"], making.props.get("InternetGatewayId")
    if gateway:
        making.api("ec2", "AttachInternetGateway", InternetGatewayId=gateway, VpcId=vpc_id)
        return f"IGW|{vpc_id}", {}
    making.api("ec2", "AttachVpnGateway", VpnGatewayId=making.props["VpnGatewayId"], VpcId=vpc_id)
    return f"VGW|{vpc_id}", {}


@deletes("AWS::EC2::VPCGatewayAttachment")
def delete_gateway_attachment(making):
    if making.props.get("InternetGatewayId"):
        making.api(
            "ec2",
            "DetachInternetGateway",
            InternetGatewayId=making.props["InternetGatewayId"],
            VpcId=making.props["VpcId"],
        )


@creates("AWS::EC2::Route")
def route(making):
    making.api("ec2", "CreateRoute", **making.props)
    return f"{making.props['RouteTableId']}|{_destination(making)}", {"CidrBlock": _destination(making)}


def _destination(making):
    return (
        making.props.get("DestinationCidrBlock")
        or making.props.get("DestinationIpv6CidrBlock")
        or making.props.get("DestinationPrefixListId", "")
    )


@deletes("AWS::EC2::Route")
def delete_route(making):
    making.api(
        "ec2",
        "DeleteRoute",
        **{k: v for k, v in making.props.items() if k.startswith("Destination") or k == "RouteTableId"},
    )


@creates("AWS::EC2::EIP")
def elastic_ip(making):
    found = making.api("ec2", "AllocateAddress", Domain="vpc")
    tag_ec2(making, found["AllocationId"])
    return found["PublicIp"], {"AllocationId": found["AllocationId"], "PublicIp": found["PublicIp"]}


@deletes("AWS::EC2::EIP")
def delete_elastic_ip(making):
    making.api("ec2", "ReleaseAddress", AllocationId=making.row.attributes["AllocationId"])


@creates("AWS::EC2::NetworkAclEntry")
def network_acl_entry(making):
    props = {**making.props, "Egress": making.props.get("Egress", False)}
    making.api(
        "ec2", "CreateNetworkAclEntry", **{**props, "PortRange": props.get("PortRange") or {"From": 0, "To": 65535}}
    )
    return making.stack.names_for(making.row), {}


@creates("AWS::EC2::VPCEndpoint")
def vpc_endpoint(making):
    params = {k: v for k, v in making.props.items() if k not in ("Tags", "PolicyDocument")}
    found = making.api("ec2", "CreateVpcEndpoint", **{"VpcEndpointType": "Gateway", **params})["VpcEndpoint"]
    tag_ec2(making, found["VpcEndpointId"])
    return found["VpcEndpointId"], {
        "Id": found["VpcEndpointId"],
        "DnsEntries": [],
        "NetworkInterfaceIds": found.get("NetworkInterfaceIds", []),
    }


@deletes("AWS::EC2::VPCEndpoint")
def delete_vpc_endpoint(making):
    making.api("ec2", "DeleteVpcEndpoints", VpcEndpointIds=[making.row.physical_id])
