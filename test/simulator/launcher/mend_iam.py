"""IAM: AWS's own managed policies exist when somebody attaches or reads them; documents are URL-encoded everywhere."""

import functools
import json
from urllib.parse import quote

from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, iam_backends

from hooks import after, before

DATED = "2015-02-06T18:40:15+00:00"


@functools.cache
def _published():
    return json.loads(aws_managed_policies_data)


@before(
    "iam",
    "AttachRolePolicy",
    "AttachUserPolicy",
    "AttachGroupPolicy",
    "GetPolicy",
    "GetPolicyVersion",
    "ListEntitiesForPolicy",
)
def aws_managed_policy(call, params):
    """Put the policy into the account; moto's switch for this would load all of them at every start."""
    arn = params.get("PolicyArn", "")
    backend = iam_backends[call.account]["aws"]
    if not arn.startswith("arn:aws:iam::aws:policy/") or arn in backend.managed_policies:
        return
    name = arn.split("/")[-1]
    path = "/" + "/".join(arn.split(":policy/")[1].split("/")[:-1]) + "/"
    empty = {
        "Document": {"Version": "2012-10-17", "Statement": []},
        "DefaultVersionId": "v1",
        "CreateDate": DATED,
        "UpdateDate": DATED,
    }
    data = {**empty, **_published().get(name, {}), "Path": path.replace("//", "/")}
    policy = AWSManagedPolicy.from_data(name, call.account, "aws", data)
    backend.managed_policies[arn] = policy
    backend.aws_managed_policies.append(policy)


@after(
    "iam",
    "GetAccountAuthorizationDetails",
    "ListRoles",
    "GetPolicyVersion",
    "ListInstanceProfiles",
    "GetInstanceProfile",
    "ListInstanceProfilesForRole",
)
def encoded_documents(call, params, result):
    """AWS encodes policy documents by RFC 3986 in every answer, moto in some."""
    return _encoded(result)


def _encoded(value):
    if isinstance(value, list):
        return [_encoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    documents = ("AssumeRolePolicyDocument", "PolicyDocument", "Document")
    plain = lambda name, inner: name in documents and isinstance(inner, str) and inner.lstrip().startswith("{")  # noqa: E731
    return {name: quote(inner, safe="") if plain(name, inner) else _encoded(inner) for name, inner in value.items()}
