"""What a request asks for, and how an answer is written: the wire forms of the AWS protocols.

Requests are read with moto's parsers, answers with botocore's, and both are written again with the opposite
halves, so every hook works on plain dicts whose members are named as in the service's own API.
"""

import functools
import io
import re
import threading
from urllib.parse import parse_qs, unquote, urlencode

import moto.core.utils
from botocore import serialize as botocore_serialize
from moto.core.loaders import create_loader
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.utils import get_service_model
from werkzeug.datastructures import MultiDict

# Signing name -> the name of the service's model in botocore, where the two differ.
MODEL_OF_SIGNING_NAME = {
    "tagging": "resourcegroupstaggingapi",
    "monitoring": "cloudwatch",
    "elasticloadbalancing": "elbv2",
    "elasticfilesystem": "efs",
    "states": "stepfunctions",
    "email": "ses",
    "elasticmapreduce": "emr",
    "eventbridge": "events",
    "cloudhsm": "cloudhsmv2",
    "aps": "amp",
    "airflow": "mwaa",
    "acm-pca": "acm-pca",
    "aoss": "opensearchserverless",
    "cloudcontrolapi": "cloudcontrol",
    "servicequotas": "service-quotas",
    "sso": "sso-admin",
}


class AwsError(Exception):
    """An error that the service itself would answer: its code, its words and its HTTP status."""

    def __init__(self, code, message, status=400, headers=None, extra=None):
        super().__init__(f"{code}: {message}")
        self.code, self.message, self.status = code, message, status
        self.headers, self.extra = headers or {}, extra or {}


# Two services behind one signing name, told apart by the beginning of the path.
BY_PATH = {"apigateway": ("/v2/", "apigatewayv2"), "es": ("/2021-01-01/", "opensearch")}


def _service_by_path(signing_name, path):
    start, other = BY_PATH.get(signing_name, ("-", None))
    return other if path.startswith(start) else signing_name


# One loader for all models: a new one looks through all of botocore's folders again, which the first hundred calls at once did for half a minute.
LOADER = create_loader()
moto.core.utils.create_loader = lambda: LOADER
LOADING = threading.Lock()


def service_model(signing_name, version=None):
    """The model behind a signing name, or None where botocore knows no such service."""
    with LOADING:
        return _service_model(signing_name, version)


@functools.cache
def _service_model(signing_name, version):
    name = MODEL_OF_SIGNING_NAME.get(signing_name, signing_name)
    if signing_name == "elasticloadbalancing" and version == "2012-06-01":
        name = "elb"
    try:
        return get_service_model(name)
    except Exception:
        return None


# Of operations that only a header tells apart, the common one.
COMMON = ("ListBuckets", "PutObject")


@functools.cache
def _routes(model):
    routes = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        # Some models end a path with a slash (AWS Backup), and the SDK for JavaScript leaves it out.
        pattern = re.sub(r"\\{([^}+]+)\\\+\\}", r"(?P<\1>.+)", re.escape(path.rstrip("/")))
        pattern = re.sub(r"\\{([^}]+)\\}", r"(?P<\1>[^/]+)", pattern)
        pattern = re.sub(r"\?P<([^>]+)>", lambda m: f"?P<{re.sub(r'[^A-Za-z0-9_]', '_', m[1])}>", pattern)
        wanted = {k: v[0] for k, v in parse_qs(query, keep_blank_values=True).items()}
        routes.append((http["method"], re.compile(f"^{pattern}/?$"), wanted, name, len(re.sub(r"{[^}]*}", "", path))))
    # The most specific first: more query keys, then more literal path.
    return sorted(routes, key=lambda route: (-len(route[2]), -route[4], route[3] not in COMMON, route[3]))


def _rest_operation(model, method, path, query):
    for verb, pattern, wanted, name, _ in _routes(model):
        match = pattern.match(path)
        if verb == method and match and all(k in query and v in ("", query[k][0]) for k, v in wanted.items()):
            return name, match.groupdict()
    return None, {}


