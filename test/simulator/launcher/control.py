"""The simulator's own requests under /simulator/: worlds, faults, calls, settings, and what moto cannot be told."""

import collections
import json
import random
from urllib.parse import parse_qs

import core
import faults
from accounts import ACCOUNTS
from answers import Answer
from wire import AwsError

ROUTES = {}


def route(method, path):
    def register(function):
        ROUTES[method, path] = function
        return function

    return register


def answer(environ):
    """Answer one control request in JSON; a mistake of the caller is a 400 with its reason."""
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"].rstrip("/")
    query = {k: v[0] for k, v in parse_qs(environ.get("QUERY_STRING", "")).items()}
    length = int(environ.get("CONTENT_LENGTH") or 0)
    handler = ROUTES.get((method, path))
    if handler is None:
        return _json(404, {"error": f"no control {method} {path}"})
    try:
        body = json.loads(environ["wsgi.input"].read(length) or b"null")
        return _json(200, handler(query, body))
    except (ValueError, KeyError, TypeError, AwsError) as error:
        return _json(400, {"error": f"{type(error).__name__}: {error}"})


def _json(status, value):
    return Answer(status, {"Content-Type": "application/json"}, json.dumps(value, default=str))


@route("GET", "/simulator/health")
def health(query, body):
    return {"ok": True}


@route("POST", "/simulator/worlds")
def open_world(query, body):
    """A fresh account with two sets of credentials: `audit` is what tests watch and fault, `seed` is past all that."""
    account = (body or {}).get("account") or "".join(random.choices("123456789", k=12))
    world = {"account": account}
    for purpose in ("audit", "seed"):
        given = core.api(
            account,
            "us-east-1",
            "sts",
            "AssumeRole",
            RoleArn=f"arn:aws:iam::{account}:role/{purpose}",
            RoleSessionName=purpose,
        )["Credentials"]
        ACCOUNTS.remember_key(
            given["AccessKeyId"], account, f"arn:aws:sts::{account}:assumed-role/{purpose}/{purpose}", purpose == "seed"
        )
        world[purpose] = {
            "accessKeyId": given["AccessKeyId"],
            "secretAccessKey": given["SecretAccessKey"],
            "sessionToken": given["SessionToken"],
        }
    ACCOUNTS.get(account)
    ACCOUNTS.open(account)
    return world


@route("POST", "/simulator/organizations")
def open_organization(query, body):
    """Members for the organization of {account}: {accounts: number, role, externalId?}; gives their account ids."""
    import mend_organizations

    with core.LOCK:
        members = mend_organizations.make(body["account"], body["accounts"], body["role"], body.get("externalId"))
    return {"members": members}


@route("POST", "/simulator/faults")
def add_faults(query, body):
    faults.add(body if isinstance(body, list) else [body])
    return {"faults": len(faults.listed())}


@route("GET", "/simulator/faults")
def list_faults(query, body):
    return faults.listed(query.get("account"))


@route("DELETE", "/simulator/faults")
def clear_faults(query, body):
    faults.clear(query.get("account"))
    return {}


@route("POST", "/simulator/settings")
def change_settings(query, body):
    account = ACCOUNTS.get(body["account"])
    for name, value in body.items():
        if name != "account" and name not in account.settings:
            raise ValueError(f"unknown setting {name!r}; known: {', '.join(account.settings)}")
        if name != "account":
            account.settings[name] = value
    return account.settings


