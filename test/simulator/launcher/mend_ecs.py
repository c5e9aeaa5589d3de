"""ECS: capacity providers can be asked for without naming them; the tasks of a service run."""

from moto.ecs.models import ecs_backends

from hooks import after, before


@before("ecs", "DescribeCapacityProviders")
def all_providers(call, params):
    if params.get("capacityProviders"):
        return params
    made = ecs_backends[call.account][call.region].capacity_providers
    return {**params, "capacityProviders": list(made)}


@after("ecs", "DescribeServices")
def tasks_run(call, params, answer):
    """moto leaves every task pending for ever; a service whose tasks start has them running soon."""
    for service in answer.get("services", []):
        for one in (service, *service.get("deployments", [])):
            wanted = one.get("desiredCount", 0)
            one["runningCount"], one["pendingCount"] = wanted, 0
            if "rolloutState" in one:
                one["rolloutState"] = "COMPLETED"
    return answer
