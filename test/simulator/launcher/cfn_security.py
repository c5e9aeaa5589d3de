"""KMS, CloudTrail, S3 and IAM from templates."""

import json

from moto.iam.models import iam_backends
from moto.s3.models import s3_backends

import core
from cfn_types import Replace, creates, deletes, updates


def _document(value):
    return value if isinstance(value, str) else json.dumps(value)


# KMS: keys get the stack's tags, but none of aws:cloudformation:*.


@creates("AWS::KMS::Key")
def kms_key(making):
    props = making.props
    tags = [{"TagKey": k, "TagValue": v} for k, v in making.tags(system=False).items()]
    params = {"Description": props.get("Description"), "KeyUsage": props.get("KeyUsage"), "KeySpec": props.get("KeySpec"), "MultiRegion": props.get("MultiRegion"), "Origin": props.get("Origin"), "Tags": tags}
    if props.get("KeyPolicy"):
        params["Policy"] = _document(props["KeyPolicy"])
    found = making.api("kms", "CreateKey", **params)["KeyMetadata"]
    _key_state(making, found["KeyId"])
    return found["KeyId"], {"Arn": found["Arn"], "KeyId": found["KeyId"]}


def _key_state(making, key_id):
    props = making.props
    rotates = str(props.get("EnableKeyRotation", "false")).lower() == "true"
    making.api("kms", "EnableKey", KeyId=key_id)
    if rotates:
        making.api("kms", "EnableKeyRotation", KeyId=key_id, RotationPeriodInDays=props.get("RotationPeriodInDays"))
    elif props.get("KeySpec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT" and props.get("Origin", "AWS_KMS") == "AWS_KMS":
        making.api("kms", "DisableKeyRotation", KeyId=key_id)
    if str(props.get("Enabled", "true")).lower() == "false":
        making.api("kms", "DisableKey", KeyId=key_id)


@updates("AWS::KMS::Key")
def change_kms_key(making, before):
    if any(making.props.get(name) != before.get(name) for name in ("KeySpec", "KeyUsage", "MultiRegion", "Origin")):
        raise Replace
    key_id = making.row.physical_id
    making.api("kms", "UpdateKeyDescription", KeyId=key_id, Description=making.props.get("Description", ""))
    if making.props.get("KeyPolicy"):
        making.api("kms", "PutKeyPolicy", KeyId=key_id, PolicyName="default", Policy=_document(making.props["KeyPolicy"]))
    _key_state(making, key_id)


@creates("AWS::KMS::ReplicaKey")
def kms_replica(making):
    """Replicates from the primary's region, which the ARN names, into this stack's."""
    primary = making.props["PrimaryKeyArn"]
    tags = [{"TagKey": k, "TagValue": v} for k, v in making.tags(system=False).items()]
    params = {"KeyId": primary, "ReplicaRegion": making.region, "Tags": tags, "Description": making.props.get("Description", "")}
    if making.props.get("KeyPolicy"):
        params["Policy"] = _document(making.props["KeyPolicy"])
    found = core.api(making.account, primary.split(":")[3], "kms", "ReplicateKey", **params)["ReplicaKeyMetadata"]
    if str(making.props.get("Enabled", "true")).lower() == "false":
        making.api("kms", "DisableKey", KeyId=found["KeyId"])
    return found["KeyId"], {"Arn": found["Arn"], "KeyId": found["KeyId"]}


def _delete_key(making):
    making.api("kms", "ScheduleKeyDeletion", KeyId=making.row.physical_id, PendingWindowInDays=making.props.get("PendingWindowInDays", 30))


deletes("AWS::KMS::Key")(_delete_key)
deletes("AWS::KMS::ReplicaKey")(_delete_key)


# CloudTrail


@creates("AWS::CloudTrail::Trail")
def trail(making):
    name = making.name("TrailName", 128)
    found = making.api("cloudtrail", "CreateTrail", **{**_trail_params(making), "Name": name, "TagsList": making.tag_list()})
    _trail_state(making, name)
    return name, {"Arn": found["TrailARN"], "SnsTopicArn": found.get("SnsTopicARN", "")}


def _trail_params(making):
    params = {k: v for k, v in making.props.items() if k not in ("Tags", "TrailName", "EventSelectors", "InsightSelectors", "IsLogging")}
    params["KmsKeyId"] = params.pop("KMSKeyId", None)
    params["EnableLogFileValidation"] = params.get("EnableLogFileValidation", False)
    return params


def _trail_state(making, name):
    props = making.props
    logging = str(props.get("IsLogging", "false")).lower() == "true"
    making.api("cloudtrail", "StartLogging" if logging else "StopLogging", Name=name)
    selectors = {k: props[k] for k in ("EventSelectors", "AdvancedEventSelectors") if props.get(k)}
    if selectors:
        making.api("cloudtrail", "PutEventSelectors", TrailName=name, **selectors)
    if props.get("InsightSelectors"):
        making.api("cloudtrail", "PutInsightSelectors", TrailName=name, InsightSelectors=props["InsightSelectors"])


@updates("AWS::CloudTrail::Trail")
def change_trail(making, before):
    if making.props.get("TrailName") != before.get("TrailName"):
        raise Replace
    name = making.row.physical_id
    making.api("cloudtrail", "UpdateTrail", **{**_trail_params(making), "Name": name})
    _trail_state(making, name)


@deletes("AWS::CloudTrail::Trail")
def delete_trail(making):
    making.api("cloudtrail", "DeleteTrail", Name=making.row.physical_id)


# S3


@creates("AWS::S3::Bucket")
def bucket(making):
    name = making.name("BucketName", 63, lower=True)
    params = {"Bucket": name}
    if making.region != "us-east-1":
        params["CreateBucketConfiguration"] = {"LocationConstraint": making.region}
    making.api("s3", "CreateBucket", **params)
    making.row.physical_id = name
    _bucket_state(making, name)
    regional = f"{name}.s3.{making.region}.amazonaws.com"
    return name, {
        "Arn": f"arn:aws:s3:::{name}", "DomainName": f"{name}.s3.amazonaws.com", "RegionalDomainName": regional,
        "DualStackDomainName": f"{name}.s3.dualstack.{making.region}.amazonaws.com", "WebsiteURL": f"http://{name}.s3-website-{making.region}.amazonaws.com",
    }


def _bucket_state(making, name):
    props = making.props
    backend = s3_backends[making.account]["aws"]
    arn = backend.buckets[name].arn
    backend.tagger.delete_all_tags_for_resource(arn)
    backend.tagger.tag_resource(arn, making.tag_list())
    if props.get("VersioningConfiguration"):
        making.api("s3", "PutBucketVersioning", Bucket=name, VersioningConfiguration=props["VersioningConfiguration"])
    if props.get("PublicAccessBlockConfiguration"):
        off = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), False)
        making.api("s3", "PutPublicAccessBlock", Bucket=name, PublicAccessBlockConfiguration={**off, **props["PublicAccessBlockConfiguration"]})
    if props.get("BucketEncryption"):
        rules = [_encryption_rule(rule) for rule in props["BucketEncryption"]["ServerSideEncryptionConfiguration"]]
        making.api("s3", "PutBucketEncryption", Bucket=name, ServerSideEncryptionConfiguration={"Rules": rules})
    if props.get("OwnershipControls"):
        making.api("s3", "PutBucketOwnershipControls", Bucket=name, OwnershipControls=props["OwnershipControls"])
    logging = props.get("LoggingConfiguration")
    if logging:
        # moto asks for grants on the target that a bucket policy gives today; the state is what counts here.
        target = logging.get("DestinationBucketName", name)
        backend.buckets[name].logging = {"TargetBucket": target, "TargetPrefix": logging.get("LogFilePrefix", ""), "TargetGrants": []}


