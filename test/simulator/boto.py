"""Asks AWS services with botocore for tests whose service has no client here: a JSON request a line, a JSON answer a line."""

import datetime
import json
import sys

import botocore.config
import botocore.exceptions
import botocore.session

SESSION = botocore.session.get_session()
CLIENTS = {}


def client(request):
    key = json.dumps([request["service"], request["region"], request["credentials"]], sort_keys=True)
    if key not in CLIENTS:
        given = request["credentials"]
        CLIENTS[key] = SESSION.create_client(
            request["service"],
            region_name=request["region"],
            endpoint_url=request["endpoint"],
            aws_access_key_id=given["accessKeyId"],
            aws_secret_access_key=given["secretAccessKey"],
            aws_session_token=given["sessionToken"],
            config=botocore.config.Config(
                retries={"total_max_attempts": 1}, parameter_validation=True, s3={"addressing_style": "path"}
            ),
        )
    return CLIENTS[key]


def answer(request):
    import botocore

    try:
        method = botocore.xform_name(request["operation"])
        result = getattr(client(request), method)(**request["params"])
        result.pop("ResponseMetadata", None)
        return {"result": result}
    except botocore.exceptions.ClientError as error:
        response = error.response
        status = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        return {"error": {**response["Error"], "Status": status}}
    except Exception as error:
        return {"error": {"Code": type(error).__name__, "Message": str(error), "Status": None}}


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=plain), flush=True)
