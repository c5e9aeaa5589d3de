"""S3 buckets and their policies from templates."""

from moto.s3.models import s3_backends

from cfn_types import Replace, creates, deletes, document, updates


@creates("AWS::S3::Bucket")
def bucket(making):
    name = making.name("BucketName", 63, lower=True)
    params = {"Bucket": name}
    if making.region != "us-east-1":
        params["CreateBucketConfiguration"] = {"LocationConstraint": making.region}
    making.api("s3", "CreateBucket", **params)
    making.row.physical_id = name
    _bucket_state(making, name)
    regional = f"{name}.s3.{making.region}.amazonaws.com"
    return name, {
        "Arn": f"arn:aws:s3:::{name}",
        "DomainName": f"{name}.s3.amazonaws.com",
        "RegionalDomainName": regional,
        "DualStackDomainName": f"{name}.s3.dualstack.{making.region}.amazonaws.com",
        "WebsiteURL": f"http://{name}.s3-website-{making.region}.amazonaws.com",
    }


def _bucket_state(making, name):
    props = making.props
    backend = s3_backends[making.account]["aws"]
    arn = backend.buckets[name].arn
    backend.tagger.delete_all_tags_for_resource(arn)
    backend.tagger.tag_resource(arn, making.tag_list())
    if props.get("VersioningConfiguration"):
        making.api("s3", "PutBucketVersioning", Bucket=name, VersioningConfiguration=props["VersioningConfiguration"])
    if props.get("PublicAccessBlockConfiguration"):
        off = dict.fromkeys(
            ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), False
        )
        making.api(
            "s3",
            "PutPublicAccessBlock",
            Bucket=name,
            PublicAccessBlockConfiguration={**off, **props["PublicAccessBlockConfiguration"]},
        )
    if props.get("BucketEncryption"):
        rules = [_encryption_rule(rule) for rule in props["BucketEncryption"]["ServerSideEncryptionConfiguration"]]
        making.api("s3", "PutBucketEncryption", Bucket=name, ServerSideEncryptionConfiguration={"Rules": rules})
    if props.get("OwnershipControls"):
        making.api("s3", "PutBucketOwnershipControls", Bucket=name, OwnershipControls=props["OwnershipControls"])
    logging = props.get("LoggingConfiguration")
    if logging:
        # moto asks for grants on the target that a bucket policy gives today; the state is what counts here.
        target = logging.get("DestinationBucketName", name)
        backend.buckets[name].logging = {
            "TargetBucket": target,
            "TargetPrefix": logging.get("LogFilePrefix", ""),
            "TargetGrants": [],
        }


def _encryption_rule(rule):
    default = dict(rule.get("ServerSideEncryptionByDefault") or {"SSEAlgorithm": "AES256"})
    return {"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": rule.get("BucketKeyEnabled", False)}


@updates("AWS::S3::Bucket")
def change_bucket(making, before):
    if making.props.get("BucketName") != before.get("BucketName"):
        raise Replace
    _bucket_state(making, making.row.physical_id)


@deletes("AWS::S3::Bucket")
def delete_bucket(making):
    making.api("s3", "DeleteBucket", Bucket=making.row.physical_id)


@creates("AWS::S3::BucketPolicy")
def bucket_policy(making):
    making.api("s3", "PutBucketPolicy", Bucket=making.props["Bucket"], Policy=document(making.props["PolicyDocument"]))
    return making.props["Bucket"], {}


@deletes("AWS::S3::BucketPolicy")
def delete_bucket_policy(making):
    making.api("s3", "DeleteBucketPolicy", Bucket=making.props["Bucket"])