def _encryption_rule(rule):
    default = dict(rule.get("ServerSideEncryptionByDefault") or {"SSEAlgorithm": "AES256"})
    return {"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": rule.get("BucketKeyEnabled", False)}


@updates("AWS::S3::Bucket")
def change_bucket(making, before):
    if making.props.get("BucketName") != before.get("BucketName"):
        raise Replace
    _bucket_state(making, making.row.physical_id)


@deletes("AWS::S3::Bucket")
def delete_bucket(making):
    making.api("s3", "DeleteBucket", Bucket=making.row.physical_id)


@creates("AWS::S3::BucketPolicy")
def bucket_policy(making):
    making.api("s3", "PutBucketPolicy", Bucket=making.props["Bucket"], Policy=_document(making.props["PolicyDocument"]))
    return making.props["Bucket"], {}


@deletes("AWS::S3::BucketPolicy")
def delete_bucket_policy(making):
    making.api("s3", "DeleteBucketPolicy", Bucket=making.props["Bucket"])


# IAM


@creates("AWS::IAM::Role")
def role(making):
    props, name = making.props, making.name("RoleName", 64)
    params = {"RoleName": name, "AssumeRolePolicyDocument": _document(props["AssumeRolePolicyDocument"]), "Path": props.get("Path", "/"), "Description": props.get("Description"), "MaxSessionDuration": props.get("MaxSessionDuration"), "PermissionsBoundary": props.get("PermissionsBoundary")}
    found = making.api("iam", "CreateRole", **params)["Role"]
    making.row.physical_id = name
    iam_backends[making.account]["aws"].roles[found["RoleId"]].tags = making.tag_list()
    for arn in props.get("ManagedPolicyArns") or []:
        making.api("iam", "AttachRolePolicy", RoleName=name, PolicyArn=arn)
    for policy in props.get("Policies") or []:
        making.api("iam", "PutRolePolicy", RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=_document(policy["PolicyDocument"]))
    return name, {"Arn": found["Arn"], "RoleId": found["RoleId"]}


