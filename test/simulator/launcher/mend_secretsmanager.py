"""Secrets Manager: the six letters and digits behind a secret's name in its ARN."""

import collections

from moto.secretsmanager import utils

from cfn_names import random_tail

_made = collections.Counter()


def _generate(identifier, existing_ids=None, tags=None):
    place = f"arn:aws:secretsmanager:{identifier.region}:{identifier.account_id}:secret:{identifier.name}"
    # A secret that is made anew has another ARN under the same name.
    _made[place] += 1
    return f"{place}-{random_tail(f'{place}/{_made[place]}', length=6)}"


utils.SecretsManagerSecretIdentifier.generate = _generate
