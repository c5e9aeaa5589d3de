"""What a stack is made of: its rows, their names, and why something failed."""

from datetime import datetime, timezone

import core
from cfn_template import NotReady
from wire import AwsError


def now():
    return datetime.now(timezone.utc)


class Row:
    """One resource of a stack: what the template says, what became of it, and how to undo it."""

    def __init__(self, logical_id, kind):
        self.logical_id, self.type = logical_id, kind
        self.physical_id, self.attributes, self.properties = "", {}, {}
        self.status, self.reason, self.at = "CREATE_IN_PROGRESS", None, now()
        self.pretended, self.undo = False, None
        self.live = []  # merge patches: what was changed behind CloudFormation's back; None when it is gone
        self.generation = 0  # how often it was replaced: the next one has another name


def reason_of(error):
    if isinstance(error, NotReady):
        return f"Resource {error} does not exist"
    if isinstance(error, core.MotoAnswer):
        return str(error)
    return (
        f"{error.message} (Service error code: {error.code})"
        if isinstance(error, AwsError)
        else f"{type(error).__name__}: {error}"
    )