def _is_text(body):
    """What is packed, or a picture, is no text to parse: moto gets it as it is."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class Call:
    """One request: who asks (account), where (region), what (service, operation, params) and in which protocol."""

    def __init__(self, environ):
        self.environ = environ
        whole = environ.get("wsgi.input_terminated")
        self.body = (
            environ["wsgi.input"].read()
            if whole
            else environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        )
        environ["wsgi.input"] = io.BytesIO(self.body)
        environ["CONTENT_LENGTH"] = str(len(self.body))
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        self.path = environ.get("RAW_URI", environ.get("PATH_INFO", "/")).partition("?")[0]
        self.query_string = environ.get("QUERY_STRING", "")
        self.account, self.seeding, self.internal = None, False, False
        self._params = None
        self.access_key, self.region, self.service = self._scope()
        self._identify()

    def _scope(self):
        match = re.search(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/aws4", self.environ.get("HTTP_AUTHORIZATION", ""))
        return (match[1], match[2], match[3].lower()) if match else (None, "us-east-1", "s3")

    def _identify(self):
        query = parse_qs(self.query_string, keep_blank_values=True)
        content_type = self.environ.get("CONTENT_TYPE", "")
        target = self.environ.get("HTTP_X_AMZ_TARGET", "")
        form = {}
        if content_type.startswith("application/x-www-form-urlencoded") and self.service != "s3":
            form = parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)
        version = (form.get("Version") or [None])[0]
        self.service = _service_by_path(self.service, self.path)
        self.model = service_model(self.service, version)
        self.uri_params = {}
        if form.get("Action"):
            self.operation = form["Action"][0]
            self.protocol = "ec2" if self.service == "ec2" else "query"
        elif target:
            self.operation, self.protocol = target.split(".")[-1], "json"
        elif self.model:
            self.protocol = self.model.protocol
            self.operation, self.uri_params = _rest_operation(
                self.model, self.environ["REQUEST_METHOD"], self.path, query
            )
        else:
            self.operation, self.protocol = None, "rest-json"
        self.values = form or query

    @property
    def operation_model(self):
        if self.model and self.operation in self.model.operation_names:
            return self.model.operation_model(self.operation)
        return None

    @property
    def params(self):
        """The request's members; what a hook changes here reaches moto after `rebuild`."""
        if self._params is None:
            self._params = self._parse_params()
        return self._params

    def _parse_params(self):
        if self.operation_model is None or self.operation_model.input_shape is None:
            return {}
        values = MultiDict((k, v) for k, vs in self.values.items() for v in vs)
        headers = {k[5:].replace("_", "-").lower(): v for k, v in self.environ.items() if k.startswith("HTTP_")}
        uri = {k: unquote(v) for k, v in self.uri_params.items()}
        parser = PROTOCOL_PARSERS[self.protocol](self.operation_model)
        body = self.body if _is_text(self.body) else self.body.decode("latin-1").encode()
        request = {"method": self.environ["REQUEST_METHOD"], "values": values, "headers": headers, "body": body}
        return parser.parse({**request, "url_path": self.path, "url_params": uri})

    def text(self):
        """Path, query and body as readable text: what `arnContains` of a fault looks into."""
        return unquote(f"{self.path}?{self.query_string}") + " " + unquote(self.body.decode("utf-8", "replace"))

    def rebuild(self, params):
        """Write the request again from changed params, in the same protocol."""
        serializer = botocore_serialize.create_serializer(self.protocol, include_validation=False)
        request = serializer.serialize_to_request(params, self.operation_model)
        body = request["body"]
        if isinstance(body, dict):
            body = urlencode(body)
        body = body.encode() if isinstance(body, str) else body
        path, _, inline = request["url_path"].partition("?")
        query = urlencode(request["query_string"] or {}, doseq=True)
        self.environ["PATH_INFO"] = unquote(path)
        self.environ["RAW_URI"] = self.environ["REQUEST_URI"] = path
        self.environ["QUERY_STRING"] = "&".join(part for part in (inline, query) if part)
        self.environ["REQUEST_METHOD"] = request["method"]
        for name, value in request["headers"].items():
            key = name.upper().replace("-", "_")
            self.environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
        self.body, self._params = body, params
        self.environ["wsgi.input"], self.environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
