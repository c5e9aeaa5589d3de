"""Application Auto Scaling: targets have an ARN and tags, of which moto knows nothing."""

import uuid

from accounts import ACCOUNTS
from hooks import after, replace


def _tags(call):
    return ACCOUNTS.get(call.account).kept["scalable-target-tags", call.region]


def _arn(call, target):
    name = "|".join(target[key] for key in ("ServiceNamespace", "ResourceId", "ScalableDimension"))
    short = uuid.uuid5(uuid.NAMESPACE_URL, f"{call.account} {call.region} {name}").hex
    return f"arn:aws:application-autoscaling:{call.region}:{call.account}:scalable-target/{short}"


@after("application-autoscaling", "RegisterScalableTarget")
def register(call, params, result):
    arn = _arn(call, params)
    _tags(call).setdefault(arn, {}).update(params.get("Tags") or {})
    return {**result, "ScalableTargetARN": arn}


@after("application-autoscaling", "DescribeScalableTargets")
def describe(call, params, result):
    return {**result, "ScalableTargets": [{**one, "ScalableTargetARN": _arn(call, one)} for one in result["ScalableTargets"]]}


@replace("application-autoscaling", "ListTagsForResource")
def list_tags(call, params):
    return {"Tags": _tags(call).get(params["ResourceARN"], {})}
