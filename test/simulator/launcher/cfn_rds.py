"""RDS from templates."""

from cfn_types import Replace, creates, deletes, updates
from wire import AwsError

# What a change of makes a new database, as the template reference says.
REPLACING = (
    "DBInstanceIdentifier",
    "Engine",
    "DBName",
    "MasterUsername",
    "StorageEncrypted",
    "KmsKeyId",
    "DBSubnetGroupName",
    "DBClusterIdentifier",
    "SourceDBInstanceIdentifier",
    "AvailabilityZone",
)


def _instance_params(making):
    props = {k: v for k, v in making.props.items() if k != "Tags"}
    props["VpcSecurityGroupIds"] = props.pop("VPCSecurityGroups", None)
    if not props.get("DBClusterIdentifier") and not props.get("ManageMasterUserPassword"):
        props.setdefault("MasterUserPassword", "pretended-password")
        props.setdefault("MasterUsername", "admin")
    if props.get("OptionGroupName"):
        known = making.api("rds", "DescribeOptionGroups")["OptionGroupsList"]
        if props["OptionGroupName"] not in [group["OptionGroupName"] for group in known]:
            del props["OptionGroupName"]
    return props


@creates("AWS::RDS::DBInstance")
def db_instance(making):
    name = making.name("DBInstanceIdentifier", 63, lower=True)
    params = {**_instance_params(making), "DBInstanceIdentifier": name, "Tags": making.tag_list()}
    if making.props.get("SourceDBInstanceIdentifier"):
        making.api("rds", "CreateDBInstanceReadReplica", **params)
        # What the call does not take, CloudFormation changes afterwards.
        after = {given: params[given] for given in ("BackupRetentionPeriod", "PreferredBackupWindow") if given in params}
        found = making.api("rds", "ModifyDBInstance", DBInstanceIdentifier=name, ApplyImmediately=True, **after)["DBInstance"]
    else:
        params["Engine"] = params.get("Engine") or _engine_of_cluster(making)
        found = making.api("rds", "CreateDBInstance", **params)["DBInstance"]
    endpoint = found.get("Endpoint") or {}
    return found["DBInstanceIdentifier"], {
        "Endpoint.Address": endpoint.get("Address", ""),
        "Endpoint.Port": str(endpoint.get("Port", "")),
        "Endpoint.HostedZoneId": "Z2R2ITUGPM61AM",
        "DbiResourceId": found["DbiResourceId"],
        "DBInstanceArn": found["DBInstanceArn"],
        "MasterUserSecret.SecretArn": (found.get("MasterUserSecret") or {}).get("SecretArn", ""),
    }


def _engine_of_cluster(making):
    cluster = making.props.get("DBClusterIdentifier")
    if not cluster:
        raise AwsError("InvalidParameterValue", "The parameter Engine must be provided and must not be blank.")
    return making.api("rds", "DescribeDBClusters", DBClusterIdentifier=cluster)["DBClusters"][0]["Engine"]


@updates("AWS::RDS::DBInstance")
def change_db_instance(making, before):
    if any(making.props.get(name) != before.get(name) for name in REPLACING):
        raise Replace
    params = {
        k: v
        for k, v in _instance_params(making).items()
        if making.props.get(k) != before.get(k) or k == "VpcSecurityGroupIds"
    }
    params.pop("MasterUsername", None)
    logs = making.props.get("EnableCloudwatchLogsExports") or []
    if logs != (before.get("EnableCloudwatchLogsExports") or []):
        off = [log for log in before.get("EnableCloudwatchLogsExports") or [] if log not in logs]
        params["CloudwatchLogsExportConfiguration"] = {"EnableLogTypes": logs, "DisableLogTypes": off}
    params["DBInstanceIdentifier"] = making.row.physical_id
    making.api("rds", "ModifyDBInstance", **params, ApplyImmediately=True)


@deletes("AWS::RDS::DBInstance")
def delete_db_instance(making):
    making.api("rds", "DeleteDBInstance", DBInstanceIdentifier=making.row.physical_id, SkipFinalSnapshot=True)


@creates("AWS::RDS::DBCluster")
def db_cluster(making):
    props = {k: v for k, v in making.props.items() if k != "Tags"}
    if (
        not props.get("ManageMasterUserPassword")
        and not props.get("GlobalClusterIdentifier")
        and not props.get("ReplicationSourceIdentifier")
    ):
        props.setdefault("MasterUserPassword", "pretended-password")
        props.setdefault("MasterUsername", "admin")
    name = making.name("DBClusterIdentifier", 63, lower=True)
    found = making.api("rds", "CreateDBCluster", **{**props, "DBClusterIdentifier": name, "Tags": making.tag_list()})[
        "DBCluster"
    ]
    return found["DBClusterIdentifier"], {
        "Endpoint.Address": found.get("Endpoint", ""),
        "Endpoint.Port": str(found.get("Port", "")),
        "ReadEndpoint.Address": found.get("ReaderEndpoint", ""),
        "DBClusterArn": found["DBClusterArn"],
        "DBClusterResourceId": found.get("DbClusterResourceId", ""),
        "MasterUserSecret.SecretArn": (found.get("MasterUserSecret") or {}).get("SecretArn", ""),
    }


@deletes("AWS::RDS::DBCluster")
def delete_db_cluster(making):
    making.api("rds", "DeleteDBCluster", DBClusterIdentifier=making.row.physical_id, SkipFinalSnapshot=True)


def _parameter_group(kind, operations, prop):
    create_operation, modify_operation, delete_operation = operations

    @creates(kind)
    def create(making):
        name = making.name(prop, 255, lower=True)
        params = {
            prop: name,
            "DBParameterGroupFamily": making.props["Family"],
            "Description": making.props.get("Description", name),
            "Tags": making.tag_list(),
        }
        making.api("rds", create_operation, **params)
        values = [
            {"ParameterName": k, "ParameterValue": v, "ApplyMethod": "pending-reboot"}
            for k, v in (making.props.get("Parameters") or {}).items()
        ]
        if values:
            making.api("rds", modify_operation, **{prop: name, "Parameters": values})
        return name, {prop: name}

    @updates(kind)
    def change(making, before):
        if any(making.props.get(key) != before.get(key) for key in (prop, "Family", "Description")):
            raise Replace
        values = [
            {"ParameterName": k, "ParameterValue": v, "ApplyMethod": "pending-reboot"}
            for k, v in (making.props.get("Parameters") or {}).items()
        ]
        if values:
            making.api("rds", modify_operation, **{prop: making.row.physical_id, "Parameters": values})

    @deletes(kind)
    def delete(making):
        making.api("rds", delete_operation, **{prop: making.row.physical_id})


_parameter_group(
    "AWS::RDS::DBParameterGroup",
    ("CreateDBParameterGroup", "ModifyDBParameterGroup", "DeleteDBParameterGroup"),
    "DBParameterGroupName",
)
_parameter_group(
    "AWS::RDS::DBClusterParameterGroup",
    ("CreateDBClusterParameterGroup", "ModifyDBClusterParameterGroup", "DeleteDBClusterParameterGroup"),
    "DBClusterParameterGroupName",
)
