"""Organizations: only the management account is told who the members are."""

import json

import core
from accounts import ACCOUNTS
from hooks import before
from wire import AwsError

MANAGEMENT_ONLY = (
    "ListAccounts",
    "ListAccountsForParent",
    "ListChildren",
    "ListOrganizationalUnitsForParent",
    "ListParents",
    "ListRoots",
    "ListTagsForResource",
    "DescribeAccount",
    "ListDelegatedAdministrators",
)


@before("organizations", *MANAGEMENT_ONLY)
def management_only(call, params):
    if call.account in ACCOUNTS.members:
        raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.", 400)
    return None


def make(management, accounts, role, external_id):
    """An organization of the world `management` with so many member accounts, each with a role for it: [account id]."""
    region = "us-east-1"
    made = core.api(management, region, "organizations", "CreateOrganization", FeatureSet="ALL")["Organization"]
    members = []
    for number in range(1, accounts + 1):
        status = core.api(
            management,
            region,
            "organizations",
            "CreateAccount",
            AccountName=f"member-{number:03}",
            Email=f"member-{number:03}@example.com",
        )["CreateAccountStatus"]
        members.append(status["AccountId"])
    ACCOUNTS.join(made["Id"], management, members)
    for account in members:
        core.api(account, region, "iam", "CreateRole", RoleName=role, AssumeRolePolicyDocument=_trust(management, external_id))
    return members


def _trust(management, external_id):
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{management}:root"},
        "Action": "sts:AssumeRole",
        **({"Condition": {"StringEquals": {"sts:ExternalId": external_id}}} if external_id else {}),
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
