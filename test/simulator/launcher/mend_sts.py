"""STS: a role of a world's account is assumed by whom it trusts, and the session is known by its name afterwards."""

from moto.iam.models import iam_backends

from accounts import ACCOUNTS
from hooks import after, before
from trust import may_assume
from wire import AwsError


def _refused(caller, arn):
    message = f"User: {caller} is not authorized to perform: sts:AssumeRole on resource: {arn}"
    return AwsError("AccessDenied", message, 403)


@before("sts", "AssumeRole")
def assume_role(call, params):
    """In an account that no test opened there are no roles, and any may be assumed: its trust is nobody's to say."""
    arn = params.get("RoleArn", "")
    account = arn.split(":")[4] if arn.count(":") >= 5 else ""
    if call.internal or not ACCOUNTS.is_opened(account):
        return None
    role = next((one for one in iam_backends[account]["aws"].roles.values() if one.arn == arn), None)
    caller = ACCOUNTS.principal_of(call.access_key) or f"arn:aws:iam::{call.account}:user/unknown"
    keys = {"sts:ExternalId": params.get("ExternalId"), "aws:PrincipalArn": caller, "aws:PrincipalAccount": call.account}
    organization = ACCOUNTS.organization_of(call.account)
    if organization:
        keys["aws:PrincipalOrgID"] = organization
    given = {name: value for name, value in keys.items() if value}
    if role is None or not may_assume(role.assume_role_policy_document, caller, given):
        raise _refused(caller, arn)
    longest = role.max_session_duration or 3600
    if int(params.get("DurationSeconds") or 3600) > int(longest):
        raise AwsError(
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            400,
        )
    return None


@after("sts", "AssumeRole")
def session(call, params, result):
    if call.internal:
        return result
    account, name = params["RoleArn"].split(":")[4], params["RoleArn"].split("/")[-1]
    principal = f"arn:aws:sts::{account}:assumed-role/{name}/{params['RoleSessionName']}"
    ACCOUNTS.remember_key(result["Credentials"]["AccessKeyId"], account, principal, call.seeding)
    return result
