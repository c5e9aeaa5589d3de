"""What moto's CloudFormation models drop of a template, put on the resource that they made."""


def _small(value):
    """As the service's API spells it: `AwsvpcConfiguration` is `awsvpcConfiguration`."""
    if isinstance(value, list):
        return [_small(one) for one in value]
    if isinstance(value, dict):
        return {f"{name[:1].lower()}{name[1:]}": _small(one) for name, one in value.items()}
    return value


def _service(resource, props):
    """moto keeps cluster, task definition and count only."""
    resource.deployment_controller = _small(props.get("DeploymentController")) or {"type": "ECS"}
    if resource.deployment_controller["type"] != "ECS":
        resource.deployments = []
    resource.load_balancers = _small(props.get("LoadBalancers") or [])
    resource.network_configuration = _small(props.get("NetworkConfiguration") or {})
    resource.launch_type = props.get("LaunchType", resource.launch_type)
    for one in resource.deployments:
        one.update(launchType=resource.launch_type, networkConfiguration=resource.network_configuration)


def _target_group(resource, props):
    """moto registers no targets."""
    targets = [{"Id": one["Id"], **({"Port": int(one["Port"])} if "Port" in one else {})} for one in props.get("Targets") or []]
    if targets:
        resource.register([{"Port": int(props.get("Port", 80)), **one} for one in targets])


FINISH = {"AWS::ECS::Service": _service, "AWS::ElasticLoadBalancingV2::TargetGroup": _target_group}
