"""The types that moto's own CloudFormation models make, with the properties already resolved."""

import core
import cfn_types
from cfn_moto_finish import FINISH
from wire import AwsError

# Models that take tags as a list of Key and Value, and so can be given the stack's.
LIST_TAGGED = {"AWS::SQS::Queue", "AWS::DynamoDB::Table", "AWS::Lambda::Function", "AWS::StepFunctions::StateMachine"}


def create(making):
    """True when moto made it. A failure of moto's is no failure of the stack: the row is then pretended, with the reason."""
    from moto.cloudformation import parsing

    kind = making.row.type
    if (
        kind.startswith("Custom::")
        or kind == "AWS::CloudFormation::CustomResource"
        or kind not in parsing.get_model_map()
    ):
        return False
    model = parsing.get_model_map()[kind]
    name_property = parsing.resource_name_property_from_type(kind)
    name = making.props.get(name_property) if name_property else None
    name = name or making.stack.names_for(making.row, 64)
    body = {"Type": kind, "Properties": dict(making.props)}
    if kind in LIST_TAGGED:
        body["Properties"]["Tags"] = making.tag_list()
    if name_property:
        body["Properties"].setdefault(name_property, name)
    known = {"LogicalId": making.row.logical_id, "StackId": making.stack.id, "ResourceType": kind}
    try:
        resource = model.create_from_cloudformation_json(name, body, making.account, making.region, **known)
        physical_id = str(resource.physical_resource_id or name)
        if kind in FINISH:
            FINISH[kind](resource, making.props)
    except Exception as error:
        cfn_types.pretend(making.stack, making.row, f"moto could not make it: {type(error).__name__}: {error}")
        return True
    making.row.physical_id = physical_id
    making.row.attributes = _Attributes(resource, making)
    making.row.undo = lambda: _delete(model, resource, name, body, making)
    if kind.startswith("AWS::EC2::"):
        _tag_ec2(making)
    return True


def _tag_ec2(making):
    from moto.ec2 import ec2_backends

    ec2_backends[making.account][making.region].tags[making.row.physical_id].update(making.tags())


def _delete(model, resource, name, body, making):
    """moto's models want the name or the physical id, and do not say which."""
    ways = [lambda: resource.delete(making.account, making.region)] if hasattr(resource, "delete") else []
    if hasattr(model, "delete_from_cloudformation_json"):
        for known in (making.row.physical_id, name):
            ways.append(lambda k=known: model.delete_from_cloudformation_json(k, body, making.account, making.region))
    failure = None
    for way in ways:
        try:
            return way()
        except Exception as error:
            failure = failure or error
    if failure:
        raise AwsError("InternalFailure", f"moto could not delete it: {type(failure).__name__}: {failure}") from failure


class _Attributes(dict):
    """GetAtt answered by moto's model; an attribute that it lacks is not here, and gets a plausible value elsewhere."""

    def __init__(self, resource, making):
        super().__init__()
        self._resource = resource

    def __contains__(self, attribute):
        return attribute != "Ref" and self._answer(attribute) is not None

    def __getitem__(self, attribute):
        return self._answer(attribute)

    def get(self, attribute, default=None):
        return self._answer(attribute) if attribute in self else default

    def _answer(self, attribute):
        try:
            return self._resource.get_cfn_attribute(attribute)
        except (AwsError, core.MotoAnswer, Exception):
            return None
