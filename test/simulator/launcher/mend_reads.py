"""Reads that moto lacks, and what they need to have something to say: stages of pipelines, standards, parameter groups of caches."""

from datetime import datetime

from moto.apigateway.models import APIGatewayBackend
from moto.codepipeline.models import codepipeline_backends
from moto.securityhub import securityhub_backends

from accounts import ACCOUNTS
from hooks import after, replace
from wire import AwsError


@replace("securityhub", "GetEnabledStandards")
def enabled_standards(call, params):
    """Nobody switches a standard on here: moto has no operation that would."""
    if not securityhub_backends[call.account][call.region].enabled:
        message = f"Account {call.account} is not subscribed to AWS Security Hub"
        raise AwsError("InvalidAccessException", message, 401)
    return {"StandardsSubscriptions": []}


@replace("codepipeline", "GetPipelineState")
def pipeline_state(call, params):
    """Every transition is open, but for those that were disabled."""
    pipelines = codepipeline_backends[call.account][call.region].pipelines
    if params["name"] not in pipelines:
        raise AwsError("PipelineNotFoundException", f"Account does not have a pipeline with name {params['name']}", 400)
    closed = ACCOUNTS.get(call.account).kept["transitions", call.region]
    states = []
    for stage in pipelines[params["name"]].pipeline["stages"]:
        reason = closed.get((params["name"], stage["name"]))
        off = {} if reason is None else {"disabledReason": reason}
        states.append({"stageName": stage["name"], "inboundTransitionState": {"enabled": reason is None, **off}})
    return {"pipelineName": params["name"], "pipelineVersion": 1, "stageStates": states}


@replace("codepipeline", "DisableStageTransition")
def disable_transition(call, params):
    closed = ACCOUNTS.get(call.account).kept["transitions", call.region]
    closed[params["pipelineName"], params["stageName"]] = params["reason"]
    return {}


def _groups(call):
    return ACCOUNTS.get(call.account).kept["cache-parameter-groups", call.region]


def _group(call, name):
    if name not in _groups(call):
        raise AwsError("CacheParameterGroupNotFound", f"CacheParameterGroup {name} not found.", 404)
    return _groups(call)[name]


@replace("elasticache", "CreateCacheParameterGroup")
def create_cache_parameter_group(call, params):
    name = params["CacheParameterGroupName"].lower()
    told = {
        "CacheParameterGroupName": name,
        "CacheParameterGroupFamily": params["CacheParameterGroupFamily"],
        "Description": params["Description"],
        "IsGlobal": False,
        "ARN": f"arn:aws:elasticache:{call.region}:{call.account}:parametergroup:{name}",
    }
    _groups(call)[name] = {"told": told, "set": {}}
    return {"CacheParameterGroup": told}


@replace("elasticache", "ModifyCacheParameterGroup")
def modify_cache_parameter_group(call, params):
    group = _group(call, params["CacheParameterGroupName"])
    for one in params["ParameterNameValues"]:
        group["set"][one["ParameterName"]] = one["ParameterValue"]
    return {"CacheParameterGroupName": params["CacheParameterGroupName"]}


@replace("elasticache", "DeleteCacheParameterGroup")
def delete_cache_parameter_group(call, params):
    _group(call, params["CacheParameterGroupName"])
    del _groups(call)[params["CacheParameterGroupName"]]
    return {}


@replace("elasticache", "DescribeCacheParameterGroups")
def cache_parameter_groups(call, params):
    name = params.get("CacheParameterGroupName")
    groups = [_group(call, name)] if name else list(_groups(call).values())
    return {"CacheParameterGroups": [group["told"] for group in groups]}


@replace("elasticache", "DescribeCacheParameters")
def cache_parameters(call, params):
    """Those that somebody set; what the engine has besides is not made up here."""
    kept = _group(call, params["CacheParameterGroupName"])["set"]
    rows = [{"ParameterName": name, "ParameterValue": value, "Source": "user", "DataType": "string"} for name, value in kept.items()]
    return {"Parameters": rows, "CacheNodeTypeSpecificParameters": []}


@after("codepipeline", "GetPipeline", "ListPipelines")
def pipeline_times(call, params, result):
    """moto answers times as text, which the wire form has as numbers."""
    for one in result.get("pipelines") or [result.get("metadata") or {}]:
        for name in ("created", "updated"):
            if isinstance(one.get(name), str):
                one[name] = datetime.fromisoformat(one[name].replace("Z", "+00:00"))


def _base_path_mappings(self, domain_name):
    """A domain without mappings has none; moto fails there."""
    if domain_name in self.domain_names:
        self.base_path_mappings.setdefault(domain_name, {})
    return _plain_mappings(self, domain_name)


_plain_mappings = APIGatewayBackend.get_base_path_mappings
APIGatewayBackend.get_base_path_mappings = _base_path_mappings
