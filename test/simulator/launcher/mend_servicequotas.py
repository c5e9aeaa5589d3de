"""Service Quotas: defaults and what was granted, in the documented form. moto knows the defaults of VPC only, and no list of what was granted."""

from accounts import ACCOUNTS
from hooks import replace
from wire import AwsError

# Of the services that tests use: code, name, default. "AWS service endpoints and quotas" has each.
DEFAULTS = {
    "dynamodb": [("L-F98FE922", "Maximum number of tables", 2500.0)],
    "ec2": [("L-0263D0A3", "EC2-VPC Elastic IPs", 5.0), ("L-1216C47A", "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", 5.0)],
    "elasticloadbalancing": [("L-53DA6B97", "Application Load Balancers per Region", 50.0), ("L-B22855CB", "Target Groups per Region", 3000.0)],
    "lambda": [("L-B99A9384", "Concurrent executions", 1000.0)],
    "rds": [("L-7B6409FD", "DB instances", 40.0), ("L-952B80B8", "DB clusters", 40.0)],
    "vpc": [("L-F678F1CE", "VPCs per Region", 5.0)],
}


def _granted(call):
    return ACCOUNTS.get(call.account).kept["service-quotas", call.region]


def _quota(call, service, code, name, value):
    return {
        "ServiceCode": service,
        "QuotaCode": code,
        "QuotaName": name,
        "QuotaArn": f"arn:aws:servicequotas:{call.region}:{call.account}:{service}/{code}",
        "Value": value,
        "Unit": "None",
        "Adjustable": True,
        "GlobalQuota": False,
    }


def _known(service):
    if service not in DEFAULTS:
        raise AwsError("NoSuchResourceException", f"The request failed because the specified service does not exist: {service}", 400)
    return DEFAULTS[service]


@replace("servicequotas", "ListAWSDefaultServiceQuotas")
def list_defaults(call, params):
    service = params["ServiceCode"]
    return {"Quotas": [_quota(call, service, *one) for one in _known(service)]}


@replace("servicequotas", "ListServiceQuotas")
def list_granted(call, params):
    service = params["ServiceCode"]
    granted = _granted(call)
    quotas = [(code, name, granted[service, code]) for code, name, _ in _known(service) if (service, code) in granted]
    return {"Quotas": [_quota(call, service, *one) for one in quotas]}


@replace("servicequotas", "RequestServiceQuotaIncrease")
def request_increase(call, params):
    """Granted at once; AWS takes hours or days."""
    service, code, value = params["ServiceCode"], params["QuotaCode"], params["DesiredValue"]
    names = {one: name for one, name, _ in _known(service)}
    if code not in names:
        raise AwsError("NoSuchResourceException", f"The request failed because the specified quota does not exist: {code}", 400)
    _granted(call)[service, code] = value
    return {"RequestedQuota": {"ServiceCode": service, "QuotaCode": code, "DesiredValue": value, "Status": "APPROVED"}}
