"""The mends of each service, loaded when the service is first asked: moto's modules are slow to import."""

import importlib

import cfn_types
from wire import service_model

MODULES = {
    "cloudcontrolapi": ("mend_cloudcontrol",),
    "cloudformation": ("mend_cloudformation", "mend_cloudformation_reads", "mend_registry"),
    "cloudtrail": ("mend_cloudtrail",),
    "ec2": ("mend_regions", "mend_ec2"),
    "iam": ("mend_iam",),
    "kms": ("mend_kms",),
    "rds": ("mend_rds",),
    "s3": ("mend_s3",),
    "secretsmanager": ("mend_secretsmanager",),
    "securityhub": ("mend_securityhub",),
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
    for service in ("sts", *MODULES):
        service_model(service)
        for module in MODULES.get(service, ()):
            importlib.import_module(module)
    for module in (*cfn_types.MODULES, "moto.cloudformation.parsing"):
        importlib.import_module(module)
