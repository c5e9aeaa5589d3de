"""Regions that are not enabled: DescribeRegions says so."""

from accounts import ACCOUNTS
from hooks import after


@after("ec2", "DescribeRegions")
def describe_regions(call, params, result):
    enabled = ACCOUNTS.get(call.account).settings["enabledRegions"]
    if enabled is None:
        return result
    for region in result["Regions"]:
        if region["RegionName"] not in enabled:
            region["OptInStatus"] = "not-opted-in"
    if not params.get("AllRegions"):
        result["Regions"] = [r for r in result["Regions"] if r["OptInStatus"] != "not-opted-in"]
    return result
