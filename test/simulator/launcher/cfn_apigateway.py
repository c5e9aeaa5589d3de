"""Methods of REST APIs from templates: the method, its integration, and the responses of both."""

from cfn_types import creates, deletes, updates


@creates("AWS::ApiGateway::Method")
def method(making):
    _put(making)
    return making.stack.names_for(making.row), {}


def _place(making):
    props = making.props
    return {"restApiId": props["RestApiId"], "resourceId": props["ResourceId"], "httpMethod": props["HttpMethod"]}


def _put(making):
    props, place = making.props, _place(making)
    own = {k: v for k, v in props.items() if k not in ("Integration", "MethodResponses", "HttpMethod")}
    making.api("apigateway", "PutMethod", **{**own, **place, "authorizationType": props.get("AuthorizationType", "NONE")})
    for response in props.get("MethodResponses") or []:
        making.api("apigateway", "PutMethodResponse", **{**response, **place})
    integration = dict(props.get("Integration") or {})
    if not integration:
        return
    responses = integration.pop("IntegrationResponses", None) or []
    integration["integrationHttpMethod"] = integration.pop("IntegrationHttpMethod", None)
    making.api("apigateway", "PutIntegration", **{**integration, **place})
    for response in responses:
        making.api("apigateway", "PutIntegrationResponse", **{**response, **place})


@updates("AWS::ApiGateway::Method")
def change_method(making, before):
    _put(making)


@deletes("AWS::ApiGateway::Method")
def delete_method(making):
    making.api("apigateway", "DeleteMethod", **_place(making))