@updates("AWS::IAM::Role")
def change_role(making, before):
    if any(making.props.get(name) != before.get(name) for name in ("RoleName", "Path")):
        raise Replace
    name = making.row.physical_id
    making.api("iam", "UpdateAssumeRolePolicy", RoleName=name, PolicyDocument=_document(making.props["AssumeRolePolicyDocument"]))
    old, new = before.get("ManagedPolicyArns") or [], making.props.get("ManagedPolicyArns") or []
    for arn in set(old) - set(new):
        making.api("iam", "DetachRolePolicy", RoleName=name, PolicyArn=arn)
    for arn in set(new) - set(old):
        making.api("iam", "AttachRolePolicy", RoleName=name, PolicyArn=arn)
    kept = {policy["PolicyName"] for policy in making.props.get("Policies") or []}
    for policy in before.get("Policies") or []:
        if policy["PolicyName"] not in kept:
            making.api("iam", "DeleteRolePolicy", RoleName=name, PolicyName=policy["PolicyName"])
    for policy in making.props.get("Policies") or []:
        making.api("iam", "PutRolePolicy", RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=_document(policy["PolicyDocument"]))


@deletes("AWS::IAM::Role")
def delete_role(making):
    name = making.row.physical_id
    for policy in making.api("iam", "ListAttachedRolePolicies", RoleName=name)["AttachedPolicies"]:
        making.api("iam", "DetachRolePolicy", RoleName=name, PolicyArn=policy["PolicyArn"])
    for policy in making.api("iam", "ListRolePolicies", RoleName=name)["PolicyNames"]:
        making.api("iam", "DeleteRolePolicy", RoleName=name, PolicyName=policy)
    making.api("iam", "DeleteRole", RoleName=name)


def _holders(making):
    for kind in ("Role", "User", "Group"):
        for name in making.props.get(f"{kind}s") or []:
            yield kind, name


@creates("AWS::IAM::Policy")
def inline_policy(making):
    for kind, name in _holders(making):
        making.api("iam", f"Put{kind}Policy", **{f"{kind}Name": name, "PolicyName": making.props["PolicyName"], "PolicyDocument": _document(making.props["PolicyDocument"])})
    return making.stack.names_for(making.row, 64), {}


@deletes("AWS::IAM::Policy")
def delete_inline_policy(making):
    for kind, name in _holders(making):
        making.api("iam", f"Delete{kind}Policy", **{f"{kind}Name": name, "PolicyName": making.props["PolicyName"]})


@creates("AWS::IAM::ManagedPolicy")
def managed_policy(making):
    params = {"PolicyName": making.name("ManagedPolicyName", 128), "Path": making.props.get("Path", "/"), "Description": making.props.get("Description")}
    arn = making.api("iam", "CreatePolicy", **params, PolicyDocument=_document(making.props["PolicyDocument"]))["Policy"]["Arn"]
    for kind, name in _holders(making):
        making.api("iam", f"Attach{kind}Policy", **{f"{kind}Name": name, "PolicyArn": arn})
    return arn, {"PolicyArn": arn}


@deletes("AWS::IAM::ManagedPolicy")
def delete_managed_policy(making):
    for kind, name in _holders(making):
        making.api("iam", f"Detach{kind}Policy", **{f"{kind}Name": name, "PolicyArn": making.row.physical_id})
    making.api("iam", "DeletePolicy", PolicyArn=making.row.physical_id)


@creates("AWS::IAM::InstanceProfile")
def instance_profile(making):
    name = making.name("InstanceProfileName", 128)
    found = making.api("iam", "CreateInstanceProfile", InstanceProfileName=name, Path=making.props.get("Path", "/"))["InstanceProfile"]
    for role_name in making.props.get("Roles") or []:
        making.api("iam", "AddRoleToInstanceProfile", InstanceProfileName=name, RoleName=role_name)
    return name, {"Arn": found["Arn"]}


@deletes("AWS::IAM::InstanceProfile")
def delete_instance_profile(making):
    for role_name in making.props.get("Roles") or []:
        making.api("iam", "RemoveRoleFromInstanceProfile", InstanceProfileName=making.row.physical_id, RoleName=role_name)
    making.api("iam", "DeleteInstanceProfile", InstanceProfileName=making.row.physical_id)
