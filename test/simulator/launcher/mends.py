"""The mends of each service, loaded when the service is first asked: moto's modules are slow to import."""

import importlib

import cfn_types
from wire import service_model

MODULES = {
    "apigateway": ("mend_reads",),
    "application-autoscaling": ("mend_application_autoscaling",),
    "backup": ("mend_missing",),
    "cloudfront": ("mend_cloudfront", "mend_missing"),
    "cognito-identity": ("mend_missing",),
    "monitoring": ("mend_missing", "mend_cloudwatch"),
    "autoscaling": ("mend_autoscaling",),
    "cloudcontrolapi": ("mend_cloudcontrol",),
    "cloudformation": ("mend_cloudformation", "mend_cloudformation_reads", "mend_registry"),
    "cloudtrail": ("mend_cloudtrail",),
    "codedeploy": ("mend_codedeploy",),
    "codepipeline": ("mend_reads",),
    "dynamodb": ("mend_missing",),
    "ec2": ("mend_regions", "mend_ec2"),
    "ecs": ("mend_ecs",),
    "eks": ("mend_eks",),
    "elasticache": ("mend_reads", "mend_elasticache"),
    "elasticfilesystem": ("mend_efs",),
    "iam": ("mend_iam",),
    "kafka": ("mend_kafka",),
    "kms": ("mend_kms",),
    "lambda": ("mend_lambda",),
    "organizations": ("mend_organizations",),
    "rds": ("mend_rds",),
    "s3": ("mend_s3",),
    "secretsmanager": ("mend_secretsmanager",),
    "servicequotas": ("mend_servicequotas",),
    "securityhub": ("mend_securityhub", "mend_reads"),
    "sts": ("mend_sts",),
    "tagging": ("mend_tagging",),
}
_loaded = set()


def load(service):
    """Make the service's mends known; to be called under the lock."""
    if service not in _loaded:
        for module in MODULES.get(service, ()):
            importlib.import_module(module)
        _loaded.add(service)


def warm_up():
    """Read models and mends ahead of the first call, while the test run is still starting."""
    for service in ("cloudformation", "cloudtrail", "ec2", "iam", "kms", "rds", "s3", "sts", "tagging"):
        service_model(service)
        for module in MODULES.get(service, ()):
            importlib.import_module(module)
    for module in (*cfn_types.MODULES, "moto.cloudformation.parsing"):
        importlib.import_module(module)
