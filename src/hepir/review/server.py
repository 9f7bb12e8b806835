"""The server of a review.

In: a session. Out: a page on the loopback interface, at a random port and under a token that only the person's browser knows.
Nothing else is served: not a file of the disk, not to another origin, not to a name that only leads here. Bodies are small.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import get_args

from hepir.diagnostics.core import HepirError
from hepir.review.decisions import Action
from hepir.review.documents import Object
from hepir.review.page import page_html
from hepir.review.session import Session

LARGEST = 256 * 1024
PATIENCE = 30  # seconds that a connection may be silent
PICTURE = re.compile(r"/picture/(d\d+)/(\d{1,5})")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves one session; `url` is where."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, session: Session, port: int = 0) -> None:
        self.session = session
        self.token = token_urlsafe(24)
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def origins(self) -> tuple[str, ...]:
        """How browsers may call this server."""
        return tuple(f"http://{name}:{self.server_port}" for name in ("127.0.0.1", "localhost"))

    @property
    def url(self) -> str:
        """The page."""
        return f"{self.origins[0]}/{self.token}/"


class RefusedError(Exception):
    """A request that is not answered, and with which status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: ReviewServer
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def do_GET(self) -> None:
        """The page, the state, a picture."""
        self.guarded(self.get)

    def do_POST(self) -> None:
        """A check or a decision."""
        self.guarded(self.post)

    def guarded(self, answer: object) -> None:
        """Only the page itself may ask; what fails has a status and no details."""
        assert callable(answer)
        try:
            self.look()
            answer(self.inner_path())
        except RefusedError as error:
            self.close_connection = True
            self.send(error.status, b"", "text/plain")
        except HepirError as error:
            self.send_json(
                {
                    "refused": [
                        {"code": each.code, "message": each.message, "hints": list(each.hints)}
                        for each in error.diagnostics
                    ]
                },
                HTTPStatus.CONFLICT,
            )
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            self.close_connection = True

    def look(self) -> None:
        """The name that was asked for and the origin of whoever asks."""
        origins = self.server.origins
        if f"http://{self.headers.get('Host', '')}" not in origins:
            raise RefusedError(HTTPStatus.FORBIDDEN)
        origin = self.headers.get("Origin")
        if origin is not None and origin not in origins:
            raise RefusedError(HTTPStatus.FORBIDDEN)
        if self.command != "GET" and origin is None:
            raise RefusedError(HTTPStatus.FORBIDDEN)
        if self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise RefusedError(HTTPStatus.FORBIDDEN)

    def inner_path(self) -> str:
        """The path behind the token."""
        path = self.path.partition("?")[0]
        token, slash, rest = path.removeprefix("/").partition("/")
        if not (slash and compare_digest(token.encode(), self.server.token.encode())):
            raise RefusedError(HTTPStatus.NOT_FOUND)
        return f"/{rest}"

    def get(self, path: str) -> None:
        """What can be looked at."""
        session = self.server.session
        if path == "/":
            page = page_html(session.whole(), served=True)
            self.send(HTTPStatus.OK, page.encode("utf-8", errors="replace"), "text/html; charset=utf-8")
        elif path == "/state":
            self.send_json(session.state())
        elif path == "/suggestions":
            self.send_json(session.suggestions())
        elif path == "/count":
            self.send_json({"count": len(session.decisions)})
        elif (found := PICTURE.fullmatch(path)) is not None:
            self.send_picture(found[1], int(found[2]))
        else:
            raise RefusedError(HTTPStatus.NOT_FOUND)

    def send_picture(self, key: str, number: int) -> None:
        """A page of a publication."""
        shown = next((each for each in self.server.session.documents.values() if each.key == key), None)
        data = None if shown is None else shown.picture(number)
        if data is None:
            raise RefusedError(HTTPStatus.NOT_FOUND)
        self.send(HTTPStatus.OK, data, "image/png", cached=True)

    def post(self, path: str) -> None:
        """What can be asked and decided."""
        asked = self.body()
        session = self.server.session
        texts = {name: text_of(asked, name) for name in ("statement", "text", "block", "source")}
        if path == "/check":
            self.send_json({"diagnostics": session.check(**texts)})
        elif path == "/decide":
            action = next((each for each in get_args(Action) if each == asked.get("action")), None)
            if action is None:
                raise RefusedError(HTTPStatus.BAD_REQUEST)
            seen, undoes = asked.get("seen"), asked.get("undoes", 0)
            if not isinstance(undoes, int) or not isinstance(seen, str | None):
                raise RefusedError(HTTPStatus.BAD_REQUEST)
            self.send_json(session.decide(action, **texts, undoes=undoes, seen=seen))
        else:
            raise RefusedError(HTTPStatus.NOT_FOUND)

    def body(self) -> Mapping[str, object]:
        """The object that was sent; anything large is not even read."""
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            raise RefusedError(HTTPStatus.LENGTH_REQUIRED)
        if int(length) > LARGEST:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if self.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        try:
            found = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            raise RefusedError(HTTPStatus.BAD_REQUEST) from None
        if not isinstance(found, dict):
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        return found

    def send_json(self, value: Object, status: HTTPStatus = HTTPStatus.OK) -> None:
        """An object."""
        self.send(status, json.dumps(value, ensure_ascii=True).encode("ascii"), "application/json")

    def send(self, status: HTTPStatus, data: bytes, kind: str, *, cached: bool = False) -> None:
        """An answer with the headers that keep it to this page."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "private, max-age=3600" if cached else "no-store")
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def version_string(self) -> str:
        """Nothing about versions."""
        return "hepir"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 (the name of the base class)
        """Nothing is printed: the token is in every path."""


def text_of(asked: Mapping[str, object], name: str) -> str:
    """A text of a request; empty where it is not given."""
    found = asked.get(name, "")
    if not isinstance(found, str):
        raise RefusedError(HTTPStatus.BAD_REQUEST)
    return found
