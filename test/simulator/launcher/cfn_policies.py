"""Types that are a part of another resource: its policy, its association, a setting of the account."""

from cfn_types import creates, deletes, document


@creates("AWS::SNS::TopicPolicy")
def topic_policy(making):
    for topic in making.props["Topics"]:
        making.api(
            "sns",
            "SetTopicAttributes",
            TopicArn=topic,
            AttributeName="Policy",
            AttributeValue=document(making.props["PolicyDocument"]),
        )
    return making.stack.names_for(making.row), {}


@creates("AWS::SQS::QueuePolicy")
def queue_policy(making):
    for queue in making.props["Queues"]:
        attributes = {"Policy": document(making.props["PolicyDocument"])}
        making.api("sqs", "SetQueueAttributes", QueueUrl=queue, Attributes=attributes)
    return making.stack.names_for(making.row), {}


@deletes("AWS::SQS::QueuePolicy")
def delete_queue_policy(making):
    for queue in making.props["Queues"]:
        making.api("sqs", "SetQueueAttributes", QueueUrl=queue, Attributes={"Policy": ""})


@creates("AWS::EC2::SubnetNetworkAclAssociation")
def network_acl_association(making):
    subnet = making.props["SubnetId"]
    filters = [{"Name": "association.subnet-id", "Values": [subnet]}]
    [acl] = making.api("ec2", "DescribeNetworkAcls", Filters=filters)["NetworkAcls"]
    before = next(one for one in acl["Associations"] if one["SubnetId"] == subnet)["NetworkAclAssociationId"]
    new = making.api(
        "ec2", "ReplaceNetworkAclAssociation", AssociationId=before, NetworkAclId=making.props["NetworkAclId"]
    )["NewAssociationId"]
    return new, {"AssociationId": new}


@deletes("AWS::EC2::SubnetNetworkAclAssociation")
def delete_network_acl_association(making):
    [acl] = making.api(
        "ec2", "DescribeNetworkAcls", Filters=[{"Name": "association.subnet-id", "Values": [making.props["SubnetId"]]}]
    )["NetworkAcls"]
    filters = [{"Name": "vpc-id", "Values": [acl["VpcId"]]}, {"Name": "default", "Values": ["true"]}]
    [default] = making.api("ec2", "DescribeNetworkAcls", Filters=filters)["NetworkAcls"]
    association = next(a for a in acl["Associations"] if a["SubnetId"] == making.props["SubnetId"])
    making.api(
        "ec2",
        "ReplaceNetworkAclAssociation",
        AssociationId=association["NetworkAclAssociationId"],
        NetworkAclId=default["NetworkAclId"],
    )


@creates("AWS::ApiGateway::Account")
def api_gateway_account(making):
    role = making.props.get("CloudWatchRoleArn")
    operations = [{"op": "replace", "path": "/cloudwatchRoleArn", "value": role}] if role else []
    making.api("apigateway", "UpdateAccount", patchOperations=operations)
    return making.stack.names_for(making.row), {"Id": making.account}


@creates("AWS::SecretsManager::SecretTargetAttachment")
def secret_target_attachment(making):
    return making.props["SecretId"], {"Id": making.props["SecretId"]}


@creates("AWS::Cognito::IdentityPoolRoleAttachment")
def identity_pool_roles(making):
    pool = making.props["IdentityPoolId"]
    making.api("cognito-identity", "SetIdentityPoolRoles", IdentityPoolId=pool, Roles=making.props.get("Roles") or {})
    return making.stack.names_for(making.row), {"Id": pool}


@creates("AWS::Backup::BackupSelection")
def backup_selection(making):
    plan = making.props["BackupPlanId"]
    made = making.api(
        "backup", "CreateBackupSelection", BackupPlanId=plan, BackupSelection=making.props["BackupSelection"]
    )
    return f"{made['SelectionId']}_{plan}", {"SelectionId": made["SelectionId"], "BackupPlanId": plan}


@deletes("AWS::Backup::BackupSelection")
def delete_backup_selection(making):
    making.api(
        "backup",
        "DeleteBackupSelection",
        BackupPlanId=making.row.attributes["BackupPlanId"],
        SelectionId=making.row.attributes["SelectionId"],
    )


@creates("AWS::CloudFront::CloudFrontOriginAccessIdentity")
def origin_access_identity(making):
    config = {**making.props["CloudFrontOriginAccessIdentityConfig"], "CallerReference": making.stack.names_for(making.row)}
    made = making.api("cloudfront", "CreateCloudFrontOriginAccessIdentity", CloudFrontOriginAccessIdentityConfig=config)
    identity = made["CloudFrontOriginAccessIdentity"]
    return identity["Id"], {"Id": identity["Id"], "S3CanonicalUserId": identity["S3CanonicalUserId"]}


@deletes("AWS::CloudFront::CloudFrontOriginAccessIdentity")
def delete_origin_access_identity(making):
    making.api("cloudfront", "DeleteCloudFrontOriginAccessIdentity", Id=making.row.physical_id)
