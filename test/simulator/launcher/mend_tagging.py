"""The tagging API: every tagged resource of the region and none of another, AWS's own ARNs and types, and ghosts."""

import sys

from moto.backends import get_backend
from moto.resourcegroupstaggingapi.models import ResourceGroupsTaggingAPIBackend

from accounts import ACCOUNTS
from arns import ARNS, GLOBAL, HOME_OF_GLOBALS, TAG_PROPERTIES, arn_of
from hooks import replace
from wire import AwsError

# Id prefix -> (type in the ARN, how to see whether it still exists in moto's EC2 backend).
EC2_KINDS = {
    "vpc": ("vpc", lambda b: b.vpcs),
    "subnet": ("subnet", lambda b: [s for zone in b.subnets.values() for s in zone]),
    "sg": ("security-group", lambda b: [g for vpc in b.groups.values() for g in vpc]),
    "sgr": (
        "security-group-rule",
        lambda b: [
            r.id for vpc in b.groups.values() for g in vpc.values() for r in [*g.ingress_rules, *g.egress_rules]
        ],
    ),
    "igw": ("internet-gateway", lambda b: b.internet_gateways),
    "eigw": ("egress-only-internet-gateway", lambda b: b.egress_only_internet_gateways),
    "nat": ("natgateway", lambda b: b.nat_gateways),
    "rtb": ("route-table", lambda b: b.route_tables),
    "i": ("instance", lambda b: [i.id for r in b.reservations.values() for i in r.instances]),
    "vol": ("volume", lambda b: b.volumes),
    "snap": ("snapshot", lambda b: b.snapshots),
    "pcx": ("vpc-peering-connection", lambda b: b.vpc_pcxs),
    "fl": ("vpc-flow-log", lambda b: b.flow_logs),
    "pl": ("prefix-list", lambda b: b.managed_prefix_lists),
    "eipalloc": ("elastic-ip", lambda b: [a.allocation_id for a in b.addresses]),
    "vpce": ("vpc-endpoint", lambda b: b.vpc_end_points),
    "acl": ("network-acl", lambda b: b.network_acls),
    "lt": ("launch-template", lambda b: b.launch_templates),
    "key": ("key-pair", lambda b: [k.id for k in b.key_pairs.values()]),
    "tgw": ("transit-gateway", lambda b: b.transit_gateways),
    "tgw-attach": ("transit-gateway-attachment", lambda b: b.transit_gateway_attachments),
    "tgw-rtb": ("transit-gateway-route-table", lambda b: b.transit_gateways_route_tables),
    "cgw": ("customer-gateway", lambda b: b.customer_gateways),
    "vgw": ("vpn-gateway", lambda b: b.vpn_gateways),
    "vpn": ("vpn-connection", lambda b: b.vpn_connections),
    "eni": ("network-interface", lambda b: b.enis),
    "dopt": ("dhcp-options", lambda b: b.dhcp_options_sets),
    "ami": ("image", lambda b: b.amis),
}
# Services that moto's own scan covers well: filter name -> module of the backend.
LEFT_TO_MOTO = {
    "acm": "acm",
    "backup": "backup",
    "dynamodb": "dynamodb",
    "lambda": "awslambda",
    "sns": "sns",
    "sqs": "sqs",
    "ssm": "ssm",
    "secretsmanager": "secretsmanager",
    "elasticloadbalancing": "elbv2",
    "elasticfilesystem": "efs",
    "elasticache": "elasticache",
    "states:stateMachine": "stepfunctions",
    "ecs:cluster": "ecs",
    "ecs:service": "ecs",
    "ecs:task-definition": "ecs",
    "events": "events",
    "logs": "logs",
    "cloudwatch": "cloudwatch",
    "kinesis": "kinesis",
    "glue": "glue",
}


@replace("tagging", "GetResources")
def get_resources(call, params):
    asked = params.get("ResourceARNList")
    if asked and (params.get("TagFilters") or params.get("ResourceTypeFilters") or params.get("ResourcesPerPage")):
        raise AwsError(
            "InvalidParameterException", "ResourceARNList cannot be used together with other parameters.", 400
        )
    rows = [
        {"ResourceARN": arn, "Tags": [{"Key": k, "Value": v} for k, v in tags.items()]}
        for arn, tags in tagged(call.account, call.region).items()
        if (not asked or arn in asked)
        and _is_type(arn, params.get("ResourceTypeFilters"))
        and _has_tags(tags, params.get("TagFilters"))
    ]
    return {"ResourceTagMappingList": rows, "PaginationToken": ""}


@replace("tagging", "GetTagKeys")
def get_tag_keys(call, params):
    return {"TagKeys": sorted({key for tags in tagged(call.account, call.region).values() for key in tags})}


@replace("tagging", "GetTagValues")
def get_tag_values(call, params):
    rows = tagged(call.account, call.region).values()
    return {"TagValues": sorted({tags[params["Key"]] for tags in rows if params["Key"] in tags})}


