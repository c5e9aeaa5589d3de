"""The way of a call: the mends, then moto, one call at a time; and calls that the simulator makes to itself."""

import io
import threading
import traceback
import uuid
import sys
from datetime import datetime, timezone

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.wrappers import Response

import hooks
import mends
import once  # noqa: F401 - it changes moto
from answers import Answer, write_error, write_result
from wire import AwsError, Call, service_model

# moto's state is plain dicts shared by all threads: one call at a time, or it breaks.
LOCK = threading.RLock()
_MOTO = DomainDispatcherApplication(create_backend_app)


def to_moto(call):
    """Let moto answer the call as it stands."""
    environ = dict(call.environ)
    environ["wsgi.input"] = io.BytesIO(call.body)
    environ["HTTP_X_MOTO_ACCOUNT_ID"] = call.account
    try:
        response = Response.from_app(_MOTO, environ, buffered=True)
        answer = Answer(response.status_code, response.headers.items(), response.get_data())
    except NotImplementedError as error:
        raise AwsError("InvalidAction", f"the simulator does not know {call.service}:{call.operation} ({error})", 400)
    except AwsError:
        raise
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        raise AwsError("InternalFailure", f"moto failed: {type(error).__name__}: {error}", 500)
    if answer.status >= 400 and b"<!doctype html" in answer.body[:200].lower():
        raise AwsError("InvalidAction", f"the simulator does not know {call.service}:{call.operation}", 400)
    return answer


def result_of(call):
    """The output members of the call after all mends, moto's own error raised as AwsError."""
    key = (call.service, call.operation)
    for hook in hooks.BEFORE.get(key, ()):
        changed = hook(call, call.params)
        if changed is not None:
            call.rebuild(changed)
    if key in hooks.REPLACE:
        result = hooks.REPLACE[key](call, call.params)
    else:
        answer = to_moto(call)
        if answer.status >= 300:
            raise MotoAnswer(answer)
        result = answer.parsed(call)
    for hook in hooks.AFTER.get(key, ()):
        result = hook(call, call.params, result) or result
    return result


class MotoAnswer(Exception):
    """moto answered an error by itself, in its own words; it goes out as it is."""

    def __init__(self, answer):
        super().__init__(f"HTTP {answer.status} {answer.body[:500]!r}")
        self.answer = answer


def is_mended(call):
    key = (call.service, call.operation)
    known = key in hooks.REPLACE or key in hooks.BEFORE or key in hooks.AFTER
    return known and call.operation_model is not None


def perform(call, produce=result_of):
    """Answer a call under the lock; `produce` gives its result where it is mended or paged."""
    request_id = str(uuid.uuid4())
    with LOCK:
        try:
            mends.load(call.service)
            for guard in hooks.GUARDS:
                guard(call)
            if produce is result_of and not is_mended(call):
                return to_moto(call)
            return write_result(call, produce(call), request_id)
        except MotoAnswer as moto:
            return moto.answer
        except AwsError as error:
            return write_error(call, error, request_id)
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            return write_error(
                call, AwsError("InternalFailure", f"simulator: {type(error).__name__}: {error}", 500), request_id
            )


def api(account, region, service, operation, **params):
    """A call that the simulator makes to itself, past faults, log and paging; returns the output or raises AwsError."""
    now = datetime.now(timezone.utc).strftime("%Y%m%d")
    signing = service_model(service).signing_name or service
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "SCRIPT_NAME": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_AUTHORIZATION": f"AWS4-HMAC-SHA256 Credential=ASIASIMULATORITSELF0/{now}/{region}/{signing}/aws4_request, SignedHeaders=host, Signature=0",
        "wsgi.input": io.BytesIO(b""),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
    }
    call = Call(environ)
    call.account, call.internal = account, True
    call.model = service_model(service)
    call.operation, call.protocol = operation, call.model.protocol
    if call.protocol == "smithy-rpc-v2-cbor":
        call.protocol = "json"
    call.rebuild(params)
    rebuilt = Call(call.environ)
    rebuilt.account, rebuilt.internal = account, True
    rebuilt.operation, rebuilt.protocol = operation, call.protocol
    with LOCK:
        try:
            mends.load(service)
            return result_of(rebuilt)
        except MotoAnswer as moto:
            raise error_of(rebuilt, moto.answer) from None


def error_of(call, answer):
    """moto's error answer as AwsError."""
    from botocore import parsers

    response = {
        "status_code": answer.status,
        "headers": {k.lower(): v for k, v in answer.headers.items()},
        "body": answer.body,
    }
    try:
        error = parsers.create_parser(call.protocol).parse(response, call.operation_model.output_shape).get("Error", {})
    except Exception:
        error = {}
    return AwsError(
        error.get("Code", "Unknown"), error.get("Message", answer.body[:300].decode("utf-8", "replace")), answer.status
    )
