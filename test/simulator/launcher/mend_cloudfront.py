"""CloudFront: ListDistributions tells of each distribution what its configuration says."""

import core
from hooks import after

# Members of DistributionSummary that are members of DistributionConfig.
TOLD = (
    "Aliases",
    "Origins",
    "OriginGroups",
    "DefaultCacheBehavior",
    "CacheBehaviors",
    "CustomErrorResponses",
    "Comment",
    "PriceClass",
    "Enabled",
    "ViewerCertificate",
    "Restrictions",
    "WebACLId",
    "HttpVersion",
    "IsIPV6Enabled",
    "Staging",
)


@after("cloudfront", "ListDistributions")
def list_distributions(call, params, result):
    for item in result["DistributionList"].get("Items") or []:
        whole = core.api(call.account, call.region, "cloudfront", "GetDistribution", Id=item["Id"])["Distribution"]
        config = whole["DistributionConfig"]
        item |= {name: config[name] for name in TOLD if config.get(name) is not None}
    return result
