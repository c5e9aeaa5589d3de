"""ElastiCache: the members of replication groups among the clusters, which moto names and never tells."""

from moto.elasticache.models import elasticache_backends

from hooks import after


def _member(call, group, name):
    parameters = group.cache_parameter_group_name
    groups = [{"SecurityGroupId": one, "Status": "active"} for one in group.security_group_ids or []]
    return {
        "CacheClusterId": name,
        "ARN": f"arn:aws:elasticache:{call.region}:{call.account}:cluster:{name}",
        "ReplicationGroupId": group.replication_group_id,
        "CacheNodeType": group.cache_node_type,
        "CacheClusterStatus": "available",
        "Engine": group.engine,
        "EngineVersion": group.engine_version or "7.1.0",
        "NumCacheNodes": 1,
        "PreferredMaintenanceWindow": group.preferred_maintenance_window or "sun:05:00-sun:06:00",
        "CacheParameterGroup": {
            "CacheParameterGroupName": parameters or f"default.{group.engine}7",
            "ParameterApplyStatus": "in-sync",
        },
        "CacheSubnetGroupName": group.cache_subnet_group_name or "default",
        "SecurityGroups": groups,
        "AutoMinorVersionUpgrade": group.auto_minor_version_upgrade is not False,
    }


@after("elasticache", "DescribeCacheClusters")
def with_members(call, params, result):
    """All, unless one is asked for by name, or those of groups are not wanted."""
    asked = params.get("CacheClusterId")
    if params.get("ShowCacheClustersNotInReplicationGroups"):
        return result
    groups = elasticache_backends[call.account][call.region].replication_groups.values()
    told = {one["CacheClusterId"] for one in result.get("CacheClusters") or []}
    members = [
        _member(call, group, name)
        for group in groups
        for name in group.member_clusters
        if name not in told and asked in (None, name)
    ]
    return {**result, "CacheClusters": [*(result.get("CacheClusters") or []), *members]}
