"""Makes the types of `cfn_api_types` through their services; what a service refuses is pretended, with its reason."""

import re

import cfn_types
import core
from cfn_api_types import TYPES
from wire import AwsError, service_model

# Here moto refuses the tags that CloudFormation itself may give.
OWN_TAGS_ONLY = {"acm", "codepipeline", "firehose"}
TAG_MEMBERS = {"tags", "taglist", "userpooltags", "hostedzonetags", "backupvaulttags", "backupplantags", "identitypooltags"}


def create(making):
    """True when there is a row for the type."""
    spec = TYPES.get(making.row.type)
    if spec is None:
        return False
    params = _params(making, spec)
    try:
        answer = making.api(spec.service, spec.create, **params)
    except (AwsError, core.MotoAnswer) as error:
        cfn_types.pretend(making.stack, making.row, f"the simulator's {spec.service} refused it: {error}")
        return True
    given = {"Region": making.region, "Account": making.account, **params, **making.props}
    making.row.physical_id = filled(spec.id, answer, given)
    found = {name: filled(text, answer, given) for name, text in spec.attributes.items()}
    making.row.attributes = {name: value for name, value in found.items() if value}
    if spec.service == "ec2" and spec.create.startswith("Create"):
        from cfn_simple import tag_ec2

        tag_ec2(making, making.row.physical_id)
    making.row.undo = lambda: _delete(making, spec, given)
    return True


def _params(making, spec):
    params = dict(spec.fixed)
    for name, value in making.props.items():
        if name != "Tags" and spec.rename.get(name, name) is not None:
            params[spec.rename.get(name, name)] = value
    if spec.name:
        prop, limit = spec.name
        params[spec.rename.get(prop, prop)] = making.name(prop, limit)
    if making.row.type in SHAPED:
        params = SHAPED[making.row.type](making, params)
    if spec.wrap:
        params = {spec.wrap: params}
    return {**params, **_tags(making, spec)}


def _tags(making, spec):
    """The tags in whichever form the operation takes them."""
    system = spec.service not in OWN_TAGS_ONLY
    shape = service_model(spec.service).operation_model(spec.create).input_shape
    for name, member in shape.members.items() if spec.service != "ec2" else ():
        if name.lower() not in TAG_MEMBERS:
            continue
        if member.type_name == "map":
            return {name: making.tags(system)}
        if member.type_name == "list" and member.member.type_name == "structure":
            names = {one.lower().removeprefix("tag"): one for one in member.member.members}
            if {"key", "value"} <= set(names):
                return {name: [{names["key"]: k, names["value"]: v} for k, v in making.tags(system).items()]}
    return {}


def _delete(making, spec, given):
    if spec.delete is None:
        return
    operation, params = spec.delete
    known = {**given, **making.row.attributes, "Ref": making.row.physical_id}
    wanted = {name: filled(text, {}, known) for name, text in params.items()}
    try:
        if "LockToken" in wanted:
            others = {name: value for name, value in wanted.items() if name != "LockToken"}
            wanted["LockToken"] = making.api(spec.service, operation.replace("Delete", "Get"), **others)["LockToken"]
        making.api(spec.service, operation, **{name: value for name, value in wanted.items() if value})
    except AwsError as error:
        # As CloudFormation: what is gone already counts as deleted. What moto cannot take away stays behind.
        if error.message.startswith("the simulator does not know"):
            return
        if not re.search(r"NotFound|NoSuch|DoesNotExist|not.*found|not.*exist", f"{error.code} {error.message}"):
            raise


def filled(text, answer, given):
    """The text with `{path}` replaced by what the answer or else the parameters hold; empty where neither does."""

    def one(match):
        found = looked_up(answer, match[1])
        found = looked_up(given, match[1]) if found is None else found
        return "" if found is None else str(found)

    return re.sub(r"\{([^}]+)\}", one, text)


def looked_up(value, path):
    """What stands at a dotted path; names without regard to case, numbers are places in a list."""
    for name in path.split("."):
        if isinstance(value, list):
            value = value[int(name)] if name.isdigit() and int(name) < len(value) else None
        elif isinstance(value, dict):
            value = value[name] if name in value else {k.lower(): v for k, v in value.items()}.get(name.lower())
        else:
            return None
    return value


def _distribution(making, params):
    """CloudFormation's spelling of a distribution in the API's."""
    config = dict(params["DistributionConfig"])
    if "IPV6Enabled" in config:
        config["IsIPV6Enabled"] = config.pop("IPV6Enabled")
    config |= {"CallerReference": making.stack.names_for(making.row), "Comment": config.get("Comment", "")}
    for origin in config.get("Origins") or []:
        custom = origin.get("CustomOriginConfig")
        if custom:
            for name in ("HTTPPort", "HTTPSPort"):
                custom.setdefault(name, 80 if name == "HTTPPort" else 443)
        if "OriginCustomHeaders" in origin:
            origin["CustomHeaders"] = origin.pop("OriginCustomHeaders")
    for behaviour in [config.get("DefaultCacheBehavior"), *(config.get("CacheBehaviors") or [])]:
        methods, cached = (behaviour.pop(name, None) for name in ("AllowedMethods", "CachedMethods")) if behaviour else (None, None)
        if methods:
            cached = cached or ["GET", "HEAD"]
            behaviour["AllowedMethods"] = {
                "Quantity": len(methods),
                "Items": methods,
                "CachedMethods": {"Quantity": len(cached), "Items": cached},
            }
    return {"DistributionConfig": config}


def _global_table(making, params):
    """The table in this region, and its replicas in the others."""
    return {name: value for name, value in params.items() if name != "Replicas"}


def _recorder(making, params):
    return {**params, "roleARN": params.pop("RoleARN", "")}


def _channel(making, params):
    names = {"S3BucketName": "s3BucketName", "S3KeyPrefix": "s3KeyPrefix", "SnsTopicARN": "snsTopicARN"}
    return {names.get(name, name): value for name, value in params.items()}


def _backup_plan(making, params):
    """BackupPlan's names differ from the API's in two places."""
    plan = dict(params["BackupPlan"])
    rules = [dict(rule) for rule in plan.pop("BackupPlanRule", [])]
    for rule in rules:
        rule["TargetBackupVaultName"] = rule.pop("TargetBackupVault", None)
    return {"BackupPlan": {**plan, "Rules": rules}}


def _fixed_lower(*names):
    """Names that the service takes in lower case only."""

    def shape(making, params):
        return {k: v.lower() if k in names and isinstance(v, str) else v for k, v in params.items()}

    return shape


SHAPED = {
    "AWS::CloudFront::Distribution": _distribution,
    "AWS::DynamoDB::GlobalTable": _global_table,
    "AWS::Config::ConfigurationRecorder": _recorder,
    "AWS::Config::DeliveryChannel": _channel,
    "AWS::Backup::BackupPlan": _backup_plan,
    "AWS::ElastiCache::SubnetGroup": _fixed_lower("CacheSubnetGroupName"),
    "AWS::ElastiCache::ReplicationGroup": _fixed_lower("ReplicationGroupId"),
    "AWS::ElastiCache::CacheCluster": _fixed_lower("CacheClusterId"),
    "AWS::OpenSearchService::Domain": _fixed_lower("DomainName"),
}
