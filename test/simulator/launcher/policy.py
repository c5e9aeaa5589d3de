"""Which IAM action an operation needs: mostly the same name, with the exceptions of the service authorization reference."""

import fnmatch

PREFIX = {"tagging": "tag", "monitoring": "cloudwatch", "cloudcontrolapi": "cloudformation", "opensearch": "es", "email": "ses", "aps": "aps", "execute-api": "execute-api"}
# Operations that need no permission at all.
FREE = {"sts:GetCallerIdentity"}
S3 = {
    "ListBuckets": "ListAllMyBuckets",
    "HeadBucket": "ListBucket",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "ListObjectVersions": "ListBucketVersions",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "ListParts": "ListMultipartUploadParts",
    "HeadObject": "GetObject",
    "CopyObject": "PutObject",
    "DeleteObjects": "DeleteObject",
    "CreateMultipartUpload": "PutObject",
    "UploadPart": "PutObject",
    "CompleteMultipartUpload": "PutObject",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketLifecycle": "GetLifecycleConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "GetBucketReplication": "GetReplicationConfiguration",
    "PutBucketReplication": "PutReplicationConfiguration",
    "DeleteBucketReplication": "PutReplicationConfiguration",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "PutBucketAccelerateConfiguration": "PutAccelerateConfiguration",
    "GetBucketCors": "GetBucketCORS",
    "PutBucketCors": "PutBucketCORS",
    "DeleteBucketCors": "PutBucketCORS",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "ListBucketAnalyticsConfigurations": "GetAnalyticsConfiguration",
    "GetBucketAnalyticsConfiguration": "GetAnalyticsConfiguration",
    "ListBucketInventoryConfigurations": "GetInventoryConfiguration",
    "GetBucketInventoryConfiguration": "GetInventoryConfiguration",
    "ListBucketMetricsConfigurations": "GetMetricsConfiguration",
    "GetBucketMetricsConfiguration": "GetMetricsConfiguration",
    "ListBucketIntelligentTieringConfigurations": "GetIntelligentTieringConfiguration",
    "GetBucketIntelligentTieringConfiguration": "GetIntelligentTieringConfiguration",
    "DeleteBucketTagging": "PutBucketTagging",
}
IAM_ACTION = {("s3", operation): f"s3:{action}" for operation, action in S3.items()} | {
    ("lambda", "Invoke"): "lambda:InvokeFunction",
    ("lambda", "ListVersionsByFunction"): "lambda:ListVersionsByFunction",
    ("dynamodb", "BatchExecuteStatement"): "dynamodb:PartiQLSelect",
}


def action_of(call):
    """The IAM action that AWS asks for, in AWS's own spelling: `tag:GetResources`, `s3:ListAllMyBuckets`."""
    if call.service in ("apigateway", "apigatewayv2"):
        # API Gateway's actions are the verbs of HTTP.
        return f"apigateway:{call.environ['REQUEST_METHOD']}"
    known = IAM_ACTION.get((call.service, call.operation))
    return known or f"{PREFIX.get(call.service, call.service)}:{call.operation}"


def allows(policy, call):
    """Whether one of the policy's globs covers the call; IAM compares actions without regard to case."""
    action = action_of(call)
    return action in FREE or covers(policy, action)


def covers(policy, action):
    """Whether one of the policy's globs fits the action."""
    return any(fnmatch.fnmatchcase(action.lower(), allowed.lower()) for allowed in policy)
