"""EFS: the replication of a file system to another region, told in both."""

from datetime import datetime, timezone

from accounts import ACCOUNTS
from hooks import replace
from wire import AwsError


def _kept(call):
    return ACCOUNTS.get(call.account).kept["efs-replications", ""]


@replace("elasticfilesystem", "CreateReplicationConfiguration")
def create_replication(call, params):
    source = params["SourceFileSystemId"]
    if source in _kept(call):
        raise AwsError("ConflictException", f"File system {source} is already being replicated.", 409)
    destinations = [
        {
            "Status": "ENABLED",
            "FileSystemId": one.get("FileSystemId", f"fs-{source[3:][::-1]}"),
            "Region": one.get("Region", call.region),
        }
        for one in params["Destinations"]
    ]
    arn = f"arn:aws:elasticfilesystem:{call.region}:{call.account}:file-system/{source}"
    made = {
        "SourceFileSystemId": source,
        "SourceFileSystemRegion": call.region,
        "SourceFileSystemArn": arn,
        "OriginalSourceFileSystemArn": arn,
        "CreationTime": datetime.now(timezone.utc),
        "Destinations": destinations,
    }
    _kept(call)[source] = made
    return made


@replace("elasticfilesystem", "DescribeReplicationConfigurations")
def describe_replications(call, params):
    asked = params.get("FileSystemId")

    def is_there(one):
        ends = [(one["SourceFileSystemRegion"], one["SourceFileSystemId"])]
        ends += [(there["Region"], there["FileSystemId"]) for there in one["Destinations"]]
        return any(region == call.region and asked in (None, name) for region, name in ends)

    found = [one for one in _kept(call).values() if is_there(one)]
    if asked is not None and not found:
        raise AwsError("ReplicationNotFound", f"No replication was found for file system {asked}.", 404)
    return {"Replications": found}
