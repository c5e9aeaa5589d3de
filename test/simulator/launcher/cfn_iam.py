"""IAM from templates."""

from moto.iam.models import iam_backends

from cfn_types import Replace, creates, deletes, document, updates


@creates("AWS::IAM::Role")
def role(making):
    props, name = making.props, making.name("RoleName", 64)
    params = {
        "RoleName": name,
        "AssumeRolePolicyDocument": document(props["AssumeRolePolicyDocument"]),
        "Path": props.get("Path", "/"),
        "Description": props.get("Description"),
        "MaxSessionDuration": props.get("MaxSessionDuration"),
        "PermissionsBoundary": props.get("PermissionsBoundary"),
    }
    found = making.api("iam", "CreateRole", **params)["Role"]
    making.row.physical_id = name
    iam_backends[making.account]["aws"].roles[found["RoleId"]].tags = making.tag_list()
    for arn in props.get("ManagedPolicyArns") or []:
        making.api("iam", "AttachRolePolicy", RoleName=name, PolicyArn=arn)
    for policy in props.get("Policies") or []:
        making.api(
            "iam",
            "PutRolePolicy",
            RoleName=name,
            PolicyName=policy["PolicyName"],
            PolicyDocument=document(policy["PolicyDocument"]),
        )
    return name, {"Arn": found["Arn"], "RoleId": found["RoleId"]}


@updates("AWS::IAM::Role")
def change_role(making, before):
    if any(making.props.get(name) != before.get(name) for name in ("RoleName", "Path")):
        raise Replace
    name = making.row.physical_id
    making.api(
        "iam",
        "UpdateAssumeRolePolicy",
        RoleName=name,
        PolicyDocument=document(making.props["AssumeRolePolicyDocument"]),
    )
    old, new = before.get("ManagedPolicyArns") or [], making.props.get("ManagedPolicyArns") or []
    for arn in set(old) - set(new):
        making.api("iam", "DetachRolePolicy", RoleName=name, PolicyArn=arn)
    for arn in set(new) - set(old):
        making.api("iam", "AttachRolePolicy", RoleName=name, PolicyArn=arn)
    kept = {policy["PolicyName"] for policy in making.props.get("Policies") or []}
    for policy in before.get("Policies") or []:
        if policy["PolicyName"] not in kept:
            making.api("iam", "DeleteRolePolicy", RoleName=name, PolicyName=policy["PolicyName"])
    for policy in making.props.get("Policies") or []:
        making.api(
            "iam",
            "PutRolePolicy",
            RoleName=name,
            PolicyName=policy["PolicyName"],
            PolicyDocument=document(policy["PolicyDocument"]),
        )


@deletes("AWS::IAM::Role")
def delete_role(making):
    name = making.row.physical_id
    for policy in making.api("iam", "ListAttachedRolePolicies", RoleName=name)["AttachedPolicies"]:
        making.api("iam", "DetachRolePolicy", RoleName=name, PolicyArn=policy["PolicyArn"])
    for policy in making.api("iam", "ListRolePolicies", RoleName=name)["PolicyNames"]:
        making.api("iam", "DeleteRolePolicy", RoleName=name, PolicyName=policy)
    making.api("iam", "DeleteRole", RoleName=name)


def _holders(making):
    for kind in ("Role", "User", "Group"):
        for name in making.props.get(f"{kind}s") or []:
            yield kind, name


@creates("AWS::IAM::Policy")
def inline_policy(making):
    for kind, name in _holders(making):
        making.api(
            "iam",
            f"Put{kind}Policy",
            **{
                f"{kind}Name": name,
                "PolicyName": making.props["PolicyName"],
                "PolicyDocument": document(making.props["PolicyDocument"]),
            },
        )
    return making.stack.names_for(making.row, 64), {}


@deletes("AWS::IAM::Policy")
def delete_inline_policy(making):
    for kind, name in _holders(making):
        making.api("iam", f"Delete{kind}Policy", **{f"{kind}Name": name, "PolicyName": making.props["PolicyName"]})


@creates("AWS::IAM::ManagedPolicy")
def managed_policy(making):
    params = {
        "PolicyName": making.name("ManagedPolicyName", 128),
        "Path": making.props.get("Path", "/"),
        "Description": making.props.get("Description"),
    }
    arn = making.api("iam", "CreatePolicy", **params, PolicyDocument=document(making.props["PolicyDocument"]))[
        "Policy"
    ]["Arn"]
    for kind, name in _holders(making):
        making.api("iam", f"Attach{kind}Policy", **{f"{kind}Name": name, "PolicyArn": arn})
    return arn, {"PolicyArn": arn}


@deletes("AWS::IAM::ManagedPolicy")
def delete_managed_policy(making):
    for kind, name in _holders(making):
        making.api("iam", f"Detach{kind}Policy", **{f"{kind}Name": name, "PolicyArn": making.row.physical_id})
    making.api("iam", "DeletePolicy", PolicyArn=making.row.physical_id)


@creates("AWS::IAM::InstanceProfile")
def instance_profile(making):
    name = making.name("InstanceProfileName", 128)
    found = making.api("iam", "CreateInstanceProfile", InstanceProfileName=name, Path=making.props.get("Path", "/"))[
        "InstanceProfile"
    ]
    for role_name in making.props.get("Roles") or []:
        making.api("iam", "AddRoleToInstanceProfile", InstanceProfileName=name, RoleName=role_name)
    return name, {"Arn": found["Arn"]}


@deletes("AWS::IAM::InstanceProfile")
def delete_instance_profile(making):
    for role_name in making.props.get("Roles") or []:
        making.api(
            "iam", "RemoveRoleFromInstanceProfile", InstanceProfileName=making.row.physical_id, RoleName=role_name
        )
    making.api("iam", "DeleteInstanceProfile", InstanceProfileName=making.row.physical_id)
