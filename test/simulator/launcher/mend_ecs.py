"""ECS: capacity providers can be asked for without naming them."""

from moto.ecs.models import ecs_backends

from hooks import before


@before("ecs", "DescribeCapacityProviders")
def all_providers(call, params):
    if params.get("capacityProviders"):
        return params
    made = ecs_backends[call.account][call.region].capacity_providers
    return {**params, "capacityProviders": list(made)}
