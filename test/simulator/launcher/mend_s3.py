"""S3: a bucket answers in its own region only, says its region in lists, and has the defaults of a bucket made today."""

from moto.s3.exceptions import BucketAlreadyExists
from moto.s3.models import S3Backend, s3_backends

import core
from hooks import GUARDS, after, replace
from wire import AwsError

ENCRYPTED_BY_S3 = {
    "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": False}]
}
ALL_BLOCKED = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


class OneNamespaceEach(dict):
    """Bucket names are global in AWS. Here each account has its own names, so that parallel worlds may share templates."""

    def __setitem__(self, name, owner):
        pass


def _create_bucket(self, bucket_name, region_name, *args, **kwargs):
    if bucket_name in self.buckets:
        raise BucketAlreadyExists(bucket=bucket_name)
    return _plain_create_bucket(self, bucket_name, region_name, *args, **kwargs)


s3_backends.bucket_accounts = OneNamespaceEach()
_plain_create_bucket = S3Backend.create_bucket
S3Backend.create_bucket = _create_bucket
# moto writes an access log object at every request, so a bucket that logs could never be deleted.
S3Backend.log_incoming_request = lambda self, request, bucket_name: None


def bucket(call):
    name = call.uri_params.get("Bucket")
    return s3_backends[call.account]["aws"].buckets.get(name) if name else None


@GUARDS.append
def own_region_only(call):
    """The redirect that AWS sends when a bucket is asked for in another region than its own."""
    if call.service != "s3" or call.operation == "GetBucketLocation" or call.internal:
        return
    found = bucket(call)
    if found and found.region_name != call.region:
        message = "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint."
        extra = {"Endpoint": f"{found.name}.s3.{found.region_name}.amazonaws.com", "Bucket": found.name}
        raise AwsError("PermanentRedirect", message, 301, {"x-amz-bucket-region": found.region_name}, extra)


@GUARDS.append
def expected_owner(call):
    """x-amz-expected-bucket-owner: S3 denies what is meant for a bucket of another account."""
    if call.service != "s3" or call.internal:
        return
    expected = (call.params or {}).get("ExpectedBucketOwner")
    if expected and bucket(call) and expected != call.account:
        raise AwsError("AccessDenied", "Access Denied", 403)


@after("s3", "ListBuckets")
def list_buckets(call, params, result):
    buckets = s3_backends[call.account]["aws"].buckets
    for row in result.get("Buckets") or []:
        row["BucketRegion"] = buckets[row["Name"]].region_name
    return result


@after("s3", "CreateBucket")
def new_bucket(call, params, result):
    """Since April 2023 a new bucket blocks public access and its owner owns its objects."""
    core.api(
        call.account,
        call.region,
        "s3",
        "PutPublicAccessBlock",
        Bucket=params["Bucket"],
        PublicAccessBlockConfiguration=ALL_BLOCKED,
    )
    if not params.get("ObjectOwnership"):
        rules = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
        core.api(
            call.account,
            call.region,
            "s3",
            "PutBucketOwnershipControls",
            Bucket=params["Bucket"],
            OwnershipControls=rules,
        )


@replace("s3", "GetBucketEncryption")
def encryption(call, params):
    """Since January 2023 every bucket is encrypted, by S3's own keys when nothing else is said."""
    found = bucket(call)
    if found and not found.encryption:
        return {"ServerSideEncryptionConfiguration": ENCRYPTED_BY_S3}
    answer = core.to_moto(call)
    if answer.status >= 300:
        raise core.MotoAnswer(answer)
    return answer.parsed(call)
