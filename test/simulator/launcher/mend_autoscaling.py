"""Auto Scaling: each policy has an ARN of its own, and PutScalingPolicy tells it; notifications, which moto lacks."""

import uuid

from moto.autoscaling import autoscaling_backends, models

from accounts import ACCOUNTS
from hooks import after, replace


def _arn(policy):
    backend = policy.autoscaling_backend
    place = f"arn:aws:autoscaling:{backend.region_name}:{backend.account_id}:scalingPolicy"
    name = f"autoScalingGroupName/{policy.auto_scaling_group_name}:policyName/{policy.name}"
    return f"{place}:{uuid.uuid5(uuid.NAMESPACE_URL, f'{place}/{name}')}:{name}"


models.FakeScalingPolicy.arn = property(_arn)
models.FakeScalingPolicy.policy_arn = property(_arn)


@after("autoscaling", "PutScalingPolicy")
def put_scaling_policy(call, params, result):
    policy = autoscaling_backends[call.account][call.region].policies[params["PolicyName"]]
    return {**result, "PolicyARN": policy.arn}


def _notifications(call):
    return ACCOUNTS.get(call.account).kept["notifications", call.region]


@replace("autoscaling", "PutNotificationConfiguration")
def put_notification(call, params):
    _notifications(call)[params["AutoScalingGroupName"], params["TopicARN"]] = list(params["NotificationTypes"])
    return {}


@replace("autoscaling", "DescribeNotificationConfigurations")
def describe_notifications(call, params):
    names = params.get("AutoScalingGroupNames") or None
    told = [
        {"AutoScalingGroupName": group, "TopicARN": topic, "NotificationType": kind}
        for (group, topic), kinds in _notifications(call).items()
        for kind in kinds
        if names is None or group in names
    ]
    return {"NotificationConfigurations": told}


# What moto tells of every hook, whoever made it.
NOBODY_SET = ("NotificationTargetARN", "RoleARN")


@after("autoscaling", "DescribeLifecycleHooks")
def without_what_nobody_set(call, params, result):
    """A hook without a target has none: moto tells one in us-east-1, of an account of its own."""
    hooks = [
        {k: v for k, v in hook.items() if k not in NOBODY_SET or ":123456789012:" not in str(v)}
        for hook in result.get("LifecycleHooks") or []
    ]
    return {**result, "LifecycleHooks": hooks}
