"""RDS: the fields that moto takes and forgets, key ARNs, resource ids of one's own, engine versions of this decade."""

import random
import string

from moto.ec2 import ec2_backends
from moto.rds.models import RDSBackend, rds_backends

import core
from accounts import ACCOUNTS
from hooks import after, before, replace
from keys import aws_managed_key, key_arn

# moto takes these and never gives them back. Output name -> (input name, value when it was never given).
INSTANCE_FIELDS = {
    "MonitoringInterval": ("MonitoringInterval", 0),
    "MonitoringRoleArn": ("MonitoringRoleArn", None),
    "PerformanceInsightsEnabled": ("EnablePerformanceInsights", False),
    "PerformanceInsightsKMSKeyId": ("PerformanceInsightsKMSKeyId", None),
    "PerformanceInsightsRetentionPeriod": ("PerformanceInsightsRetentionPeriod", None),
    "DatabaseInsightsMode": ("DatabaseInsightsMode", "standard"),
    "AutoMinorVersionUpgrade": ("AutoMinorVersionUpgrade", True),
    "NetworkType": ("NetworkType", "IPV4"),
    "DedicatedLogVolume": ("DedicatedLogVolume", False),
}
CLUSTER_FIELDS = {
    "MonitoringInterval": ("MonitoringInterval", None),
    "MonitoringRoleArn": ("MonitoringRoleArn", None),
    "PerformanceInsightsEnabled": ("EnablePerformanceInsights", None),
    "PerformanceInsightsKMSKeyId": ("PerformanceInsightsKMSKeyId", None),
    "PerformanceInsightsRetentionPeriod": ("PerformanceInsightsRetentionPeriod", None),
    "DatabaseInsightsMode": ("DatabaseInsightsMode", "standard"),
    "AutoMinorVersionUpgrade": ("AutoMinorVersionUpgrade", True),
}
ENGINE_VERSION = {
    "postgres": "16.4",
    "mysql": "8.0.39",
    "mariadb": "10.11.9",
    "aurora-mysql": "8.0.mysql_aurora.3.05.2",
    "aurora-postgresql": "15.4",
}
INSTANCE_MAKERS = (
    "CreateDBInstance",
    "ModifyDBInstance",
    "CreateDBInstanceReadReplica",
    "RestoreDBInstanceFromDBSnapshot",
    "RestoreDBInstanceToPointInTime",
)
INSTANCE_READERS = ("DeleteDBInstance", "StartDBInstance", "StopDBInstance", "RebootDBInstance", "PromoteReadReplica")
CLUSTER_MAKERS = ("CreateDBCluster", "ModifyDBCluster", "RestoreDBClusterFromSnapshot")
CLUSTER_READERS = ("DeleteDBCluster", "StartDBCluster", "StopDBCluster")


def _kept(call, kind, name):
    return ACCOUNTS.get(call.account).kept["rds", call.region].setdefault((kind, name.lower()), {})


@before("rds", "CreateDBInstance", "CreateDBCluster")
def default_version(call, params):
    changed = dict(params)
    if (
        not params.get("EngineVersion")
        and not params.get("DBClusterIdentifier")
        and params.get("Engine") in ENGINE_VERSION
    ):
        changed["EngineVersion"] = ENGINE_VERSION[params["Engine"]]
    if (
        call.operation == "CreateDBCluster"
        and not params.get("EngineVersion")
        and params.get("Engine") in ENGINE_VERSION
    ):
        changed["EngineVersion"] = ENGINE_VERSION[params["Engine"]]
    alone = call.operation == "CreateDBCluster" or not params.get("DBClusterIdentifier")
    if alone and not params.get("VpcSecurityGroupIds") and params.get("DBSubnetGroupName"):
        changed["VpcSecurityGroupIds"] = _default_groups(call, params["DBSubnetGroupName"])
    if params.get("KmsKeyId"):
        changed["KmsKeyId"] = key_arn(call.account, call.region, params["KmsKeyId"])
    return changed if changed != params else None


def _default_groups(call, subnet_group):
    """Without groups of its own a database gets the default group of its subnets' VPC; moto takes the default VPC's."""
    found = rds_backends[call.account][call.region].subnet_groups.get(subnet_group.lower())
    group = ec2_backends[call.account][call.region].get_default_security_group(found.vpc_id) if found else None
    return [group.id] if group else []


def _read_replica(self, db_kwargs):
    """A replica lives where it is asked for, and takes neither backups, zones, protection, tags nor password of its source; moto copies all and looks its subnet group up at the source."""
    own = {"backup_retention_period": 0, "multi_az": False, "deletion_protection": False, "tags": []}
    replica = _plain_read_replica(self, {"backend": self, **own, **db_kwargs})
    vars(replica).pop("master_user_secret", None)
    replica.manage_master_user_password = False
    return replica


_plain_read_replica = RDSBackend.create_db_instance_read_replica
RDSBackend.create_db_instance_read_replica = _read_replica


@after("rds", *INSTANCE_MAKERS)
def remember_instance(call, params, result):
    kept = _kept(call, "db", params["DBInstanceIdentifier"])
    if call.operation == "CreateDBInstance":
        kept.clear()
    kept.update({given: params[given] for given, _ in INSTANCE_FIELDS.values() if given in params})
    if params.get("NewDBInstanceIdentifier"):
        account = ACCOUNTS.get(call.account).kept["rds", call.region]
        account["db", params["NewDBInstanceIdentifier"].lower()] = kept
    mend_instance(call, result["DBInstance"])


@after("rds", *INSTANCE_READERS)
def read_instance(call, params, result):
    mend_instance(call, result["DBInstance"])


@after("rds", "DescribeDBInstances")
def describe_instances(call, params, result):
    for instance in result["DBInstances"]:
        mend_instance(call, instance)


