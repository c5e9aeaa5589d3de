"""CloudWatch: a dashboard is the account's, and is there in whichever region it is asked for; moto keeps it in one."""

from datetime import datetime, timezone

from hooks import replace
from moto.cloudwatch.models import cloudwatch_backends
from wire import AwsError


def _dashboards(call):
    return {name: one for backend in list(cloudwatch_backends[call.account].values()) for name, one in backend.dashboards.items()}


@replace("monitoring", "ListDashboards")
def list_dashboards(call, params):
    prefix = params.get("DashboardNamePrefix") or ""
    entries = [
        {
            "DashboardName": name,
            "DashboardArn": one.arn,
            "LastModified": datetime.fromtimestamp(one.last_modified.timestamp(), timezone.utc),
            "Size": len(one.body),
        }
        for name, one in _dashboards(call).items()
        if name.startswith(prefix)
    ]
    return {"DashboardEntries": entries}


@replace("monitoring", "GetDashboard")
def get_dashboard(call, params):
    name = params["DashboardName"]
    found = _dashboards(call).get(name)
    if found is None:
        raise AwsError("ResourceNotFound", f"Dashboard {name} does not exist", 404)
    return {"DashboardName": name, "DashboardArn": found.arn, "DashboardBody": found.body}
