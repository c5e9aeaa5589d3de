"""How many items AWS gives a page, and how many it lets one ask for: one line a list operation, so that adding one is a line."""

from typing import NamedTuple, Optional


class Size(NamedTuple):
    """Without a limit `default` items come; a limit outside `low` to `high` is refused (None: as the service's model says, else anything)."""

    default: int
    low: Optional[int] = None
    high: Optional[int] = None


def _each(service, size, *operations):
    return {(service, operation): size for operation in operations}


SIZES = {
    **_each(
        "ec2",
        Size(1000, 5, 1000),
        "DescribeCustomerGateways",
        "DescribeDhcpOptions",
        "DescribeEgressOnlyInternetGateways",
        "DescribeFlowLogs",
        "DescribeInstances",
        "DescribeInternetGateways",
        "DescribeNatGateways",
        "DescribeNetworkAcls",
        "DescribeNetworkInterfaces",
        "DescribeTransitGatewayAttachments",
        "DescribeTransitGatewayRouteTables",
        "DescribeTransitGatewayVpcAttachments",
        "DescribeTransitGateways",
        "DescribeVolumes",
        "DescribeVpcEndpoints",
        "DescribeVpcPeeringConnections",
    ),
    **_each("ec2", Size(100, 5, 100), "DescribeRouteTables"),
    **_each("ec2", Size(200, 1, 200), "DescribeLaunchTemplates", "DescribeLaunchTemplateVersions"),
    **_each("ec2", Size(100, 1, 100), "DescribeManagedPrefixLists", "GetManagedPrefixListEntries"),
    **_each("kms", Size(50, 1, 100), "ListAliases", "ListGrants"),
    **_each("kms", Size(50, 1, 50), "ListResourceTags"),
    **_each("s3", Size(10_000, 1, 10_000), "ListBuckets"),
    **_each("cloudformation", Size(50), "DescribeStacks"),
    **_each("cloudcontrolapi", Size(20, 1, 100), "ListResources"),
    **_each(
        "lambda",
        Size(50, 1, 10_000),
        "ListAliases",
        "ListFunctionUrlConfigs",
        "ListFunctions",
        "ListLayerVersions",
        "ListLayers",
        "ListVersionsByFunction",
    ),
    **_each("lambda", Size(100, 1, 10_000), "ListEventSourceMappings"),
    **_each("ecs", Size(100, 1, 100), "ListClusters", "ListTaskDefinitions", "ListTaskDefinitionFamilies"),
    **_each("ecs", Size(10, 1, 100), "ListServices"),
    **_each("ecs", Size(10, 1, 10), "DescribeCapacityProviders"),
    **_each("ecr", Size(100, 1, 1000), "DescribeRepositories"),
    **_each("eks", Size(100, 1, 100), "ListAddons", "ListClusters", "ListFargateProfiles", "ListNodegroups"),
    **_each(
        "autoscaling",
        Size(50, 1, 100),
        "DescribeAutoScalingGroups",
        "DescribeLaunchConfigurations",
        "DescribePolicies",
        "DescribeScheduledActions",
        "DescribeTags",
    ),
    **_each("application-autoscaling", Size(50, 1, 50), "DescribeScalableTargets", "DescribeScheduledActions"),
    **_each("application-autoscaling", Size(10, 1, 10), "DescribeScalingPolicies"),
    **_each("elasticloadbalancing", Size(400, 1, 400), "DescribeLoadBalancers", "DescribeTargetGroups"),
    **_each(
        "elasticloadbalancing", Size(100, 1, 400), "DescribeListenerCertificates", "DescribeListeners", "DescribeRules"
    ),
    **_each(
        "apigateway",
        Size(25, 1, 500),
        "GetApiKeys",
        "GetAuthorizers",
        "GetBasePathMappings",
        "GetDeployments",
        "GetDomainNames",
        "GetModels",
        "GetRequestValidators",
        "GetResources",
        "GetRestApis",
        "GetUsagePlans",
        "GetVpcLinks",
    ),
    # The second version signs as `apigateway` too, and has a name of its own here.
    **_each("apigatewayv2", Size(100, 1, 1000), "GetApis", "GetAuthorizers", "GetIntegrations", "GetRoutes", "GetStages"),
    **_each("apigatewayv2", Size(100, 1, 1000), "GetDeployments", "GetDomainNames", "GetVpcLinks"),
    **_each("route53", Size(100, 1, 100), "ListHealthChecks", "ListHostedZones"),
    **_each("acm", Size(1000, 1, 1000), "ListCertificates"),
    **_each("wafv2", Size(100, 1, 100), "ListIPSets", "ListRegexPatternSets", "ListRuleGroups", "ListWebACLs"),
    **_each("cloudfront", Size(100, 1, 100), "ListDistributions"),
    **_each("cloudfront", Size(100, 1, 100), "ListCloudFrontOriginAccessIdentities", "ListOriginAccessControls"),
    **_each("dynamodb", Size(100, 1, 100), "ListTables", "ListGlobalTables", "ListBackups"),
    **_each(
        "elasticache",
        Size(100, 20, 100),
        "DescribeCacheClusters",
        "DescribeCacheParameterGroups",
        "DescribeCacheSubnetGroups",
        "DescribeReplicationGroups",
    ),
    **_each("elasticfilesystem", Size(100, 1), "DescribeAccessPoints", "DescribeFileSystems"),
    **_each("elasticfilesystem", Size(10, 1), "DescribeMountTargets"),
    **_each("kafka", Size(100, 1, 100), "ListClusters", "ListClustersV2"),
    **_each("sqs", Size(1000, 1, 1000), "ListQueues"),
    **_each("sns", Size(100), "ListSubscriptions", "ListSubscriptionsByTopic", "ListTopics"),
    **_each("kinesis", Size(100, 1, 10_000), "ListStreams"),
    **_each("firehose", Size(10, 1, 10_000), "ListDeliveryStreams"),
    **_each(
        "redshift", Size(100, 20, 100), "DescribeClusterParameterGroups", "DescribeClusterSubnetGroups", "DescribeClusters"
    ),
    **_each("backup", Size(1000, 1, 1000), "ListBackupPlans", "ListBackupSelections", "ListBackupVaults"),
    **_each("secretsmanager", Size(100, 1, 100), "ListSecrets"),
    **_each("ssm", Size(50, 1, 50), "DescribeParameters"),
    **_each("ssm", Size(10, 1, 10), "GetParametersByPath"),
    **_each("monitoring", Size(50, 1, 100), "DescribeAlarms"),
    **_each("monitoring", Size(1000), "ListDashboards"),
    **_each("logs", Size(50, 1, 50), "DescribeLogGroups", "DescribeMetricFilters", "DescribeSubscriptionFilters"),
    **_each(
        "events", Size(100, 1, 100), "ListApiDestinations", "ListArchives", "ListConnections", "ListEventBuses", "ListRules"
    ),
    **_each("events", Size(100, 1, 100), "ListTargetsByRule"),
    **_each("scheduler", Size(100, 1, 100), "ListScheduleGroups", "ListSchedules"),
    **_each("states", Size(100, 0, 1000), "ListStateMachineAliases", "ListStateMachines"),
    **_each("codebuild", Size(100), "ListProjects"),
    **_each("codepipeline", Size(1000, 1, 1000), "ListPipelines"),
    **_each("codedeploy", Size(100), "ListApplications", "ListDeploymentGroups"),
    **_each("config", Size(25), "DescribeConfigRules"),
    **_each("guardduty", Size(50, 1, 50), "ListDetectors"),
    **_each("cognito-idp", Size(60, 1, 60), "ListGroups", "ListUserPoolClients", "ListUserPools"),
    **_each("cognito-identity", Size(60, 1, 60), "ListIdentityPools"),
    **_each(
        "organizations",
        Size(20, 1, 20),
        "ListAccounts",
        "ListAccountsForParent",
        "ListChildren",
        "ListOrganizationalUnitsForParent",
        "ListParents",
        "ListRoots",
    ),
}
# Every list of these services pages, also where no line above names it.
WHOLE_SERVICES = {
    "cloudformation": Size(100),
    "cloudtrail": Size(100),
    "ec2": Size(1000, 5, 1000),
    "iam": Size(100, 1, 1000),
    "kms": Size(100, 1, 1000),
    "rds": Size(100, 20, 100),
    "s3": Size(100, 1, 10_000),
    "tagging": Size(100, 1, 100),
    "sns": Size(100),
    "logs": Size(100),
    "ssm": Size(100),
    "secretsmanager": Size(100),
    "ecs": Size(100),
    "elasticache": Size(100),
    "backup": Size(100),
}
# Operations that moto pages well enough by itself, or whose tokens are not one plain string.
LEFT_TO_MOTO = {
    ("s3", "ListObjects"),
    ("s3", "ListObjectsV2"),
    ("s3", "ListObjectVersions"),
    ("s3", "ListParts"),
    ("s3", "ListMultipartUploads"),
    ("s3", "ListDirectoryBuckets"),
    ("cloudtrail", "LookupEvents"),
    ("rds", "DownloadDBLogFilePortion"),
    ("logs", "GetLogEvents"),
    ("logs", "FilterLogEvents"),
}
# Of these moto makes the pages, and is told how large: operation -> (the limit's member, what AWS gives without it).
SIZED_BY_MOTO = {("route53", "ListResourceRecordSets"): ("MaxItems", 300)}


def size_of(call, limit_key):
    """The sizes of the call's operation, with the service model's limits where no line has any."""
    found = SIZES.get((call.service, call.operation)) or WHOLE_SERVICES.get(call.service) or Size(100)
    member = call.operation_model.input_shape.members.get(limit_key) if limit_key else None
    stated = member.metadata if member is not None else {}
    low = found.low if found.low is not None else stated.get("min", 1)
    high = found.high if found.high is not None else stated.get("max", 10_000)
    return Size(found.default, low, high)
