"""What AWS answers for each kind of fault, with the real service's own code, words and HTTP status."""

import time
from email.utils import formatdate

from policy import action_of
from statuses import status_of
from wire import AwsError


def error_for(kind, call, principal, fault=None):
    """What the service answers for this kind of fault. `fault` may override code, message and status."""
    fault = fault or {}
    error = _ERRORS[kind](call, principal, fault)
    return AwsError(
        fault.get("code", error.code),
        fault.get("message", error.message),
        fault.get("status", error.status),
        error.headers,
        error.extra,
    )


# Services that once spoke the query protocol, and still say its codes beside the JSON.
QUERY_COMPATIBLE = {"sqs", "monitoring"}
TOO_MANY_REQUESTS = {"lambda", "apigateway", "apigatewayv2", "organizations"}


def _family(call):
    """Which habit of naming errors the service follows."""
    if call.service in ("ec2", "s3", "kms", "tagging"):
        return call.service
    return "query" if call.protocol in ("query", "rest-xml") else call.protocol


def _deny(call, principal, fault, why=None):
    action, family = action_of(call), _family(call)
    why = why or f"no identity-based policy allows the {action} action"
    message = f"User: {principal} is not authorized to perform: {action}{_on(call)} because {why}"
    if family == "ec2":
        return AwsError("UnauthorizedOperation", f"You are not authorized to perform this operation. {message}", 403)
    if call.service == "sns":
        return AwsError("AuthorizationError", message, 403)
    if family in ("s3", "query"):
        return AwsError("AccessDenied", message, 403)
    if call.service in QUERY_COMPATIBLE:
        return AwsError("AccessDeniedException", message, 403, {"x-amzn-query-error": "AccessDenied;Sender"})
    return AwsError("AccessDeniedException", message, 403 if family == "rest-json" else 400)


def _on(call):
    if call.service == "s3":
        bucket = call.uri_params.get("Bucket")
        return f' on resource: "arn:aws:s3:::{bucket}"' if bucket else ""
    return (
        f" on resource: arn:aws:{call.service}:{call.region}:{call.account}:*"
        if call.service in ("rds", "kms", "cloudformation")
        else ""
    )


def _deny_scp(call, principal, fault):
    return _deny(call, principal, fault, "with an explicit deny in a service control policy")


def _throttle(call, principal, fault):
    family = _family(call)
    if family == "ec2":
        return AwsError("RequestLimitExceeded", "Request limit exceeded.", 503)
    if family == "s3":
        return AwsError("SlowDown", "Please reduce your request rate.", 503)
    if family == "tagging":
        return AwsError("ThrottledException", "Rate exceeded", 400)
    if family == "kms":
        return AwsError(
            "ThrottlingException",
            "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.",
            400,
        )
    if family == "query":
        return AwsError("Throttling", "Rate exceeded", 400)
    if call.service in TOO_MANY_REQUESTS:
        return AwsError("TooManyRequestsException", "Rate exceeded", 429 if family == "rest-json" else 400)
    if call.service == "kinesis":
        return AwsError("LimitExceededException", "Rate exceeded", 400)
    return AwsError("ThrottlingException", "Rate exceeded", 429 if family == "rest-json" else 400)


def _expired(call, principal, fault):
    family = _family(call)
    if family == "ec2":
        return AwsError("RequestExpired", "Request has expired.", 400)
    if family == "s3":
        return AwsError("ExpiredToken", "The provided token has expired.", 400)
    if family == "query":
        return AwsError("ExpiredToken", "The security token included in the request is expired", 403)
    return AwsError(
        "ExpiredTokenException",
        "The security token included in the request is expired",
        403 if family == "rest-json" else 400,
    )


def _error500(call, principal, fault):
    codes = {
        "ec2": "InternalError",
        "s3": "InternalError",
        "kms": "KMSInternalException",
        "tagging": "InternalServiceException",
        "query": "InternalFailure",
    }
    return AwsError(codes.get(_family(call), "InternalServerError"), "An internal error has occurred", 500)


def _error503(call, principal, fault):
    codes = {"ec2": "Unavailable", "kms": "DependencyTimeoutException"}
    family = _family(call)
    name = "ServiceUnavailable" if family in ("s3", "query") else "ServiceUnavailableException"
    return AwsError(codes.get(family, name), "The service is unavailable. Please try again.", 503)


def _clock_skew(call, principal, fault):
    now = time.time() + fault.get("skewMs", 3_600_000) / 1000
    headers, stamp = {"Date": formatdate(now, usegmt=True)}, time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    server = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    message = f"Signature expired: {stamp} is now earlier than {server} ({server} - 15 min.)"
    family = _family(call)
    if family == "s3":
        return AwsError(
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
            403,
            headers,
            {"RequestTime": stamp, "ServerTime": server},
        )
    if family == "ec2":
        return AwsError("RequestExpired", "Request has expired.", 400, headers)
    if family == "query":
        return AwsError("SignatureDoesNotMatch", message, 403, headers)
    return AwsError("InvalidSignatureException", message, 403 if family == "rest-json" else 400, headers)


def _wrong_region(call, principal, fault):
    family, other = _family(call), fault.get("code")
    home = "eu-central-1" if call.region != "eu-central-1" else "us-east-1"
    if family == "s3":
        headers = {"x-amz-bucket-region": home}
        if other == "AuthorizationHeaderMalformed":
            message = f"The authorization header is malformed; the region '{call.region}' is wrong; expecting '{home}'"
            return AwsError(other, message, 400, headers, {"Region": home})
        message = "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint."
        return AwsError(
            "PermanentRedirect",
            message,
            301,
            headers,
            {"Endpoint": f"s3.{home}.amazonaws.com", "Bucket": call.uri_params.get("Bucket", "")},
        )
    message = "Credential should be scoped to a valid region. "
    if family == "ec2":
        return AwsError("AuthFailure", message, 401)
    if family == "query":
        return AwsError("SignatureDoesNotMatch", message, 403)
    return AwsError("InvalidSignatureException", message, 403 if family == "rest-json" else 400)


def _disabled_region(call, principal, fault):
    family = _family(call)
    if family == "ec2":
        return AwsError("AuthFailure", "AWS was not able to validate the provided access credentials", 401)
    if family == "s3":
        return AwsError("InvalidToken", "The provided token is malformed or otherwise invalid.", 400)
    if family == "query":
        return AwsError("InvalidClientTokenId", "The security token included in the request is invalid", 403)
    return AwsError(
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
        403 if family == "rest-json" else 400,
    )


def _not_offered(call, principal, fault):
    family = _family(call)
    if family == "ec2":
        return AwsError("UnsupportedOperation", "The functionality you requested is not available in this region.", 400)
    if family == "s3":
        return AwsError("NotImplemented", "A header you provided implies functionality that is not implemented.", 501)
    if family == "query":
        return AwsError("InvalidAction", f"The action {call.operation} is not valid for this web service.", 400)
    return AwsError(
        "UnknownOperationException", f"Unknown operation {call.operation}", 404 if family == "rest-json" else 400
    )


def _service_error(call, principal, fault):
    """Any error of the service by its code; the status is the one of its model."""
    code = fault.get("code", "InternalFailure")
    return AwsError(code, f"{code} on demand", status_of(call, code))


_ERRORS = {
    "service-error": _service_error,
    "deny": _deny,
    "deny-scp": _deny_scp,
    "throttle": _throttle,
    "expired": _expired,
    "error500": _error500,
    "error503": _error503,
    "clock-skew": _clock_skew,
    "wrong-region": _wrong_region,
    "disabled-region": _disabled_region,
    "not-offered": _not_offered,
}
