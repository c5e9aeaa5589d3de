"""Faults on demand: which request a fault is meant for, and what AWS answers then, in the call's own wire form."""

import fnmatch
import itertools
import threading
import time

import paging

KINDS = {
    "deny",
    "deny-scp",
    "throttle",
    "expired",
    "error500",
    "error503",
    "reset",
    "truncate",
    "garbage",
    "hang",
    "latency",
    "clock-skew",
    "wrong-region",
    "disabled-region",
    "not-offered",
    "service-error",
}
_LOCK = threading.Lock()
_FAULTS = []
_IDS = itertools.count(1)
# Names under which a fault may speak of a service beside its signing name.
ALIASES = {
    "tagging": {"tag", "resourcegroupstaggingapi", "resource-groups-tagging-api"},
    "monitoring": {"cloudwatch"},
    "elasticloadbalancing": {"elbv2", "elb"},
    "elasticfilesystem": {"efs"},
    "states": {"stepfunctions"},
    "apigatewayv2": {"apigateway"},
    "opensearch": {"es"},
    "cloudcontrolapi": {"cloudcontrol"},
}


def add(faults):
    """Take faults into service; raises ValueError for a field that nobody would obey."""
    known = {
        "service",
        "action",
        "region",
        "kind",
        "times",
        "after",
        "page",
        "arnContains",
        "account",
        "ms",
        "code",
        "message",
        "status",
        "skewMs",
    }
    for fault in faults:
        if fault.get("kind") not in KINDS:
            raise ValueError(f"unknown fault kind {fault.get('kind')!r}; known: {', '.join(sorted(KINDS))}")
        unknown = set(fault) - known
        if unknown:
            raise ValueError(f"unknown fault field {sorted(unknown)}")
    with _LOCK:
        _FAULTS.extend({**fault, "id": next(_IDS), "seen": 0} for fault in faults)


def clear(account=None):
    with _LOCK:
        _FAULTS[:] = [fault for fault in _FAULTS if account and fault.get("account") != account]


def listed(account=None):
    with _LOCK:
        return [dict(fault) for fault in _FAULTS if not account or fault.get("account") in (None, account)]


def still_wanted(fault):
    with _LOCK:
        return any(other["id"] == fault["id"] for other in _FAULTS)


def fault_for(call):
    """The first fault that is meant for this call; counting it as used. Latency is not exclusive: see `latency_for`."""
    return _take(call, lambda kind: kind != "latency")


def latency_for(call):
    fault = _take(call, lambda kind: kind == "latency")
    return fault.get("ms", 1000) if fault else 0


def _take(call, wants):
    with _LOCK:
        for fault in _FAULTS:
            if wants(fault["kind"]) and _meant_for(fault, call):
                fault["seen"] += 1
                number = fault["seen"] - fault.get("after", 0)
                if number >= 1 and number <= fault.get("times", number):
                    return dict(fault)
    return None


def _meant_for(fault, call):
    if fault.get("account") not in (None, call.account):
        return False
    services = {call.service} | ALIASES.get(call.service, set())
    if not any(fnmatch.fnmatchcase(name, fault.get("service", "*")) for name in services):
        return False
    if not fnmatch.fnmatchcase(call.region, fault.get("region", "*")):
        return False
    if not fnmatch.fnmatchcase(call.operation or "", fault.get("action", "*")):
        return False
    if fault.get("page") and not _page_matches(fault["page"], call):
        return False
    return fault.get("arnContains", "") in call.text()


def _page_matches(wanted, call):
    number = paging.page_number(call)
    return number >= 2 if wanted == 2 else number == wanted


def wait(milliseconds, still):
    """Sleep in small steps, so that a cleared fault lets go of its requests."""
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end and still():
        time.sleep(min(0.05, max(0, end - time.monotonic())))