@route("GET", "/simulator/calls")
def calls(query, body):
    """What the account's callers asked; seeding is not counted. Duplicates leave faulted requests out: a retry is no waste."""
    from application import is_write

    account = ACCOUNTS.get(query["account"])
    log = list(account.log)
    name = lambda entry: f"{entry['service']}:{entry['region']}:{entry['operation']}"  # noqa: E731
    by_action = collections.Counter(name(entry) for entry in log)
    same = collections.defaultdict(list)
    for entry in log:
        if not entry["fault"] and (entry["status"] or 500) < 500:
            same[name(entry), entry["identity"]].append(entry)
    return {
        "total": len(log),
        "byAction": dict(sorted(by_action.items())),
        "writes": [name(entry) for entry in log if is_write(entry["operation"])],
        "duplicates": [
            {"action": key, "params": same[key, identity][0]["params"], "times": len(entries)}
            for (key, identity), entries in same.items()
            if len(entries) > 1
        ],
        "errors": [
            {"action": name(e), "status": e["status"], "fault": e["fault"], "error": e["error"]}
            for e in log
            if (e["status"] or 500) >= 400
        ],
        "peak": account.peak,
        "userAgents": sorted({entry["userAgent"] for entry in log}),
        "log": [
            {k: entry[k] for k in ("service", "region", "operation", "status", "fault", "at", "params")}
            for entry in log
        ],
    }


@route("DELETE", "/simulator/calls")
def forget_calls(query, body):
    account = ACCOUNTS.get(query["account"])
    with ACCOUNTS.lock:
        account.log, account.peak = [], account.running
    return {}


@route("GET", "/simulator/pretended")
def pretended(query, body):
    accounts = [ACCOUNTS.get(query["account"])] if query.get("account") else ACCOUNTS.all()
    return [row for account in accounts for row in account.pretended]


@route("POST", "/simulator/ghosts")
def add_ghost(query, body):
    """A resource that GetResources keeps returning although it is gone (or never was): {account, region, arn, tags}."""
    ACCOUNTS.get(body["account"]).ghosts[body["region"]][body["arn"]] = body.get("tags") or {}
    return {}


@route("DELETE", "/simulator/ghosts")
def clear_ghosts(query, body):
    ACCOUNTS.get(query["account"]).ghosts.clear()
    return {}


@route("POST", "/simulator/trail-delivery-error")
def trail_delivery_error(query, body):
    """What GetTrailStatus reports as LatestDeliveryError for a trail, by ARN; null takes it back."""
    ACCOUNTS.get(body["account"]).kept["trail-delivery-error", ""][body["arn"]] = body["error"]
    return {}


@route("POST", "/simulator/organization-trail")
def organization_trail(query, body):
    """A trail of the management account as this member account sees it."""
    import mend_cloudtrail

    with core.LOCK:
        return {"arn": mend_cloudtrail.organization_trail(**body)}


@route("POST", "/simulator/stack-status")
def stack_status(query, body):
    """Put a stack into a state that takes time or bad luck in AWS: {account, region, stack, status, reason?}."""
    from mend_cloudformation import find

    with core.LOCK:
        stack = find(ACCOUNTS.get(body["account"]).stacks[body["region"]], body["stack"])
        stack.status, stack.reason = body["status"], body.get("reason")
    return {"stackId": stack.id}


@route("POST", "/simulator/live")
def change_live(query, body):
    """Change a stack's resource behind CloudFormation's back: {account, region, stack, logicalId, properties}; null takes it away."""
    import resource_models

    with core.LOCK:
        resource_models.change(body["account"], body["region"], body["stack"], body["logicalId"], body["properties"])
    return {}


@route("POST", "/simulator/models")
def add_model(query, body):
    """A resource for Cloud Control that no stack made: {account, region, typeName, identifier, properties}; null takes it away."""
    models = ACCOUNTS.get(body["account"]).models[body["region"]]
    key = body["typeName"], body["identifier"]
    if body["properties"] is None:
        models.pop(key, None)
    else:
        models[key] = {name: body[name] for name in ("typeName", "identifier", "properties")}
    return {}


@route("POST", "/simulator/types")
def register_type(query, body):
    """A type of the registry, in place of AWS's or beside them: {account, typeName, schema}, with handlers and their permissions."""
    ACCOUNTS.get(body["account"]).types[body["typeName"]] = body["schema"]
    return {}
