"""KMS: what a plain key says of itself, AWS-managed keys, replicas with a life of their own, rotation periods."""

import copy
import functools

import moto.kms.models
from moto.kms import kms_backends
from moto.kms.models import Key

from hooks import after, before, replace
from keys import aws_managed_key
from wire import AwsError

# moto makes an RSA key of half a second for every key, also for symmetric ones, which never use it. Keys are told apart by their ids.
moto.kms.models.generate_private_key = functools.cache(moto.kms.models.generate_private_key)

_make_key = Key.__init__


def _key_as_aws_makes_it(
    self, policy, key_usage, key_spec, description, account_id, region, multi_region=False, origin="AWS_KMS"
):
    default = "GENERATE_VERIFY_MAC" if str(key_spec).startswith("HMAC") else "ENCRYPT_DECRYPT"
    _make_key(self, policy, key_usage or default, key_spec, description, account_id, region, bool(multi_region), origin)


Key.__init__ = _key_as_aws_makes_it


def _plain_id(call, params):
    """moto looks some operations' keys up by bare id only."""
    key_id = params.get("KeyId", "")
    return {**params, "KeyId": key_id.split(":key/")[1]} if ":key/" in key_id else None


for _operation in ("EnableKey", "DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "ListGrants", "CreateGrant"):
    before("kms", _operation)(_plain_id)


@before("kms", "DescribeKey", "ListAliases", "Encrypt", "GenerateDataKey")
def managed_by_alias(call, params):
    """An alias of AWS's own stands for a key that AWS manages, not for a new customer key."""
    name = params.get("KeyId", "").split(":")[-1]
    if name.startswith("alias/aws/"):
        aws_managed_key(call.account, call.region, name)


@after("kms", "ListAliases")
def list_aliases(call, params, result):
    """An alias of AWS's own has a target only once a service has used it."""
    keys = kms_backends[call.account][call.region].keys
    for alias in result["Aliases"]:
        if alias["AliasName"].startswith("alias/aws/") and alias.get("TargetKeyId") not in keys:
            alias.pop("TargetKeyId", None)
        else:
            alias.setdefault("CreationDate", 1_700_000_000)
            alias.setdefault("LastUpdatedDate", 1_700_000_000)


def _key(call, params):
    key_id = params["KeyId"].split(":key/")[-1]
    try:
        return kms_backends[call.account][call.region].keys[key_id]
    except KeyError:
        raise AwsError(
            "NotFoundException", f"Key 'arn:aws:kms:{call.region}:{call.account}:key/{key_id}' does not exist", 400
        )


def _family(key):
    """The key and, when it is a multi-region key, all its relatives."""
    if not key.multi_region:
        return [key]
    backends = kms_backends[key.account_id]
    return [backend.keys[key.id] for backend in list(backends.values()) if key.id in backend.keys]


@replace("kms", "ReplicateKey")
def replicate_key(call, params):
    key = _key(call, params)
    region = params["ReplicaRegion"]
    target = kms_backends[call.account][region]
    if not key.multi_region:
        raise AwsError("UnsupportedOperationException", f"{key.arn} is not a multi-Region key.", 400)
    if key.id in target.keys:
        raise AwsError("AlreadyExistsException", f"A replica of {key.arn} exists in {region}.", 400)
    replica = copy.copy(key)
    replica.region = region
    replica.arn = f"arn:aws:kms:{region}:{call.account}:key/{key.id}"
    replica.description = params.get("Description", "")
    replica.policy = params.get("Policy") or key.generate_default_policy()
    replica.aliases, replica.grants, replica.rotations = {}, {}, []
    replica.enabled, replica.key_state = True, "Enabled"
    key.multi_region_configuration["ReplicaKeys"].append({"Arn": replica.arn, "Region": region})
    replica.multi_region_configuration = {**key.multi_region_configuration, "MultiRegionKeyType": "REPLICA"}
    target.keys[replica.id] = replica
    tags = params.get("Tags") or []
    target.tag_resource(replica.id, [{"TagKey": tag["TagKey"], "TagValue": tag["TagValue"]} for tag in tags])
    metadata = {k: v for k, v in replica.to_dict()["KeyMetadata"].items() if v is not None}
    return {"ReplicaKeyMetadata": metadata, "ReplicaPolicy": replica.policy, "ReplicaTags": tags}


@replace("kms", "EnableKeyRotation", "DisableKeyRotation")
def change_rotation(call, params):
    """Rotation belongs to the primary; its replicas follow."""
    key = _key(call, params)
    _refuse_rotation_of_asymmetric(key)
    if key.key_state == "Disabled":
        raise AwsError("DisabledException", f"{key.arn} is disabled.", 400)
    if key.multi_region and key.multi_region_configuration["MultiRegionKeyType"] == "REPLICA":
        raise AwsError("UnsupportedOperationException", f"{key.arn} is a replica key; rotate the primary.", 400)
    for relative in _family(key):
        relative.key_rotation_status = call.operation == "EnableKeyRotation"
        relative.rotation_period = params.get("RotationPeriodInDays") or getattr(relative, "rotation_period", 365)
    return {}


@replace("kms", "GetKeyRotationStatus")
def rotation_status(call, params):
    key = _key(call, params)
    _refuse_rotation_of_asymmetric(key)
    rotates = key.key_rotation_status and key.key_state not in ("PendingDeletion", "PendingReplicaDeletion")
    result = {"KeyRotationEnabled": bool(rotates), "KeyId": key.arn}
    if rotates:
        period = getattr(key, "rotation_period", 365)
        result |= {"RotationPeriodInDays": period, "NextRotationDate": key.creation_date + period * 86_400}
    return result


def _refuse_rotation_of_asymmetric(key):
    if key.key_spec != "SYMMETRIC_DEFAULT" or key.origin != "AWS_KMS":
        raise AwsError(
            "UnsupportedOperationException", f"{key.arn} key usage or origin does not support rotation.", 400
        )
