"""Types that one API call makes: the properties are the call's parameters, a field of the answer is the physical id."""

import functools

import cfn_types

# type: (service, create, {property: parameter}, path of the id, {attribute: path}, (delete, id parameter))
SIMPLE = {
    "AWS::EC2::InternetGateway": (
        "ec2",
        "CreateInternetGateway",
        {},
        "InternetGateway.InternetGatewayId",
        {"InternetGatewayId": "InternetGateway.InternetGatewayId"},
        ("DeleteInternetGateway", "InternetGatewayId"),
    ),
    "AWS::EC2::EgressOnlyInternetGateway": (
        "ec2",
        "CreateEgressOnlyInternetGateway",
        {},
        "EgressOnlyInternetGateway.EgressOnlyInternetGatewayId",
        {},
        ("DeleteEgressOnlyInternetGateway", "EgressOnlyInternetGatewayId"),
    ),
    "AWS::EC2::RouteTable": (
        "ec2",
        "CreateRouteTable",
        {},
        "RouteTable.RouteTableId",
        {"RouteTableId": "RouteTable.RouteTableId"},
        ("DeleteRouteTable", "RouteTableId"),
    ),
    "AWS::EC2::SubnetRouteTableAssociation": (
        "ec2",
        "AssociateRouteTable",
        {},
        "AssociationId",
        {"Id": "AssociationId"},
        ("DisassociateRouteTable", "AssociationId"),
    ),
    "AWS::EC2::NatGateway": (
        "ec2",
        "CreateNatGateway",
        {},
        "NatGateway.NatGatewayId",
        {"NatGatewayId": "NatGateway.NatGatewayId"},
        ("DeleteNatGateway", "NatGatewayId"),
    ),
    "AWS::EC2::NetworkAcl": (
        "ec2",
        "CreateNetworkAcl",
        {},
        "NetworkAcl.NetworkAclId",
        {"Id": "NetworkAcl.NetworkAclId"},
        ("DeleteNetworkAcl", "NetworkAclId"),
    ),
    "AWS::EC2::PrefixList": (
        "ec2",
        "CreateManagedPrefixList",
        {},
        "PrefixList.PrefixListId",
        {"Arn": "PrefixList.PrefixListArn", "PrefixListId": "PrefixList.PrefixListId"},
        ("DeleteManagedPrefixList", "PrefixListId"),
    ),
    "AWS::EC2::KeyPair": (
        "ec2",
        "CreateKeyPair",
        {},
        "KeyName",
        {"KeyPairId": "KeyPairId"},
        ("DeleteKeyPair", "KeyName"),
    ),
    "AWS::RDS::DBSubnetGroup": (
        "rds",
        "CreateDBSubnetGroup",
        {},
        "DBSubnetGroup.DBSubnetGroupName",
        {"DBSubnetGroupArn": "DBSubnetGroup.DBSubnetGroupArn"},
        ("DeleteDBSubnetGroup", "DBSubnetGroupName"),
    ),
    "AWS::RDS::GlobalCluster": (
        "rds",
        "CreateGlobalCluster",
        {},
        "GlobalCluster.GlobalClusterIdentifier",
        {},
        ("DeleteGlobalCluster", "GlobalClusterIdentifier"),
    ),
    "AWS::RDS::OptionGroup": (
        "rds",
        "CreateOptionGroup",
        {},
        "OptionGroup.OptionGroupName",
        {},
        ("DeleteOptionGroup", "OptionGroupName"),
    ),
    "AWS::KMS::Alias": ("kms", "CreateAlias", {}, "AliasName", {}, ("DeleteAlias", "AliasName")),
    "AWS::Logs::LogGroup": (
        "logs",
        "CreateLogGroup",
        {"LogGroupName": "logGroupName", "KmsKeyId": "kmsKeyId"},
        "LogGroupName",
        {},
        ("DeleteLogGroup", "logGroupName"),
    ),
    "AWS::CloudWatch::Alarm": ("monitoring", "PutMetricAlarm", {}, "AlarmName", {}, ("DeleteAlarms", "AlarmNames")),
    "AWS::SSM::Parameter": ("ssm", "PutParameter", {}, "Name", {}, ("DeleteParameter", "Name")),
    "AWS::ECR::Repository": (
        "ecr",
        "CreateRepository",
        {"RepositoryName": "repositoryName"},
        "repository.repositoryName",
        {"Arn": "repository.repositoryArn", "RepositoryUri": "repository.repositoryUri"},
        ("DeleteRepository", "repositoryName"),
    ),
    "AWS::SecretsManager::Secret": (
        "secretsmanager",
        "CreateSecret",
        {},
        "ARN",
        {"Id": "ARN"},
        ("DeleteSecret", "SecretId"),
    ),
}
# The property that names the thing, with the longest name that AWS takes and whether it is lower case.
NAME_OF = {
    "AWS::RDS::DBSubnetGroup": ("DBSubnetGroupName", 255, True),
    "AWS::RDS::GlobalCluster": ("GlobalClusterIdentifier", 63, True),
    "AWS::RDS::OptionGroup": ("OptionGroupName", 255, True),
    "AWS::Logs::LogGroup": ("LogGroupName", 512, False),
    "AWS::CloudWatch::Alarm": ("AlarmName", 255, False),
    "AWS::SSM::Parameter": ("Name", 1000, False),
    "AWS::ECR::Repository": ("RepositoryName", 256, True),
    "AWS::SecretsManager::Secret": ("Name", 512, False),
}


