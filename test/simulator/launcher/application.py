"""The server's face: control requests, then for every AWS call the account, the log, the faults, the policy, the answer."""

import hashlib
import json
import os
import socket
import struct
import time
import uuid

import control
import core
import fault_errors
import faults
import paging
import policy
from accounts import ACCOUNTS
from answers import Answer, write_error
from wire import Call

GLOBAL_SERVICES = {"iam", "sts", "organizations", "route53", "cloudfront", "account"}
READ_VERBS = (
    "Describe",
    "List",
    "Get",
    "Head",
    "BatchGet",
    "Lookup",
    "Search",
    "Select",
    "Simulate",
    "Scan",
    "Query",
    "Detect",
    "Validate",
    "Estimate",
    "Assume",
)
DEFAULT_ACCOUNT = "123456789012"


def application(environ, start_response):
    """WSGI entry."""
    if environ.get("PATH_INFO", "").startswith("/simulator/"):
        return _send(control.answer(environ), start_response)
    call = Call(environ)
    known = ACCOUNTS.of_key(call.access_key)
    call.account, principal, call.seeding = known or (_account_by_key(call), None, False)
    principal = principal or f"arn:aws:iam::{call.account}:user/unknown"
    if call.seeding:
        return _send(_answer(call), start_response)
    account = ACCOUNTS.get(call.account)
    entry = _enter(account, call)
    try:
        return _judge(call, account, principal, entry, start_response)
    finally:
        with ACCOUNTS.lock:
            account.running -= 1


def _account_by_key(call):
    if call.environ.get("HTTP_X_MOTO_ACCOUNT_ID"):
        return call.environ["HTTP_X_MOTO_ACCOUNT_ID"]
    if not call.access_key:
        return DEFAULT_ACCOUNT
    from moto.iam.models import get_account_id_from

    with core.LOCK:
        return get_account_id_from(call.access_key)


def _without_body(params):
    """What is stored would fill the log, and what else was asked would not be seen."""
    return json.dumps({k: v for k, v in (params or {}).items() if k != "Body"}, sort_keys=True, default=str)


def _enter(account, call):
    try:
        identity = call.text()
        if call.operation_model:
            # Two APIs of one service may have an operation of one name: DescribeLoadBalancers of the classic ones and the others.
            version = call.operation_model.service_model.api_version
            identity = f"{version} {json.dumps(call.params, sort_keys=True, default=str)}"
    except Exception:
        identity = call.text()
    entry = {
        "service": call.service,
        "region": call.region,
        "operation": call.operation or "?",
        "status": None,
        "fault": None,
        "identity": hashlib.sha1(identity.encode()).hexdigest(),
        "params": (_without_body(call.params) if call.operation_model else identity)[:2000],
        "at": time.time(),
        "userAgent": call.environ.get("HTTP_USER_AGENT", ""),
        "error": None,
    }
    with ACCOUNTS.lock:
        account.log.append(entry)
        account.running += 1
        account.peak = max(account.peak, account.running)
    return entry


def _judge(call, account, principal, entry, start_response):
    delay = faults.latency_for(call)
    if delay:
        faults.wait(delay, lambda: True)
    fault = faults.fault_for(call)
    kind = fault and fault["kind"]
    if not kind:
        kind = _refusal(call, account)
    entry["fault"] = kind
    if kind in ("reset", "hang"):
        if kind == "hang":
            faults.wait(600_000, lambda: faults.still_wanted(fault) and _still_open(call.environ))
        return _reset(call.environ)
    if kind == "garbage":
        answer = Answer(200, {"Content-Type": _garbage_type(call)}, b"\x00<<<{{{ this is not what you asked for")
    elif kind in (None, "truncate"):
        answer = _answer(call)
    else:
        answer = write_error(call, fault_errors.error_for(kind, call, principal, fault), str(uuid.uuid4()))
    entry["status"] = answer.status
    if answer.status >= 400:
        entry["error"] = answer.body[:300].decode("utf-8", "replace")
    if kind == "truncate":
        return _truncated(call.environ, answer, start_response)
    return _send(answer, start_response)


def _refusal(call, account):
    """The standing settings: a region that is not enabled, an action that the policy does not allow."""
    enabled = account.settings["enabledRegions"]
    if enabled is not None and call.region not in enabled and call.service not in GLOBAL_SERVICES:
        return "disabled-region"
    allowed = account.settings["policy"]
    return "deny" if allowed is not None and not policy.allows(allowed, call) else None


def _answer(call):
    spec = paging.spec_of(call)
    if spec:
        return core.perform(call, lambda c: paging.paged(c, spec))
    if (call.service, call.operation) in paging.SIZED_BY_MOTO:
        return core.perform(call, paging.sized)
    return core.perform(call)


def _garbage_type(call):
    if call.protocol in ("json", "rest-json"):
        return "application/x-amz-json-1.1" if call.protocol == "json" else "application/json"
    return "text/xml"


def _send(answer, start_response):
    headers = [
        (k, str(v))
        for k, v in answer.headers.items()
        if k.lower() not in ("content-length", "transfer-encoding", "connection")
    ]
    length = answer.headers.get("Content-Length") if not answer.body else None
    headers.append(("Content-Length", str(length or len(answer.body))))
    start_response(f"{answer.status} {'OK' if answer.status < 400 else 'Error'}", headers)
    return [answer.body]


def _truncated(environ, answer, start_response):
    """Half of the body under the whole body's length, then the connection ends."""
    headers = [
        (k, str(v)) for k, v in answer.headers.items() if k.lower() not in ("content-length", "transfer-encoding")
    ]
    start_response(f"{answer.status} OK", [*headers, ("Content-Length", str(len(answer.body) + 20))])

    def body():
        yield answer.body[: len(answer.body) // 2]
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        raise ConnectionError("truncated on demand")

    return body()


def _reset(environ):
    """A TCP reset instead of an answer."""
    connection = environ["werkzeug.socket"]
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    # Not connection.close(): the handler's files hold the descriptor open, and nothing would be sent.
    os.close(connection.detach())
    raise ConnectionError("reset on demand")


def _still_open(environ):
    connection = environ["werkzeug.socket"]
    try:
        connection.setblocking(False)
        return connection.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        try:
            connection.setblocking(True)
        except OSError:
            pass


def is_write(operation):
    return not operation.startswith(READ_VERBS)
