"""SNS topics from templates: most of their properties are attributes of the API, all of them texts."""

import json

from cfn_types import Replace, creates, deletes, updates

# Properties that CreateTopic does not take as they are.
NO_ATTRIBUTE = {"TopicName", "Tags", "Subscription", "DeliveryStatusLogging"}


def text(value):
    """An attribute's value: SNS takes and gives texts only."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value) if isinstance(value, (dict, list)) else str(value)


def _attributes(props):
    return {name: text(value) for name, value in props.items() if name not in NO_ATTRIBUTE}


@creates("AWS::SNS::Topic")
def topic(making):
    name = making.name("TopicName", 256)
    arn = making.api(
        "sns", "CreateTopic", Name=name, Attributes=_attributes(making.props), Tags=making.tag_list()
    )["TopicArn"]
    for subscription in making.props.get("Subscription") or []:
        making.api("sns", "Subscribe", TopicArn=arn, **subscription)
    return arn, {"TopicArn": arn, "TopicName": name}


@updates("AWS::SNS::Topic")
def change_topic(making, before):
    if any(making.props.get(name) != before.get(name) for name in ("TopicName", "FifoTopic")):
        raise Replace
    arn = making.row.physical_id
    old, new = _attributes(before), _attributes(making.props)
    for name in set(old) | set(new):
        if old.get(name) != new.get(name):
            making.api("sns", "SetTopicAttributes", TopicArn=arn, AttributeName=name, AttributeValue=new.get(name, ""))
    kept = [s for s in before.get("Subscription") or []]
    for subscription in making.props.get("Subscription") or []:
        if subscription not in kept:
            making.api("sns", "Subscribe", TopicArn=arn, **subscription)


@deletes("AWS::SNS::Topic")
def delete_topic(making):
    making.api("sns", "DeleteTopic", TopicArn=making.row.physical_id)


@creates("AWS::SNS::Subscription")
def subscription(making):
    props = making.props
    attributes = {
        name: text(value)
        for name, value in props.items()
        if name not in ("TopicArn", "Protocol", "Endpoint", "Region")
    }
    arn = making.api(
        "sns",
        "Subscribe",
        TopicArn=props["TopicArn"],
        Protocol=props["Protocol"],
        Endpoint=props.get("Endpoint"),
        Attributes=attributes,
        ReturnSubscriptionArn=True,
    )["SubscriptionArn"]
    return arn, {"Arn": arn}


@deletes("AWS::SNS::Subscription")
def delete_subscription(making):
    making.api("sns", "Unsubscribe", SubscriptionArn=making.row.physical_id)
