"""KMS keys as other services see them: any spelling of a key as its ARN, and the keys that AWS manages itself."""

import uuid

from moto.kms import kms_backends


def aws_managed_key(account, region, alias):
    """The AWS-managed key behind `alias/aws/…`; AWS makes it when a service first uses it, and so does this."""
    backend = kms_backends[account][region]
    for key in backend.keys.values():
        if alias in key.aliases:
            return key
    service = alias.removeprefix("alias/aws/")
    description = f"Default key that protects my {service.upper()} data when no other key is defined"
    key = backend.create_key(None, "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", description, None)
    del backend.keys[key.id]
    key.id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{account}/{region}/{alias}"))
    key.arn = f"arn:aws:kms:{region}:{account}:key/{key.id}"
    key.key_manager, key.key_rotation_status = "AWS", True
    backend.keys[key.id] = key
    backend.create_alias(key.id, alias)
    return key


def key_arn(account, region, spelling):
    """A key id, alias or alias ARN as key ARN; what names no key stays as it is."""
    if ":key/" in spelling:
        return spelling
    backend = kms_backends[account][region]
    alias = "alias/" + spelling.split(":alias/")[1] if ":alias/" in spelling else spelling
    if alias.startswith("alias/aws/"):
        return aws_managed_key(account, region, alias).arn
    for key in backend.keys.values():
        if key.id == spelling or alias in key.aliases:
            return key.arn
    return spelling
