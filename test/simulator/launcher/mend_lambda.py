"""Lambda: what moto lacks of provisioned concurrency and of lists of function URLs."""

from moto.awslambda.models import lambda_backends

from accounts import ACCOUNTS
from hooks import replace
from wire import AwsError


def _concurrency(call):
    return ACCOUNTS.get(call.account).kept["provisioned-concurrency", call.region]


@replace("lambda", "PutProvisionedConcurrencyConfig")
def put_provisioned_concurrency(call, params):
    count = params["ProvisionedConcurrentExecutions"]
    _concurrency(call)[params["FunctionName"], params["Qualifier"]] = count
    return get_provisioned_concurrency(call, params)


@replace("lambda", "GetProvisionedConcurrencyConfig")
def get_provisioned_concurrency(call, params):
    count = _concurrency(call).get((params["FunctionName"], params["Qualifier"]))
    if count is None:
        message = "No Provisioned Concurrency Config found for this function"
        raise AwsError("ProvisionedConcurrencyConfigNotFoundException", message, 404)
    return {
        "RequestedProvisionedConcurrentExecutions": count,
        "AvailableProvisionedConcurrentExecutions": count,
        "AllocatedProvisionedConcurrentExecutions": count,
        "Status": "READY",
    }


@replace("lambda", "ListFunctionUrlConfigs")
def list_function_urls(call, params):
    function = lambda_backends[call.account][call.region].get_function(params["FunctionName"])
    return {"FunctionUrlConfigs": [function.url_config.to_dict()] if function.url_config else []}
