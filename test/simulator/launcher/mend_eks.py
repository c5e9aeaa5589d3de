"""EKS: the add-ons of a cluster, which moto lacks."""

import uuid
from datetime import datetime, timezone

from accounts import ACCOUNTS
from hooks import replace
from moto.eks.models import eks_backends
from wire import AwsError


def _addons(call, cluster):
    if cluster not in eks_backends[call.account][call.region].clusters:
        raise AwsError("ResourceNotFoundException", f"No cluster found for name: {cluster}.", 404)
    return ACCOUNTS.get(call.account).kept["eks-addons", (call.region, cluster)]


def _found(call, params):
    kept = _addons(call, params["clusterName"])
    if params["addonName"] not in kept:
        raise AwsError("ResourceNotFoundException", f"No addon: {params['addonName']} found in cluster: {params['clusterName']}", 404)
    return kept[params["addonName"]]


@replace("eks", "CreateAddon")
def create_addon(call, params):
    cluster, name = params["clusterName"], params["addonName"]
    kept = _addons(call, cluster)
    if name in kept:
        raise AwsError("ResourceInUseException", f"Addon already exists: {name}", 409)
    now = datetime.now(timezone.utc)
    told = {k: v for k, v in params.items() if k not in ("clientRequestToken", "resolveConflicts", "podIdentityAssociations")}
    kept[name] = {
        "addonVersion": "v1.0.0-eksbuild.1",
        "tags": {},
        **told,
        "addonArn": f"arn:aws:eks:{call.region}:{call.account}:addon/{cluster}/{name}/{uuid.uuid4()}",
        "status": "ACTIVE",
        "health": {"issues": []},
        "createdAt": now,
        "modifiedAt": now,
    }
    return {"addon": kept[name]}


@replace("eks", "ListAddons")
def list_addons(call, params):
    return {"addons": sorted(_addons(call, params["clusterName"]))}


@replace("eks", "DescribeAddon")
def describe_addon(call, params):
    return {"addon": _found(call, params)}


@replace("eks", "DeleteAddon")
def delete_addon(call, params):
    one = _found(call, params)
    del _addons(call, params["clusterName"])[params["addonName"]]
    return {"addon": {**one, "status": "DELETING"}}
