"""KMS keys from templates: they get the stack's tags, but none of aws:cloudformation:*."""

import core
from cfn_types import Replace, creates, deletes, document, updates


@creates("AWS::KMS::Key")
def kms_key(making):
    props = making.props
    tags = [{"TagKey": k, "TagValue": v} for k, v in making.tags(system=False).items()]
    params = {
        "Description": props.get("Description"),
        "KeyUsage": props.get("KeyUsage"),
        "KeySpec": props.get("KeySpec"),
        "MultiRegion": props.get("MultiRegion"),
        "Origin": props.get("Origin"),
        "Tags": tags,
    }
    if props.get("KeyPolicy"):
        params["Policy"] = document(props["KeyPolicy"])
    found = making.api("kms", "CreateKey", **params)["KeyMetadata"]
    _key_state(making, found["KeyId"])
    return found["KeyId"], {"Arn": found["Arn"], "KeyId": found["KeyId"]}


def _key_state(making, key_id):
    props = making.props
    rotates = str(props.get("EnableKeyRotation", "false")).lower() == "true"
    making.api("kms", "EnableKey", KeyId=key_id)
    if rotates:
        making.api("kms", "EnableKeyRotation", KeyId=key_id, RotationPeriodInDays=props.get("RotationPeriodInDays"))
    elif (
        props.get("KeySpec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT" and props.get("Origin", "AWS_KMS") == "AWS_KMS"
    ):
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
        making.api(
            "kms", "PutKeyPolicy", KeyId=key_id, PolicyName="default", Policy=document(making.props["KeyPolicy"])
        )
    _key_state(making, key_id)


@creates("AWS::KMS::ReplicaKey")
def kms_replica(making):
    """Replicates from the primary's region, which the ARN names, into this stack's."""
    primary = making.props["PrimaryKeyArn"]
    tags = [{"TagKey": k, "TagValue": v} for k, v in making.tags(system=False).items()]
    params = {
        "KeyId": primary,
        "ReplicaRegion": making.region,
        "Tags": tags,
        "Description": making.props.get("Description", ""),
    }
    if making.props.get("KeyPolicy"):
        params["Policy"] = document(making.props["KeyPolicy"])
    found = core.api(making.account, primary.split(":")[3], "kms", "ReplicateKey", **params)["ReplicaKeyMetadata"]
    if str(making.props.get("Enabled", "true")).lower() == "false":
        making.api("kms", "DisableKey", KeyId=found["KeyId"])
    return found["KeyId"], {"Arn": found["Arn"], "KeyId": found["KeyId"]}


def _delete_key(making):
    making.api(
        "kms",
        "ScheduleKeyDeletion",
        KeyId=making.row.physical_id,
        PendingWindowInDays=making.props.get("PendingWindowInDays", 30),
    )


deletes("AWS::KMS::Key")(_delete_key)
deletes("AWS::KMS::ReplicaKey")(_delete_key)
