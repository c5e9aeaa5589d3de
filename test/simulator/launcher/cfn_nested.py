"""Nested stacks: a stack of its own behind one row of its parent."""

import re

from moto.s3.models import s3_backends

import cfn_stack
from accounts import ACCOUNTS
from cfn_types import creates, deletes, updates
from wire import AwsError


def template_at(account, url):
    """The text of a template in a bucket, by any spelling of its URL."""
    path = re.sub(r"^https?://", "", url.split("?")[0])
    host, _, key = path.partition("/")
    virtual = re.match(r"^(.+)\.s3[.-][^/]*$", host)
    if url.startswith("s3://"):
        virtual, host = None, ""
        path = key = url.removeprefix("s3://")
    bucket, key = (virtual[1], key) if virtual else tuple(key.split("/", 1)) if "/" in key else (key, "")
    found = s3_backends[account]["aws"].buckets.get(bucket)
    if found is None or key not in found.keys:
        raise AwsError("ValidationError", f"S3 error: The specified key does not exist: {url}")
    return found.keys[key].value.decode()


def _settings(making):
    parameters = {
        name: ",".join(value) if isinstance(value, list) else value
        for name, value in (making.props.get("Parameters") or {}).items()
    }
    own = {tag["Key"]: tag["Value"] for tag in making.props.get("Tags") or []}
    return template_at(making.account, making.props["TemplateURL"]), parameters, {**making.stack.tags, **own}


def _attributes(stack):
    return {f"Outputs.{output['OutputKey']}": output["OutputValue"] for output in stack.outputs}


@creates("AWS::CloudFormation::Stack")
def nested(making):
    body, parameters, tags = _settings(making)
    stack = cfn_stack.Stack(making.account, making.region, making.stack.names_for(making.row, 128), making.stack)
    stack.capabilities = making.stack.capabilities
    stack.prepare(body, parameters, tags)
    ACCOUNTS.get(making.account).stacks[making.region][stack.id] = stack
    making.row.physical_id = stack.id
    stack.create()
    if stack.status != "CREATE_COMPLETE":
        raise AwsError(
            "GeneralServiceException", f"Embedded stack {stack.id} was not successfully created: {stack.reason}"
        )
    return stack.id, _attributes(stack)


def _stack(making):
    return ACCOUNTS.get(making.account).stacks[making.region][making.row.physical_id]


@updates("AWS::CloudFormation::Stack")
def change_nested(making, before):
    stack = _stack(making)
    try:
        stack.update(*_settings(making))
    except AwsError as error:
        if "No updates" not in error.message:
            raise
    making.row.attributes = _attributes(stack)
    if stack.status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise AwsError(
            "GeneralServiceException", f"Embedded stack {stack.id} was not successfully updated: {stack.reason}"
        )


@deletes("AWS::CloudFormation::Stack")
def delete_nested(making):
    stack = _stack(making)
    if stack.status != "DELETE_COMPLETE":
        stack.delete()
