"""Answers: HTTP, parsed into the output's members, or written in the wire form of the call's protocol."""

import json

from botocore import parsers
from moto.core.serialize import get_serializer_class


class Answer:
    """An HTTP answer: status, headers, bytes."""

    def __init__(self, status, headers, body):
        self.status, self.headers = status, dict(headers)
        self.body = body.encode() if isinstance(body, str) else body

    def parsed(self, call):
        """The members of the output, as botocore reads them."""
        shape = call.operation_model.output_shape
        response = {"status_code": self.status, "headers": _Headers(self.headers), "body": self.body}
        result = parsers.create_parser(call.protocol).parse(response, shape) if shape else {}
        result.pop("ResponseMetadata", None)
        return result


class _Headers(dict):
    def __init__(self, headers):
        super().__init__({k.lower(): v for k, v in headers.items()})

    def get(self, key, default=None):
        return super().get(key.lower(), default)

    def __contains__(self, key):
        return super().__contains__(key.lower())

    def __getitem__(self, key):
        return super().__getitem__(key.lower())


def write_result(call, result, request_id):
    """An output dict in the wire form of the call."""
    serializer = get_serializer_class(call.model.service_name, call.protocol)(operation_model=call.operation_model)
    written = serializer.serialize(result)
    body = written["body"]
    if isinstance(body, str):
        body = body.replace(">request-id<", f">{request_id}<")
    headers = {**written["headers"], "x-amzn-RequestId": request_id}
    return Answer(written["status_code"], headers, body)


def write_error(call, error, request_id):
    """An error in the wire form of the call."""
    headers = {"x-amzn-RequestId": request_id, **error.headers}
    message = _xml(error.message)
    if call.service == "s3":
        extra = "".join(f"<{k}>{_xml(v)}</{k}>" for k, v in error.extra.items())
        body = f"<Error><Code>{error.code}</Code><Message>{message}</Message>{extra}<RequestId>{request_id}</RequestId></Error>"
        headers |= {"Content-Type": "application/xml", "x-amz-request-id": request_id}
        if call.environ["REQUEST_METHOD"] == "HEAD":
            body = ""
        else:
            body = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'
        return Answer(error.status, headers, body)
    if call.protocol == "ec2":
        body = f"<Response><Errors><Error><Code>{error.code}</Code><Message>{message}</Message></Error></Errors><RequestID>{request_id}</RequestID></Response>"
        return Answer(
            error.status,
            headers | {"Content-Type": "text/xml;charset=UTF-8"},
            f'<?xml version="1.0" encoding="UTF-8"?>\n{body}',
        )
    if call.protocol in ("query", "rest-xml"):
        namespace = (
            call.model.metadata.get("xmlNamespace") if call.model else None
        ) or "http://webservices.amazon.com/"
        fault = "Sender" if error.status < 500 else "Receiver"
        body = f'<ErrorResponse xmlns="{namespace}"><Error><Type>{fault}</Type><Code>{error.code}</Code><Message>{message}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>'
        return Answer(error.status, headers | {"Content-Type": "text/xml"}, body)
    return _write_json_error(call, error, headers)


def _write_json_error(call, error, headers):
    version = call.model.metadata.get("jsonVersion", "1.1") if call.model else "1.1"
    headers["x-amzn-errortype"] = error.code
    if call.protocol == "rest-json":
        headers["Content-Type"] = "application/json"
        return Answer(error.status, headers, json.dumps({"message": error.message}))
    headers["Content-Type"] = f"application/x-amz-json-{version}"
    namespace = "com.amazon.coral.service#" if version == "1.0" else ""
    return Answer(error.status, headers, json.dumps({"__type": namespace + error.code, "message": error.message}))


def _xml(text):
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
