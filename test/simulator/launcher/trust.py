"""Trust policies: who may assume a role. What a policy says that is not understood here lets nobody in."""

import fnmatch
import json

OPERATORS = {
    "StringEquals": lambda wanted, given: given == wanted,
    "StringLike": lambda wanted, given: fnmatch.fnmatchcase(given, wanted),
    "ArnLike": lambda wanted, given: fnmatch.fnmatchcase(given, wanted),
    "ArnEquals": lambda wanted, given: fnmatch.fnmatchcase(given, wanted),
}


def may_assume(document, caller, keys):
    """Whether the policy lets in the caller (a session or role ARN); `keys` are the values of condition keys."""
    policy = json.loads(document) if isinstance(document, str) else document
    statements = _listed(policy.get("Statement"))
    fits = [s for s in statements if _names(s, caller) and _acts(s) and _conditions(s.get("Condition") or {}, keys)]
    return any(s.get("Effect") == "Allow" for s in fits) and not any(s.get("Effect") == "Deny" for s in fits)


def _listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def _acts(statement):
    return any(fnmatch.fnmatchcase("sts:assumerole", action.lower()) for action in _listed(statement.get("Action")))


def _names(statement, caller):
    principal = statement.get("Principal")
    if principal == "*":
        return True
    account = caller.split(":")[4]
    known = {caller, role_of(caller), account, f"arn:aws:iam::{account}:root", "*"}
    return isinstance(principal, dict) and any(one in known for one in _listed(principal.get("AWS")))


def role_of(caller):
    """The role of a session: arn:aws:sts::1:assumed-role/R/s is of arn:aws:iam::1:role/R."""
    kind, name = _parts(caller)
    return f"arn:aws:iam::{caller.split(':')[4]}:role/{name}" if kind == "assumed-role" else caller


def _parts(caller):
    kind, _, rest = caller.split(":", 5)[5].partition("/")
    return kind, rest.split("/")[0]


def _conditions(conditions, keys):
    """Every key of every operator must fit; `…IfExists` fits what is not given."""
    for operator, wanted in conditions.items():
        optional = operator.endswith("IfExists")
        fits = OPERATORS.get(operator.removesuffix("IfExists"))
        for key, values in wanted.items():
            given = {name.lower(): value for name, value in keys.items()}.get(key.lower())
            if given is None:
                if not optional:
                    return False
            elif fits is None or not any(fits(str(value), given) for value in _listed(values)):
                return False
    return True
