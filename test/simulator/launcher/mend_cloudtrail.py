"""CloudTrail: trails by ARN from any region, by bare name at home only; selectors, tags and delivery errors."""

from moto.cloudtrail import cloudtrail_backends
from moto.cloudtrail.models import CloudTrailBackend, Trail

from accounts import ACCOUNTS
from hooks import after, before, replace
from keys import key_arn
from wire import AwsError

DEFAULT_SELECTOR = {
    "ReadWriteType": "All",
    "IncludeManagementEvents": True,
    "DataResources": [],
    "ExcludeManagementEventSources": [],
}


def _not_found(backend, name):
    return AwsError("TrailNotFoundException", f"Unknown trail: {name} for the user: {backend.account_id}", 400)


def _find(backend, name_or_arn):
    """The trail behind a name (at home) or an ARN (at home, or anywhere when it is multi-region)."""
    if not name_or_arn.startswith("arn:"):
        if name_or_arn in backend.trails:
            return backend.trails[name_or_arn]
        raise _not_found(backend, f"arn:aws:cloudtrail:{backend.region_name}:{backend.account_id}:trail/{name_or_arn}")
    for other in list(cloudtrail_backends[backend.account_id].values()):
        for trail in other.trails.values():
            if trail.arn == name_or_arn and (other is backend or trail.is_multi_region):
                return trail
    raise _not_found(backend, name_or_arn)


def _find_at_home(backend, name_or_arn):
    trail = _find(backend, name_or_arn)
    if trail.region_name != backend.region_name:
        message = f"Trail {trail.arn} must be changed in its home region {trail.region_name}."
        raise AwsError("InvalidHomeRegionException", message, 400)
    return trail


def _describe(self, include_region=False):
    described = _plain_description(self, include_region)
    custom = self.advanced_event_selectors or [
        s for s in self.event_selectors if {**DEFAULT_SELECTOR, **s} != DEFAULT_SELECTOR
    ]
    described["HasCustomEventSelectors"] = bool(custom)
    described["HasInsightSelectors"] = bool(self.insight_selectors)
    described["HomeRegion"] = self.region_name
    return {k: v for k, v in described.items() if v is not None}


_plain_description = Trail.description
Trail.description = _describe
CloudTrailBackend.get_trail = lambda self, name_or_arn: _find(self, name_or_arn)
CloudTrailBackend.start_logging = lambda self, name: _find_at_home(self, name).start_logging()
CloudTrailBackend.stop_logging = lambda self, name: _find_at_home(self, name).stop_logging()


@before("cloudtrail", "CreateTrail", "UpdateTrail")
def key_by_arn(call, params):
    key = params.get("KmsKeyId")
    return {**params, "KmsKeyId": key_arn(call.account, call.region, key)} if key else None


@before("cloudtrail", "UpdateTrail", "PutEventSelectors", "PutInsightSelectors")
def change_at_home(call, params):
    _find_at_home(cloudtrail_backends[call.account][call.region], params.get("Name") or params.get("TrailName") or "")


@replace("cloudtrail", "DeleteTrail")
def delete_trail(call, params):
    backend = cloudtrail_backends[call.account][call.region]
    trail = _find_at_home(backend, params["Name"])
    backend.tagging_service.delete_all_tags_for_resource(trail.arn)
    del backend.trails[trail.trail_name]
    return {}


@replace("cloudtrail", "GetTrailStatus")
def trail_status(call, params):
    trail = _find(cloudtrail_backends[call.account][call.region], params["Name"])
    if trail.account_id != call.account:
        raise _not_found(cloudtrail_backends[call.account][call.region], params["Name"])
    status = {k: v for k, v in trail.status.description().items() if v not in ("", None)}
    for name in (
        "LatestDeliveryAttemptTime",
        "LatestNotificationAttemptTime",
        "LatestNotificationAttemptSucceeded",
        "LatestDeliveryAttemptSucceeded",
    ):
        status.setdefault(name, "")
    error = ACCOUNTS.get(call.account).kept["trail-delivery-error", ""].get(trail.arn)
    if error:
        status["LatestDeliveryError"] = error
        status.pop("LatestDeliveryTime", None)
    return status


@after("cloudtrail", "GetEventSelectors")
def event_selectors(call, params, result):
    if not result.get("EventSelectors") and not result.get("AdvancedEventSelectors"):
        result["EventSelectors"] = [dict(DEFAULT_SELECTOR)]
    return {k: v for k, v in result.items() if v}


@after("cloudtrail", "GetInsightSelectors")
def insight_selectors(call, params, result):
    if not result.get("InsightSelectors"):
        raise AwsError("InsightNotEnabledException", f"Trail {result['TrailARN']} does not have Insights enabled.", 400)


@replace("cloudtrail", "ListTags")
def list_tags(call, params):
    """Tags are kept at the trail's home; AWS lists them from there whatever region asks with the ARN."""
    rows = []
    for arn in params["ResourceIdList"]:
        trail = _find(cloudtrail_backends[call.account][call.region], arn)
        home = cloudtrail_backends[call.account][trail.region_name]
        rows.append({"ResourceId": arn, "TagsList": home.tagging_service.list_tags_for_resource(arn)["TagsList"]})
    return {"ResourceTagList": rows}


def organization_trail(account, region, name, managementAccount, bucket="organization-logs", isMultiRegionTrail=True):
    """A trail of the management account as a member account sees it: listed, but its status is not for members."""
    trail = Trail.__new__(Trail)
    trail.__dict__.update(
        account_id=managementAccount,
        region_name=region,
        partition="aws",
        trail_name=name,
        bucket_name=bucket,
        s3_key_prefix=None,
        sns_topic_name=None,
        is_multi_region=isMultiRegionTrail,
        log_validation=True,
        is_org_trail=True,
        include_global_service_events=True,
        cw_log_group_arn=None,
        cw_role_arn=None,
        kms_key_id=None,
        status=None,
        event_selectors=[],
        advanced_event_selectors=[],
        insight_selectors=[],
    )
    cloudtrail_backends[account][region].trails[name] = trail
    return trail.arn