def mend_instance(call, instance):
    """Give one DBInstance back what AWS would say of it."""
    kept = _kept(call, "db", instance["DBInstanceIdentifier"])
    kept.setdefault("DbiResourceId", "db-" + "".join(random.choices(string.ascii_uppercase + string.digits, k=26)))
    instance["DbiResourceId"] = kept["DbiResourceId"]
    _give_back(call, instance, kept, INSTANCE_FIELDS)
    if instance["MonitoringInterval"]:
        log_stream = f"log-group:RDSOSMetrics:log-stream:{kept['DbiResourceId']}"
        instance["EnhancedMonitoringResourceArn"] = f"arn:aws:logs:{call.region}:{call.account}:{log_stream}"
    if instance.get("CACertificateIdentifier") == "rds-ca-default":
        instance["CACertificateIdentifier"] = "rds-ca-rsa2048-g1"
    zone = instance.get("AvailabilityZone")
    if zone and not zone.startswith(call.region):
        instance["AvailabilityZone"] = f"{call.region}{zone[-1]}"
    instance.setdefault("IAMDatabaseAuthenticationEnabled", False)
    if instance.get("DBClusterIdentifier"):
        _from_cluster(call, instance)
    _mend_key(call, instance)


def _from_cluster(call, instance):
    """A member has its cluster's network."""
    cluster = rds_backends[call.account][call.region].clusters.get(instance["DBClusterIdentifier"])
    if cluster is None:
        return
    instance["VpcSecurityGroups"] = cluster.vpc_security_groups
    groups = core.api(call.account, call.region, "rds", "DescribeDBSubnetGroups")["DBSubnetGroups"]
    own = [group for group in groups if group["DBSubnetGroupName"] == cluster.db_subnet_group_name]
    if own:
        instance["DBSubnetGroup"] = own[0]


@after("rds", *CLUSTER_MAKERS)
def remember_cluster(call, params, result):
    kept = _kept(call, "cluster", params["DBClusterIdentifier"])
    if call.operation == "CreateDBCluster":
        kept.clear()
    kept.update({given: params[given] for given, _ in CLUSTER_FIELDS.values() if given in params})
    mend_cluster(call, result["DBCluster"])


@after("rds", *CLUSTER_READERS)
def read_cluster(call, params, result):
    mend_cluster(call, result["DBCluster"])


@after("rds", "DescribeDBClusters")
def describe_clusters(call, params, result):
    for cluster in result["DBClusters"]:
        mend_cluster(call, cluster)


def mend_cluster(call, cluster):
    _give_back(call, cluster, _kept(call, "cluster", cluster["DBClusterIdentifier"]), CLUSTER_FIELDS)
    if cluster.get("Status") == "creating" and call.operation == "DescribeDBClusters":
        cluster["Status"] = "available"
    _mend_key(call, cluster)


def _give_back(call, resource, kept, fields):
    for name, (given, default) in fields.items():
        value = kept.get(given, default)
        if value is not None and (given in kept or name not in resource):
            resource[name] = value
    if resource.get("PerformanceInsightsEnabled"):
        resource.setdefault("PerformanceInsightsRetentionPeriod", 7)
        own = resource.get("PerformanceInsightsKMSKeyId")
        resource["PerformanceInsightsKMSKeyId"] = key_arn(call.account, call.region, own) if own else _default_key(call)


def _mend_key(call, resource):
    if not resource.get("StorageEncrypted"):
        resource.pop("KmsKeyId", None)
    elif not resource.get("KmsKeyId") or resource["KmsKeyId"] == "default_kms_key_id":
        resource["KmsKeyId"] = _default_key(call)
    else:
        resource["KmsKeyId"] = key_arn(call.account, call.region, resource["KmsKeyId"])


def _default_key(call):
    return aws_managed_key(call.account, call.region, "alias/aws/rds").arn


@after("rds", "DescribeGlobalClusters", "CreateGlobalCluster", "ModifyGlobalCluster")
def global_clusters(call, params, result):
    """The first member is the writer; moto says so of none."""
    for cluster in result["GlobalClusters"] if "GlobalClusters" in result else [result["GlobalCluster"]]:
        members = cluster.get("GlobalClusterMembers") or []
        if members and not any(member.get("IsWriter") for member in members):
            members[0]["IsWriter"] = True
            members[0]["Readers"] = [member["DBClusterArn"] for member in members[1:]]


@replace("rds", "DescribeOrderableDBInstanceOptions")
def orderable(call, params):
    """moto knows the classes of some engines of long ago; here every class is offered in three zones, unless its family is `x0`."""
    name = params.get("DBInstanceClass", "db.t3.micro")
    if name.startswith("db.x0."):
        return {"OrderableDBInstanceOptions": []}
    zones = [{"Name": f"{call.region}{letter}"} for letter in "abc"]
    return {"OrderableDBInstanceOptions": [{"Engine": params["Engine"], "DBInstanceClass": name, "AvailabilityZones": zones, "Vpc": True}]}


def _option_groups(self, wanted):
    """moto fails where no name is asked for, and finds none where there are none; AWS answers an empty list then."""
    name = (wanted.get("option_group_name") or "").lower()
    if name and name not in self.option_groups:
        return _plain_option_groups(self, {**wanted, "option_group_name": name})
    asked = [(key, wanted[key]) for key in ("engine_name", "major_engine_version") if wanted.get(key)]
    groups = [one for one in self.option_groups.values() if not name or one.name == name]
    return [one for one in groups if all(getattr(one, key) == value for key, value in asked)]


_plain_option_groups = RDSBackend.describe_option_groups
RDSBackend.describe_option_groups = _option_groups
