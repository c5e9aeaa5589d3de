"""Auto Scaling: each policy has an ARN of its own, and PutScalingPolicy tells it."""

import uuid

from moto.autoscaling import autoscaling_backends, models

from hooks import after


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
