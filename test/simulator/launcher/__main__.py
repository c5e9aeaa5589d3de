"""Start the simulator: `python3 launcher [--host H] [--port N]`. One JSON line on stdout when it answers; ends when
stdin ends, so it never outlives the test run that started it."""

import os
import sys

for name, value in {
    "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
    "MOTO_DISABLE_GLOBAL_CORS": "true",
    "AWS_ACCESS_KEY_ID": "simulator",
    "AWS_SECRET_ACCESS_KEY": "simulator",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS": "false",
}.items():
    os.environ[name] = value
for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
    os.environ.pop(name, None)

import argparse  # noqa: E402
import json  # noqa: E402
import logging  # noqa: E402
import threading  # noqa: E402

from werkzeug.serving import WSGIRequestHandler, make_server  # noqa: E402

import mends  # noqa: E402
from application import application  # noqa: E402


class Handler(WSGIRequestHandler):
    """Keep-alive, and silent."""

    protocol_version = "HTTP/1.1"
    timeout = 600

    def log(self, *args):
        pass

    def handle(self):
        # A connection that a fault cut off cannot be read again; that is no news.
        try:
            super().handle()
        except OSError:
            pass

    def setup(self):
        super().setup()
        import socket

        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--host", default="127.0.0.1")
    arguments.add_argument("--port", type=int, default=0)
    options = arguments.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server(options.host, options.port, application, threaded=True, request_handler=Handler)
    server.daemon_threads = True

    def end_with_parent():
        while sys.stdin.buffer.read(4096):
            pass
        os._exit(0)

    threading.Thread(target=end_with_parent, daemon=True).start()
    print(json.dumps({"port": server.server_port, "pid": os.getpid()}), flush=True)
    threading.Thread(target=mends.warm_up, daemon=True).start()
    server.serve_forever()


main()
