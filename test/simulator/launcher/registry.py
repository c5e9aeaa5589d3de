"""What CloudFormation's registry knows of a type: its schema as cfn-lint carries it, handlers that a test declares, types of a test's own."""

import copy
import functools

from accounts import ACCOUNTS

# Newer than the schemas, or not in them: what the registry says today.
CHANGED = {
    "AWS::ApiGatewayV2::Stage": {"primaryIdentifier": ["/properties/ApiId", "/properties/StageName"], "readOnlyProperties": []},
    "AWS::CertificateManager::Certificate": {
        "primaryIdentifier": ["/properties/CertificateArn"],
        "readOnlyProperties": ["/properties/CertificateArn"],
    },
}
# Types with handlers, and none that reads.
NO_READ = {
    "AWS::AmazonMQ::ConfigurationAssociation",
    "AWS::EC2::NetworkAclEntry",
    "AWS::EC2::VPNGatewayRoutePropagation",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
}
# What the handlers of some types ask for; the others have none here, and so are denied nothing.
PERMISSIONS = {
    "AWS::DynamoDB::Table": {
        "read": ["dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups", "dynamodb:ListTagsOfResource"],
        "list": ["dynamodb:ListTables"],
    },
    "AWS::Lambda::Function": {
        "read": ["lambda:GetFunction", "lambda:GetFunctionCodeSigningConfig"],
        "list": ["lambda:ListFunctions"],
    },
    "AWS::Logs::LogGroup": {
        "read": ["logs:DescribeLogGroups", "logs:ListTagsForResource", "logs:GetDataProtectionPolicy"],
        "list": ["logs:DescribeLogGroups", "logs:ListTagsForResource"],
    },
    "AWS::SecretsManager::Secret": {
        "read": ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        "list": ["secretsmanager:ListSecrets"],
    },
    "AWS::SNS::Topic": {
        "read": ["sns:GetTopicAttributes", "sns:ListTagsForResource", "sns:ListSubscriptionsByTopic"],
        "list": ["sns:ListTopics"],
    },
    "AWS::SQS::Queue": {"read": ["sqs:GetQueueAttributes", "sqs:ListQueueTags"], "list": ["sqs:ListQueues"]},
}


class Type:
    """A type of the registry; its schema is the one of the region."""

    def __init__(self, name, schema, registered=False):
        self.name, self.schema, self.registered = name, schema, registered

    @property
    def identifier(self):
        """The property paths of the primary identifier, each a tuple of names."""
        return [path_of(pointer) for pointer in self.schema.get("primaryIdentifier") or []]

    def paths(self, kind):
        return [path_of(pointer) for pointer in self.schema.get(kind) or []]

    def handlers(self):
        """{action: {permissions}}; empty for a type that CloudFormation alone can make."""
        if "handlers" in self.schema:
            return self.schema["handlers"]
        if self._legacy():
            return {}
        known = PERMISSIONS.get(self.name, {})
        actions = ["create", "read", "update", "delete", "list"]
        if self.name in NO_READ:
            actions.remove("read")
        return {action: {"permissions": known.get(action, [])} for action in actions}

    def _legacy(self):
        """The schemas of types without handlers are made up from the specification: an `Id` that no property is, no word on tags."""
        schema = self.schema
        made_up = schema.get("primaryIdentifier") == ["/properties/Id"] and "tagging" not in schema
        return made_up and self.name not in CHANGED

    def described_schema(self):
        return {**self.schema, **({"handlers": self.handlers()} if self.handlers() else {})}


def path_of(pointer):
    return tuple(part for part in pointer.split("/")[1:] if part != "properties" and part != "items")


def find(account, region, name):
    """The type, or None where the registry of this account and region has none of that name."""
    registered = ACCOUNTS.get(account).types.get(name)
    if registered:
        return Type(name, registered, registered=True)
    schema = _schema(region, name)
    return Type(name, schema) if schema else None


def names(account, region):
    """All type names, in order."""
    return sorted({*_offered(region), *ACCOUNTS.get(account).types})


@functools.cache
def _schema(region, name):
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

    if name not in _offered(region):
        return None
    found = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region if _known(region) else "us-east-1", name).schema
    return {**copy.deepcopy(dict(found)), **CHANGED.get(name, {})}


def _known(region):
    from cfnlint.helpers import REGIONS

    return region in REGIONS


@functools.cache
def _offered(region):
    import importlib

    module = (region if _known(region) else "us-east-1").replace("-", "_")
    types = importlib.import_module(f"cfnlint.data.schemas.providers.{module}").types
    # What is no type of the registry, though templates may name it.
    return {name for name in types if name not in ("Module", "AWS::CDK::Metadata")}
