"""Physical names as CloudFormation makes them today: stack, logical id, a tail of letters of either case and digits."""

import hashlib
import string
from typing import NamedTuple

MIXED = string.ascii_letters + string.digits
LOWER = string.ascii_lowercase + string.digits
UPPER = string.ascii_uppercase + string.digits


class Form(NamedTuple):
    """How the handler of a type makes a name: its alphabet, the tail's length, whether the stack's name leads, the longest parts."""

    alphabet: str = MIXED
    tail: int = 12
    stack: bool = True
    limit: int = 255
    # The longest that is kept of the stack's name and of the logical id, whatever room there is.
    parts: tuple = (255, 255)
    between: str = "-"


BARE = Form(stack=False)
BARE_LOWER = Form(LOWER, stack=False)
# Read off real stacks: handlers of the first years keep upper case, many of the registry leave out the stack's name.
FORMS = {
    "AWS::DynamoDB::Table": Form(UPPER),
    "AWS::DynamoDB::GlobalTable": Form(UPPER),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": Form(limit=32, parts=(6, 5)),
    "AWS::ElasticLoadBalancingV2::TargetGroup": Form(UPPER, limit=32, parts=(6, 5)),
    "AWS::ElasticLoadBalancing::LoadBalancer": Form(UPPER, limit=32, parts=(6, 5)),
    "AWS::EC2::NetworkAclEntry": Form(parts=(6, 5)),
    "AWS::ElastiCache::CacheCluster": Form(LOWER, limit=20, parts=(3, 2)),
    "AWS::IoT::TopicRule": Form(between="_"),
    "AWS::Signer::SigningProfile": Form(stack=False, between="_"),
    "AWS::StepFunctions::StateMachine": BARE,
    "AWS::Route53::RecordSetGroup": Form(UPPER),
    "AWS::Scheduler::Schedule": Form(UPPER, 13, limit=64),
    "AWS::Batch::ComputeEnvironment": Form(tail=16, stack=False),
    "AWS::Batch::JobQueue": Form(tail=16, stack=False),
    "AWS::Batch::JobDefinition": Form(tail=16, stack=False),
    "AWS::SecretsManager::Secret": BARE,
    "AWS::CloudWatch::AnomalyDetector": BARE,
    "AWS::CodeBuild::ReportGroup": BARE,
    "AWS::Events::ApiDestination": BARE,
    "AWS::Events::Archive": BARE,
    "AWS::Events::Connection": BARE,
    "AWS::Glue::Job": BARE,
    "AWS::Pipes::Pipe": BARE,
    "AWS::SageMaker::Model": BARE,
    "AWS::WAFv2::WebACL": BARE,
    "AWS::WAFv2::IPSet": BARE,
    "AWS::WAFv2::RuleGroup": BARE,
    "AWS::WAFv2::RegexPatternSet": BARE,
    "AWS::DAX::ParameterGroup": BARE_LOWER,
    "AWS::DAX::SubnetGroup": BARE_LOWER,
    "AWS::DocDB::DBCluster": BARE_LOWER,
    "AWS::DocDB::DBInstance": BARE_LOWER,
    "AWS::Neptune::DBCluster": BARE_LOWER,
    "AWS::Neptune::DBInstance": BARE_LOWER,
    "AWS::Neptune::DBSubnetGroup": BARE_LOWER,
    "AWS::Redshift::Cluster": BARE_LOWER,
    "AWS::Redshift::ClusterSubnetGroup": BARE_LOWER,
    "AWS::S3::Bucket": Form(LOWER, limit=63),
    "AWS::RDS::DBInstance": Form(LOWER, limit=63),
    "AWS::RDS::DBCluster": Form(LOWER, limit=63),
    "AWS::IAM::Role": Form(limit=64),
}
# Types whose names end in .fifo where the property of that name is set.
FIFO = {"AWS::SQS::Queue": "FifoQueue", "AWS::SNS::Topic": "FifoTopic"}


def physical_name(stack, row, limit=255, lower=False):
    """The name of a resource that the template does not name: the same for a stack's id, a logical id and how often it was made."""
    form = FORMS.get(row.type, Form())
    if lower and form.alphabet != LOWER:
        form = form._replace(alphabet=LOWER)
    behind = ".fifo" if str((row.properties or {}).get(FIFO.get(row.type), "")).lower() == "true" else ""
    tail = random_tail(f"{stack.id}/{row.logical_id}/{row.generation}", form.alphabet, form.tail)
    room = min(limit, form.limit) - len(tail) - len(behind)
    name = _head(stack.name, row.logical_id, form, room) + tail + behind
    return name.lower() if form.alphabet is LOWER else name


def _head(stack, logical, form, room):
    """Stack and logical id with the hyphens after them, cut to the room: the shorter is kept whole, two long ones are halved."""
    stack, logical = stack[: form.parts[0]], logical[: form.parts[1]]
    if not form.stack:
        return f"{logical[: room - 1]}{form.between}"
    room -= 2
    if len(stack) + len(logical) > room:
        half = room // 2
        kept = max(half, room - len(logical))
        stack = stack[:kept]
        logical = logical[: room - len(stack)]
    return f"{stack}{form.between}{logical}{form.between}"


def random_tail(seed, alphabet=MIXED, length=12):
    """Letters and digits that look random and follow from the seed."""
    digest = hashlib.sha512(seed.encode()).digest()
    return "".join(alphabet[byte % len(alphabet)] for byte in digest[:length])
