"""CloudTrail trails from templates."""

from cfn_types import Replace, creates, deletes, updates


@creates("AWS::CloudTrail::Trail")
def trail(making):
    name = making.name("TrailName", 128)
    found = making.api(
        "cloudtrail", "CreateTrail", **{**_trail_params(making), "Name": name, "TagsList": making.tag_list()}
    )
    _trail_state(making, name)
    return name, {"Arn": found["TrailARN"], "SnsTopicArn": found.get("SnsTopicARN", "")}


def _trail_params(making):
    params = {
        k: v
        for k, v in making.props.items()
        if k not in ("Tags", "TrailName", "EventSelectors", "InsightSelectors", "IsLogging")
    }
    params["KmsKeyId"] = params.pop("KMSKeyId", None)
    params["EnableLogFileValidation"] = params.get("EnableLogFileValidation", False)
    return params


def _trail_state(making, name):
    props = making.props
    logging = str(props.get("IsLogging", "false")).lower() == "true"
    making.api("cloudtrail", "StartLogging" if logging else "StopLogging", Name=name)
    selectors = {k: props[k] for k in ("EventSelectors", "AdvancedEventSelectors") if props.get(k)}
    if selectors:
        making.api("cloudtrail", "PutEventSelectors", TrailName=name, **selectors)
    if props.get("InsightSelectors"):
        making.api("cloudtrail", "PutInsightSelectors", TrailName=name, InsightSelectors=props["InsightSelectors"])


@updates("AWS::CloudTrail::Trail")
def change_trail(making, before):
    if making.props.get("TrailName") != before.get("TrailName"):
        raise Replace
    name = making.row.physical_id
    making.api("cloudtrail", "UpdateTrail", **{**_trail_params(making), "Name": name})
    _trail_state(making, name)


@deletes("AWS::CloudTrail::Trail")
def delete_trail(making):
    making.api("cloudtrail", "DeleteTrail", Name=making.row.physical_id)