def tagged(account, region):
    """ARN -> tags of everything in the region that has a tag, ghosts last."""
    found = {}
    for source in (_made_by_stacks, _ec2, _rds, _kms, _cloudtrail, _s3, _stacks, _by_moto):
        for arn, tags in source(account, region):
            if tags:
                found[arn] = tags
    return {**found, **ACCOUNTS.get(account).ghosts[region]}


def _existing(service, account, region):
    """The backend, if anybody used it; asking must not make one, that costs time."""
    if f"moto.{service}.models" not in sys.modules:
        return None
    backends = get_backend(service)
    return dict.get(dict.get(backends, account) or {}, region)


def _ec2(account, region):
    backend = _existing("ec2", account, region)
    alive = {}
    for resource_id, tags in list(backend.tags.items()) if backend else ():
        prefix = resource_id.rpartition("-")[0]
        if prefix in EC2_KINDS:
            kind, exists = EC2_KINDS[prefix]
            if prefix not in alive:
                alive[prefix] = set(exists(backend))
            if resource_id in alive[prefix]:
                yield f"arn:aws:ec2:{region}:{account}:{kind}/{resource_id}", dict(tags)


def _rds(account, region):
    backend = _existing("rds", account, region)
    kinds = (
        "databases",
        "clusters",
        "subnet_groups",
        "db_parameter_groups",
        "db_cluster_parameter_groups",
        "database_snapshots",
        "cluster_snapshots",
        "option_groups",
    )
    for kind in kinds if backend else ():
        for resource in list(getattr(backend, kind, {}).values()):
            yield resource.arn, _flat(resource.tags)


def _kms(account, region):
    backend = _existing("kms", account, region)
    for key in list(backend.keys.values()) if backend else ():
        yield key.arn, _flat(backend.tagger.list_tags_for_resource(key.id)["Tags"])


def _cloudtrail(account, region):
    backend = _existing("cloudtrail", account, region)
    for trail in list(backend.trails.values()) if backend else ():
        yield trail.arn, _flat(backend.tagging_service.list_tags_for_resource(trail.arn)["TagsList"])


def _s3(account, region):
    backend = _existing("s3", account, "aws")
    for bucket in list(backend.buckets.values()) if backend else ():
        if bucket.region_name == region:
            yield bucket.arn, _flat(backend.tagger.list_tags_for_resource(bucket.arn)["Tags"])


def _stacks(account, region):
    for stack in ACCOUNTS.get(account).stacks[region].values():
        if stack.status != "DELETE_COMPLETE":
            yield stack.id, dict(stack.tags)


def _made_by_stacks(account, region):
    """What no scan of moto's finds, with the tags that CloudFormation gave it; a scan that does find it has the later word."""
    stacks = ACCOUNTS.get(account).stacks
    for stack in [stack for place in list(stacks) for stack in stacks[place].values()]:
        for row in stack.rows.values():
            home = HOME_OF_GLOBALS if row.type.startswith(GLOBAL) else stack.region
            there = row.status.endswith("COMPLETE") and row.status != "DELETE_COMPLETE" and row.live is not None
            if home == region and there and row.type in ARNS:
                yield arn_of(stack, row), _tags_of(stack, row)


def _tags_of(stack, row):
    own = next((row.properties[name] for name in TAG_PROPERTIES if row.properties.get(name)), [])
    return {
        **stack.tags,
        **{key: str(value) for key, value in _flat(own).items()},
        "aws:cloudformation:stack-name": stack.name,
        "aws:cloudformation:stack-id": stack.id,
        "aws:cloudformation:logical-id": row.logical_id,
    }


def _by_moto(account, region):
    tagging = ResourceGroupsTaggingAPIBackend(region, account)
    for filter_name, module in LEFT_TO_MOTO.items():
        backend = _existing(module, account, region)
        if backend is None:
            continue
        if module == "ecs":
            _no_tagless_clusters(backend)
        for row in tagging._get_resources_generator(tag_filters=[], resource_type_filters=[filter_name]):
            yield row["ResourceARN"], _flat(row["Tags"])


def _no_tagless_clusters(ecs):
    """moto breaks over a cluster whose tags are None, as its CloudFormation makes them."""
    for cluster in ecs.clusters.values():
        cluster.tags = cluster.tags or []


def _flat(tags):
    if isinstance(tags, dict):
        return dict(tags)
    pairs = [
        (t.get("Key", t.get("TagKey", t.get("key"))), t.get("Value", t.get("TagValue", t.get("value"))))
        for t in tags or []
    ]
    return dict(pairs)


def _is_type(arn, filters):
    service, rest = arn.split(":")[2], arn.split(":", 5)[5]
    kind = "bucket" if service == "s3" else rest.replace(":", "/").split("/")[0]
    return not filters or service in filters or f"{service}:{kind}" in filters


def _has_tags(tags, filters):
    return all(f["Key"] in tags and (not f.get("Values") or tags[f["Key"]] in f["Values"]) for f in filters or [])
