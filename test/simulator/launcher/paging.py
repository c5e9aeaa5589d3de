"""Pages as AWS gives them: moto's whole list is read once, cut here, and the rest waits behind the token."""

import base64
import functools
import json
import uuid

import botocore.session

import core
from accounts import ACCOUNTS
from wire import AwsError

SERVICES = {
    "cloudcontrolapi",
    "cloudformation",
    "cloudtrail",
    "ec2",
    "iam",
    "kms",
    "rds",
    "s3",
    "tagging",
    "sns",
    "logs",
    "ssm",
    "secretsmanager",
    "ecs",
    "elasticache",
    "backup",
}
# Operations that moto pages well enough by itself, or whose tokens are not one plain string.
LEFT_TO_MOTO = {
    ("s3", "ListObjects"),
    ("s3", "ListObjectsV2"),
    ("s3", "ListObjectVersions"),
    ("s3", "ListParts"),
    ("s3", "ListMultipartUploads"),
    ("s3", "ListDirectoryBuckets"),
    ("cloudtrail", "LookupEvents"),
    ("rds", "DownloadDBLogFilePortion"),
    ("logs", "GetLogEvents"),
    ("logs", "FilterLogEvents"),
}
DEFAULT_SIZE = {
    ("kms", "ListAliases"): 50,
    ("kms", "ListResourceTags"): 50,
    ("kms", "ListGrants"): 50,
    ("s3", "ListBuckets"): 10_000,
    ("cloudformation", "DescribeStacks"): 50,
    ("logs", "DescribeLogGroups"): 50,
    ("ssm", "DescribeParameters"): 50,
    ("ssm", "GetParametersByPath"): 10,
    ("cloudcontrolapi", "ListResources"): 20,
}
SERVICE_DEFAULT = {"ec2": 1000}
# The limits that AWS takes; outside of them it refuses the call.
RANGE = {"ec2": (5, 1000), "rds": (20, 100), "iam": (1, 1000), "kms": (1, 1000), "tagging": (1, 100), "s3": (1, 10_000)}
RANGE_OF = {
    ("kms", "ListAliases"): (1, 100),
    ("kms", "ListResourceTags"): (1, 50),
    ("ec2", "DescribeManagedPrefixLists"): (1, 100),
}
BAD_TOKEN = {
    "ec2": ("InvalidPaginationToken", "The token '{token}' is invalid"),
    "kms": ("InvalidMarkerException", "Invalid marker"),
    "tagging": ("PaginationTokenExpiredException", "The pagination token is no longer valid"),
    "rds": ("InvalidParameterValue", "Unable to parse marker {token}"),
    "iam": ("ValidationError", "Invalid Marker"),
    "s3": ("InvalidArgument", "The continuation token provided is incorrect"),
    "cloudtrail": ("InvalidNextTokenException", "Invalid token"),
}
KEPT_LISTS = 300


@functools.cache
def _paginators(model_name):
    loader = botocore.session.get_session().get_component("data_loader")
    try:
        return loader.load_service_model(model_name, "paginators-1")["pagination"]
    except Exception:
        return {}


def spec_of(call):
    """How this operation pages: {input_token, output_token, limit_key?, result_key, more_results?}, or None."""
    if call.service not in SERVICES or call.operation_model is None or (call.service, call.operation) in LEFT_TO_MOTO:
        return None
    spec = _paginators(call.model.service_name).get(call.operation)
    return spec if spec and isinstance(spec["input_token"], str) and "||" not in str(spec["output_token"]) else None


def page_number(call):
    """1 for a request without a token, else the number of the page that the token opens."""
    spec = spec_of(call)
    token = spec and call.params.get(spec["input_token"])
    if not token:
        return 1
    return (_read_token(token) or {}).get("page", 2)


def paged(call, spec):
    """The page of the result that the request asks for."""
    account = ACCOUNTS.get(call.account)
    params = dict(call.params)
    token = params.pop(spec["input_token"], None)
    asked = _size_asked(call, spec, params)
    params.pop(spec.get("limit_key"), None)
    if token:
        kept = _read_token(token)
        if not kept or kept["list"] not in account.pages:
            code, message = BAD_TOKEN.get(call.service, ("ValidationError", "Invalid token {token}"))
            raise AwsError(code, message.format(token=token), 400)
        list_id, offset, page = kept["list"], kept["offset"], kept["page"]
    else:
        list_id, offset, page = uuid.uuid4().hex[:12], 0, 1
        account.pages[list_id] = _whole(call, spec, params)
        while len(account.pages) > KEPT_LISTS:
            account.pages.popitem(last=False)
    frame, items = account.pages[list_id]
    size = min(asked, account.settings["pageSize"] or asked)
    if call.service == "tagging" and params.get("ResourceARNList"):
        size = len(items) or 1
    rest = {"list": list_id, "offset": offset + size, "page": page + 1} if offset + size < len(items) else None
    result = _page(frame, spec, items[offset : offset + size], rest)
    if call.service == "tagging" and not rest:
        result[spec["output_token"]] = ""
    return result


def _size_asked(call, spec, params):
    key = (call.service, call.operation)
    default = DEFAULT_SIZE.get(key, SERVICE_DEFAULT.get(call.service, 100))
    asked = params.get(spec.get("limit_key"))
    if asked is None:
        return default
    low, high = RANGE_OF.get(key, RANGE.get(call.service, (1, 10_000)))
    asked = int(asked)
    if not low <= asked <= high:
        code = {
            "ec2": "InvalidParameterValue",
            "rds": "InvalidParameterValue",
            "kms": "ValidationException",
            "tagging": "InvalidParameterException",
            "s3": "InvalidArgument",
        }
        raise AwsError(
            code.get(call.service, "ValidationError"),
            f"Invalid value {asked} for {spec['limit_key']}. Must be between {low} and {high}",
        )
    return asked


def _whole(call, spec, params):
    """Every item, in order, and the answer without its lists; moto's own pages are followed to the end."""
    items, frame = [], None
    for _ in range(10_000):
        call.rebuild(dict(params))
        result = core.result_of(call)
        for name in _result_keys(spec):
            items += [(name, item) for item in _get(result, name) or []]
        frame = frame or result
        token = _get(result, spec["output_token"])
        if not token:
            break
        params = {**params, spec["input_token"]: token}
    return frame, items


def _page(frame, spec, items, rest):
    result = json_copy(frame)
    for name in _result_keys(spec):
        if name in frame or "." in name or isinstance(spec["result_key"], list) or items:
            _set(result, name, [item for kind, item in items if kind == name])
    _set(result, spec["output_token"], _write_token(rest) if rest else None)
    if "more_results" in spec:
        _set(result, spec["more_results"], bool(rest))
    return {k: v for k, v in result.items() if v is not None}


def json_copy(value):
    return {k: json_copy(v) for k, v in value.items()} if isinstance(value, dict) else value


def _result_keys(spec):
    return spec["result_key"] if isinstance(spec["result_key"], list) else [spec["result_key"]]


def _get(value, path):
    for name in path.split("."):
        value = (value or {}).get(name)
    return value


def _set(value, path, new):
    *parents, last = path.split(".")
    for name in parents:
        value = value.setdefault(name, {})
    value[last] = new


def _write_token(rest):
    return base64.b64encode(json.dumps(rest).encode()).decode()


def _read_token(token):
    try:
        kept = json.loads(base64.b64decode(token, validate=True))
        return kept if {"list", "offset", "page"} <= set(kept) else None
    except Exception:
        return None
