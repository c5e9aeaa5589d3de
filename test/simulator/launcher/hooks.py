"""Where the mends register: `replace` answers instead of moto, `before` changes the request, `after` the answer."""

import collections

REPLACE, BEFORE, AFTER = {}, collections.defaultdict(list), collections.defaultdict(list)


def replace(service, *operations):
    def register(function):
        for operation in operations:
            REPLACE[service, operation] = function
        return function

    return register


def before(service, *operations):
    def register(function):
        for operation in operations:
            BEFORE[service, operation].append(function)
        return function

    return register


def after(service, *operations):
    def register(function):
        for operation in operations:
            AFTER[service, operation].append(function)
        return function

    return register


# Checks before any mended or plain call; each takes the call and may raise AwsError.
GUARDS = []
