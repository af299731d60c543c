"""Where alerts arrive in tests: a mail server and a web server of this machine, which keep all."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, HTTPServer

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.ports import free_port


@dataclass(kw_only=True)
class Sink:
    """A server, and what it was sent."""

    port: int
    received: list[str] = field(default_factory=list)


class _Keeper:
    def __init__(self) -> None:
        self.received: list[str] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd calls it so
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content)
        self.received.append(f"{message['Subject']}\n{message.get_payload()}")
        return "250 OK"


@contextmanager
def mail_sink() -> Iterator[Sink]:
    keeper = _Keeper()
    port = free_port()
    controller = Controller(keeper, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield Sink(port=port, received=keeper.received)
    finally:
        controller.stop()


@contextmanager
def web_sink(status: int = 200) -> Iterator[Sink]:
    received: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            received.append(json.loads(content)["text"])
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Sink(port=server.server_port, received=received)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
