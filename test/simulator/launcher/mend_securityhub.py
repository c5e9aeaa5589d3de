"""Security Hub: findings of an account that turned it on, with filters, pages, and what an import may not change."""

import collections
import copy
import re

from moto.securityhub import securityhub_backends

from hooks import replace
from wire import AwsError

FINDINGS = collections.defaultdict(dict)
REQUIRED = (
    "SchemaVersion",
    "Id",
    "ProductArn",
    "GeneratorId",
    "AwsAccountId",
    "CreatedAt",
    "UpdatedAt",
    "Title",
    "Description",
    "Resources",
)
LONGEST = {"Id": 512, "GeneratorId": 512, "Title": 256, "Description": 1024}
# BatchImportFindings sets these on a new finding and leaves them alone on one that is there.
OF_THE_CUSTOMER = ("Note", "UserDefinedFields", "VerificationState", "Workflow")
BATCH = 100


def _findings(call):
    if not securityhub_backends[call.account][call.region].enabled:
        message = f"Account {call.account} is not subscribed to AWS Security Hub"
        raise AwsError("InvalidAccessException", message, 401)
    return FINDINGS[call.account, call.region]


def _too_many(items, name):
    if not 1 <= len(items) <= BATCH:
        raise AwsError("InvalidInputException", f"{name} must have 1 to {BATCH} members, has {len(items)}")


def _fault(call, finding):
    for name in REQUIRED:
        if not finding.get(name):
            return f"{name} is missing"
    for name, most in LONGEST.items():
        if len(finding[name]) > most:
            return f"{name} is longer than {most}"
    if not 1 <= len(finding["Resources"]) <= 32:
        return "Resources must have 1 to 32 members"
    if finding["AwsAccountId"] != call.account:
        return "AwsAccountId is not the account of the caller"
    own = f"arn:aws:securityhub:{call.region}:{call.account}:product/{call.account}/default"
    if finding["ProductArn"] != own:
        return "ProductArn is not one that the caller may import to"
    fields = finding.get("ProductFields", {})
    if len(fields) > 50 or any(len(key) > 128 or len(value) > 2048 for key, value in fields.items()):
        return "ProductFields are too many or too long"
    if not re.match(r"[^/]+/[^/]+/[^/]+$", (finding.get("Types") or [""])[0]):
        return "Types must be namespace/category/classifier"
    return None


@replace("securityhub", "BatchImportFindings")
def batch_import_findings(call, params):
    held = _findings(call)
    _too_many(params["Findings"], "Findings")
    failed = []
    for finding in params["Findings"]:
        before = held.get(finding.get("Id"))
        fault = _fault(call, finding)
        if fault:
            failed.append({"Id": finding.get("Id", ""), "ErrorCode": "InvalidInput", "ErrorMessage": fault})
        elif before is None:
            held[finding["Id"]] = {"RecordState": "ACTIVE", "Workflow": {"Status": "NEW"}, **copy.deepcopy(finding)}
        elif finding["UpdatedAt"] > before["UpdatedAt"]:
            kept = {name: before[name] for name in OF_THE_CUSTOMER if name in before}
            held[finding["Id"]] = {**before, **copy.deepcopy(finding), **kept}
    return {
        "FailedCount": len(failed),
        "SuccessCount": len(params["Findings"]) - len(failed),
        "FailedFindings": failed,
    }


@replace("securityhub", "BatchUpdateFindings")
def batch_update_findings(call, params):
    held = _findings(call)
    _too_many(params["FindingIdentifiers"], "FindingIdentifiers")
    processed, unprocessed = [], []
    for identifier in params["FindingIdentifiers"]:
        finding = held.get(identifier["Id"])
        if finding is None or finding["ProductArn"] != identifier["ProductArn"]:
            error = {"ErrorCode": "FindingNotFound", "ErrorMessage": "Finding Not Found"}
            unprocessed.append({"FindingIdentifier": identifier, **error})
            continue
        for name in OF_THE_CUSTOMER:
            if name in params:
                finding[name] = copy.deepcopy(params[name])
        processed.append(identifier)
    return {"ProcessedFindings": processed, "UnprocessedFindings": unprocessed}


def _matches(finding, filters):
    for name, wanted in filters.items():
        if name == "ProductFields":
            fields = finding.get("ProductFields", {})
            if not any(fields.get(one["Key"]) == one["Value"] for one in wanted):
                return False
        elif not any(_compared(finding.get(name), one) for one in wanted):
            return False
    return True


def _compared(value, wanted):
    if wanted["Comparison"] == "PREFIX":
        return isinstance(value, str) and value.startswith(wanted["Value"])
    return value == wanted["Value"]


@replace("securityhub", "GetFindings")
def get_findings(call, params):
    found = [one for one in _findings(call).values() if _matches(one, params.get("Filters") or {})]
    found.sort(key=lambda one: one["Id"])
    start, size = int(params.get("NextToken") or 0), int(params.get("MaxResults") or 20)
    if not 1 <= size <= BATCH:
        raise AwsError("InvalidInputException", f"MaxResults must be between 1 and {BATCH}")
    page = {"Findings": copy.deepcopy(found[start : start + size])}
    return {**page, "NextToken": str(start + size)} if start + size < len(found) else page
