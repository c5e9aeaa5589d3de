"""HTTP statuses of errors by the service's documentation, where botocore's model does not say."""

CLOUD_CONTROL = {
    "HandlerFailureException": 502,
    "HandlerInternalFailureException": 502,
    "InvalidCredentialsException": 401,
    "NetworkFailureException": 502,
    "ResourceConflictException": 409,
    "ResourceNotFoundException": 404,
    "ServiceInternalErrorException": 502,
    "ThrottlingException": 429,
    "TypeNotFoundException": 404,
    "UnsupportedActionException": 405,
}
DOCUMENTED = {"cloudcontrolapi": CLOUD_CONTROL}


def status_of(call, code):
    """The status of an error of the service; 400 where nobody says."""
    documented = DOCUMENTED.get(call.service, {}).get(code)
    if documented:
        return documented
    for shape in call.operation_model.error_shapes if call.operation_model else ():
        error = shape.metadata.get("error") or {}
        if code in (shape.name, error.get("code")):
            return error.get("httpStatusCode") or (500 if shape.metadata.get("fault") else 400)
    return 400
