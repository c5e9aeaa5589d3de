"""Operations that moto lacks and templates need: access identities, composite alarms, backup selections, roles of identity pools."""

import uuid
from datetime import datetime, timezone

from accounts import ACCOUNTS
from cfn_names import UPPER, random_tail
from hooks import after, replace
from wire import AwsError


def _kept(call, what, place=None):
    return ACCOUNTS.get(call.account).kept[what, call.region if place is None else place]


def _now():
    return datetime.now(timezone.utc)


def _found(kept, key, code, message, status=404):
    if key not in kept:
        raise AwsError(code, message, status)
    return kept[key]


@replace("cloudfront", "CreateCloudFrontOriginAccessIdentity")
def create_identity(call, params):
    config = params["CloudFrontOriginAccessIdentityConfig"]
    name = f"E{random_tail(str(uuid.uuid4()), UPPER, 13)}"
    identity = {
        "Id": name,
        "S3CanonicalUserId": (uuid.uuid4().hex + uuid.uuid4().hex),
        "CloudFrontOriginAccessIdentityConfig": {
            "CallerReference": config["CallerReference"],
            "Comment": config.get("Comment", ""),
        },
    }
    _kept(call, "access-identities", "")[name] = identity
    return {"CloudFrontOriginAccessIdentity": identity, "ETag": name, "Location": f"/2020-05-31/{name}"}


@replace("cloudfront", "GetCloudFrontOriginAccessIdentity")
def get_identity(call, params):
    message = "The specified origin access identity does not exist."
    found = _found(
        _kept(call, "access-identities", ""), params["Id"], "NoSuchCloudFrontOriginAccessIdentity", message
    )
    return {"CloudFrontOriginAccessIdentity": found, "ETag": params["Id"]}


@replace("cloudfront", "ListCloudFrontOriginAccessIdentities")
def list_identities(call, params):
    items = [
        {
            "Id": one["Id"],
            "S3CanonicalUserId": one["S3CanonicalUserId"],
            "Comment": one["CloudFrontOriginAccessIdentityConfig"]["Comment"],
        }
        for one in _kept(call, "access-identities", "").values()
    ]
    told = {"Marker": "", "MaxItems": 100, "IsTruncated": False, "Quantity": len(items), "Items": items}
    return {"CloudFrontOriginAccessIdentityList": told}


@replace("cloudfront", "DeleteCloudFrontOriginAccessIdentity")
def delete_identity(call, params):
    get_identity(call, params)
    del _kept(call, "access-identities", "")[params["Id"]]
    return {}


@replace("monitoring", "PutCompositeAlarm")
def put_composite_alarm(call, params):
    name = params["AlarmName"]
    told = {k: v for k, v in params.items() if k != "Tags"}
    _kept(call, "composite-alarms")[name] = {
        "ActionsEnabled": True,
        "AlarmActions": [],
        "OKActions": [],
        "InsufficientDataActions": [],
        "StateValue": "INSUFFICIENT_DATA",
        **told,
        "AlarmArn": f"arn:aws:cloudwatch:{call.region}:{call.account}:alarm:{name}",
        "AlarmConfigurationUpdatedTimestamp": _now(),
    }
    return {}


@after("monitoring", "DescribeAlarms")
def describe_alarms(call, params, result):
    """Metric alarms unless AlarmTypes says otherwise, as AWS."""
    kinds = params.get("AlarmTypes") or ["MetricAlarm"]
    names, prefix = params.get("AlarmNames"), params.get("AlarmNamePrefix") or ""
    composite = [
        alarm
        for name, alarm in _kept(call, "composite-alarms").items()
        if (not names or name in names) and name.startswith(prefix)
    ]
    return {
        **result,
        "MetricAlarms": result.get("MetricAlarms") or [] if "MetricAlarm" in kinds else [],
        "CompositeAlarms": composite if "CompositeAlarm" in kinds else [],
    }


@after("monitoring", "DeleteAlarms")
def delete_alarms(call, params, result):
    for name in params.get("AlarmNames") or []:
        _kept(call, "composite-alarms").pop(name, None)
    return result


@replace("backup", "CreateBackupSelection")
def create_backup_selection(call, params):
    made = {"SelectionId": str(uuid.uuid4()), "BackupPlanId": params["BackupPlanId"], "CreationDate": _now()}
    _kept(call, "backup-selections")[params["BackupPlanId"], made["SelectionId"]] = {**params, **made}
    return made


@replace("backup", "ListBackupSelections")
def list_backup_selections(call, params):
    rows = [
        {
            "SelectionId": one["SelectionId"],
            "SelectionName": one["BackupSelection"]["SelectionName"],
            "BackupPlanId": plan,
            "CreationDate": one["CreationDate"],
            "IamRoleArn": one["BackupSelection"]["IamRoleArn"],
        }
        for (plan, _), one in _kept(call, "backup-selections").items()
        if plan == params["BackupPlanId"]
    ]
    return {"BackupSelectionsList": rows}


@replace("backup", "GetBackupSelection")
def get_backup_selection(call, params):
    key = params["BackupPlanId"], params["SelectionId"]
    message = f"Cannot find Backup selection with ID {key[1]}"
    one = _found(_kept(call, "backup-selections"), key, "ResourceNotFoundException", message, 400)
    return {k: one[k] for k in ("BackupSelection", "SelectionId", "BackupPlanId", "CreationDate")}


@replace("backup", "DeleteBackupSelection")
def delete_backup_selection(call, params):
    _kept(call, "backup-selections").pop((params["BackupPlanId"], params["SelectionId"]), None)
    return {}


@replace("cognito-identity", "SetIdentityPoolRoles")
def set_identity_pool_roles(call, params):
    _kept(call, "identity-pool-roles")[params["IdentityPoolId"]] = dict(params)
    return {}


@replace("cognito-identity", "GetIdentityPoolRoles")
def get_identity_pool_roles(call, params):
    """A pool without roles answers with its id alone."""
    pool = params["IdentityPoolId"]
    return _kept(call, "identity-pool-roles").get(pool, {"IdentityPoolId": pool})


@replace("backup", "GetBackupVaultAccessPolicy")
@replace("backup", "GetBackupVaultNotifications")
def nothing_set_on_vault(call, params):
    # Nobody sets either here: moto has no operation that would.
    raise AwsError("ResourceNotFoundException", "Backup vault has no such configuration.", 400)


@replace("dynamodb", "DescribeKinesisStreamingDestination")
def streaming_destinations(call, params):
    return {"TableName": params["TableName"], "KinesisDataStreamDestinations": []}
