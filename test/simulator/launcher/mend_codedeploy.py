"""CodeDeploy: groups are told in batches, which moto lacks."""

from datetime import datetime, timezone

from moto.codedeploy.models import codedeploy_backends

from hooks import replace
from wire import AwsError

CREATED = datetime(2026, 1, 1, tzinfo=timezone.utc)


@replace("codedeploy", "BatchGetDeploymentGroups")
def batch_get_deployment_groups(call, params):
    backend = codedeploy_backends[call.account][call.region]
    application, names = params["applicationName"], params["deploymentGroupNames"]
    if application not in backend.applications:
        raise AwsError("ApplicationDoesNotExistException", f"No application found for name: {application}", 400)
    groups = backend.deployment_groups.get(application, {})
    found = [groups[name].to_dict() for name in names if name in groups]
    gone = [name for name in names if name not in groups]
    # Application Auto Scaling groups are named, and told with their hooks.
    for one in found:
        one["autoScalingGroups"] = [{"name": name} if isinstance(name, str) else name for name in one.get("autoScalingGroups") or []]
    told = {"errorMessage": f"No Deployment Group found for name: {', '.join(gone)}"} if gone else {}
    return {"deploymentGroupsInfo": found, **told}


@replace("codedeploy", "BatchGetApplications")
def batch_get_applications(call, params):
    """moto tells the time as text, which no SDK reads."""
    backend = codedeploy_backends[call.account][call.region]
    found = [backend.applications[name] for name in params["applicationNames"] if name in backend.applications]
    return {"applicationsInfo": [{**one.to_dict(), "createTime": CREATED, "linkedToGitHub": False} for one in found]}