def path(value, dotted):
    for part in dotted.split("."):
        value = (value or {}).get(part)
    return value


def _params(making, spec):
    service, operation, renamed = spec[:3]
    params = {renamed.get(name, name): value for name, value in making.props.items() if name != "Tags"}
    kind = making.row.type
    if kind in NAME_OF:
        prop, limit, lower = NAME_OF[kind]
        params[renamed.get(prop, prop)] = making.name(prop, limit, lower)
    if kind == "AWS::RDS::OptionGroup":
        params.setdefault("OptionGroupDescription", "none")
    if kind == "AWS::SecretsManager::Secret":
        params.setdefault("SecretString", '{"username":"resolvedadmin","password":"resolved-secret-0000"}')
    members = cfn_types.service_model(service).operation_model(operation).input_shape.members
    if "Tags" in members and service in ("rds", "secretsmanager", "ssm", "monitoring"):
        params["Tags"] = making.tag_list()
    elif service == "ecr":
        params["tags"] = making.tag_list()
    elif service == "logs":
        params["tags"] = making.tags()
    return params


def _create(spec, making):
    service, operation, _, id_path, attributes, _ = spec
    params = _params(making, spec)
    result = making.api(service, operation, **params)
    physical = path(result, id_path) or params.get(id_path) or making.name(id_path)
    if service == "ec2":
        tag_ec2(making, physical)
    if service == "logs":
        attributes = {}
        if making.props.get("RetentionInDays"):
            making.api(
                "logs",
                "PutRetentionPolicy",
                logGroupName=params["logGroupName"],
                retentionInDays=making.props["RetentionInDays"],
            )
        physical = params["logGroupName"]
    return str(physical), {name: path(result, where) for name, where in attributes.items()}


def _delete(spec, making):
    operation, parameter = spec[5]
    extra = (
        {"force": True}
        if spec[0] == "ecr"
        else {"ForceDeleteWithoutRecovery": True}
        if spec[0] == "secretsmanager"
        else {}
    )
    making.api(spec[0], operation, **{parameter: making.row.physical_id}, **extra)


def tag_ec2(making, resource_id):
    """Put tags where moto keeps them: its API refuses the aws: prefix, as AWS does to customers."""
    from moto.ec2 import ec2_backends

    ec2_backends[making.account][making.region].tags[resource_id].update(making.tags())


def retag_ec2(making):
    """The tags of an update, in place of what was there."""
    from moto.ec2 import ec2_backends

    ec2_backends[making.account][making.region].tags[making.row.physical_id].clear()
    tag_ec2(making, making.row.physical_id)


for _kind, _spec in SIMPLE.items():
    cfn_types.creates(_kind)(functools.partial(_create, _spec))
    cfn_types.deletes(_kind)(functools.partial(_delete, _spec))
