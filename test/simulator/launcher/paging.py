"""Pages as AWS gives them: moto's whole list is read once, cut here, and the rest waits behind the token."""

import base64
import json
import uuid

import core
from accounts import ACCOUNTS
from page_sizes import SIZED_BY_MOTO, size_of
from page_specs import spec_of
from wire import AwsError

BAD_TOKEN = {
    "ec2": ("InvalidPaginationToken", "The token '{token}' is invalid"),
    "kms": ("InvalidMarkerException", "Invalid marker"),
    "tagging": ("PaginationTokenExpiredException", "The pagination token is no longer valid"),
    "rds": ("InvalidParameterValue", "Unable to parse marker {token}"),
    "iam": ("ValidationError", "Invalid Marker"),
    "s3": ("InvalidArgument", "The continuation token provided is incorrect"),
    "cloudtrail": ("InvalidNextTokenException", "Invalid token"),
}
# A limit that is out of range.
BAD_SIZE = {
    "ec2": "InvalidParameterValue",
    "rds": "InvalidParameterValue",
    "elasticache": "InvalidParameterValue",
    "redshift": "InvalidParameterValue",
    "kms": "ValidationException",
    "tagging": "InvalidParameterException",
    "lambda": "InvalidParameterValueException",
    "ecs": "InvalidParameterException",
    "organizations": "InvalidInputException",
    "s3": "InvalidArgument",
}
KEPT_LISTS = 300


def page_number(call):
    """1 for a request without a token, else the number of the page that the token opens."""
    spec = spec_of(call)
    token = spec and call.params.get(spec["input_token"])
    if not token:
        return 1
    return (_read_token(token) or {}).get("page", 2)


def sized(call):
    """The page of an operation that moto pages: no larger than AWS's, or than the world wants."""
    limit_key, default = SIZED_BY_MOTO[call.service, call.operation]
    cap = ACCOUNTS.get(call.account).settings["pageSize"] or default
    params = dict(call.params)
    call.rebuild({**params, limit_key: str(min(int(params.get(limit_key) or default), cap))})
    return core.result_of(call)


def paged(call, spec):
    """The page of the result that the request asks for."""
    account = ACCOUNTS.get(call.account)
    params = dict(call.params)
    token = params.pop(spec["input_token"], None)
    asked = _size_asked(call, spec, params)
    unlimited = params.pop(spec.get("limit_key"), None) is None
    list_id, offset, page = _place(call, spec, params, account, token)
    frame, items = account.pages[list_id]
    size = min(asked, account.settings["pageSize"] or asked)
    if call.service == "tagging" and params.get("ResourceARNList"):
        size = len(items) or 1
    rest = {"list": list_id, "offset": offset + size, "page": page + 1} if offset + size < len(items) else None
    if spec.get("token_needs_limit") and unlimited:
        rest = None
    result = _page(frame, spec, items[offset : offset + size], rest)
    if call.service == "tagging" and not rest:
        result[spec["output_token"]] = ""
    return result


def _place(call, spec, params, account, token):
    """Which list the request is about, and where in it: a new list, or what the token says."""
    if token and not spec.get("named"):
        kept = _read_token(token)
        if not kept or kept["list"] not in account.pages:
            raise _bad_token(call, token)
        return kept["list"], kept["offset"], kept["page"]
    list_id = uuid.uuid4().hex[:12]
    account.pages[list_id] = _whole(call, spec, params)
    while len(account.pages) > KEPT_LISTS:
        account.pages.popitem(last=False)
    if not token:
        return list_id, 0, 1
    names = [_name_of(spec, item) for _, item in account.pages[list_id][1]]
    # As AWS: a name that is no more there still says where to go on.
    return list_id, names.index(token) + 1 if token in names else sum(name <= token for name in names), 2


def _bad_token(call, token):
    query = call.protocol in ("query", "ec2", "rest-xml")
    fallback = ("ValidationError" if query else "ValidationException", "Invalid token {token}")
    code, message = BAD_TOKEN.get(call.service, fallback)
    return AwsError(code, message.format(token=token), 400)


def _name_of(spec, item):
    return item[spec["named"]] if isinstance(spec["named"], str) else item


def _size_asked(call, spec, params):
    limit_key = spec.get("limit_key")
    default, low, high = size_of(call, limit_key)
    asked = params.get(limit_key) if limit_key else None
    if asked is None or asked == "":
        return default
    asked = int(asked)
    if not low <= asked <= high:
        query = call.protocol in ("query", "ec2", "rest-xml")
        code = BAD_SIZE.get(call.service, "ValidationError" if query else "ValidationException")
        raise AwsError(code, f"Invalid value {asked} for {limit_key}. Must be between {low} and {high}")
    # Zero is the default, where it may be asked for; services that take more than they give stop at the default.
    return min(asked, default) if call.service == "lambda" else asked or default


def _whole(call, spec, params):
    """Every item, in order, and the answer without its lists; moto's own pages are followed to the end."""
    items, frame = [], None
    params = {**params, **spec.get("inner", {})}
    for _ in range(10_000):
        call.rebuild(dict(params))
        result = core.result_of(call)
        items += _items(spec, result)
        frame = frame or result
        token = _get(result, spec["output_token"]) if spec["output_token"] else None
        if not token:
            break
        params = {**params, spec["input_token"]: token}
    return frame, items


def _items(spec, result):
    """(name of the list, item) of each list in turn; of lists side by side (None, the items of one place)."""
    keys = _result_keys(spec)
    if spec.get("side_by_side"):
        return [(None, row) for row in zip(*(_get(result, name) or [] for name in keys))]
    return [(name, item) for name in keys for item in _get(result, name) or []]


def _page(frame, spec, items, rest):
    result, keys = json_copy(frame), _result_keys(spec)
    for index, name in enumerate(keys):
        if spec.get("side_by_side"):
            own = [row[index] for _, row in items]
        else:
            own = [item for kind, item in items if kind == name]
        if name in frame or "." in name or len(keys) > 1 or items:
            _set(result, name, own)
            _count(result, name, len(own))
    if spec["output_token"]:
        last = items[-1][1] if items else None
        token = _name_of(spec, last) if spec.get("named") and rest else rest and _write_token(rest)
        _set(result, spec["output_token"], token)
    if "more_results" in spec:
        _set(result, spec["more_results"], bool(rest))
    return {k: v for k, v in result.items() if v is not None}


def _count(result, name, number):
    """CloudFront says beside a list how long it is."""
    holder = _get(result, name.rpartition(".")[0]) if "." in name else result
    if isinstance(holder, dict) and "Quantity" in holder:
        holder["Quantity"] = number


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
    if new is None:
        value.pop(last, None)
    else:
        value[last] = new


def _write_token(rest):
    return base64.b64encode(json.dumps(rest).encode()).decode()


def _read_token(token):
    try:
        kept = json.loads(base64.b64decode(token, validate=True))
        return kept if {"list", "offset", "page"} <= set(kept) else None
    except Exception:
        return None
