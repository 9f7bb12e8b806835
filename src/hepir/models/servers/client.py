"""Requests to a server, with patience.

In: an address and what to send. Out: the JSON document of the answer, or one diagnostic after several tries. The key comes
from the environment, goes into one header and is kept out of every message.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpx2

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.models.errors import ServerAnswer, ServerRefused, ServerUnreachable
from hepir.models.servers.streaming import BrokenStreamError, Listener, gathered

PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
"""Statuses that may be gone a moment later."""
LONGEST_PAUSE = 60.0
CREDENTIALS = re.compile(r"//[^/@]*@")
KEPT_HEADERS = ("content-type", "retry-after")
Piece = TypeVar("Piece", str, bytes)
Body = Mapping[str, object]


@dataclass(frozen=True)
class Patience:
    """Seconds for a connection and for an answer, tries, and the first pause, which doubles from try to try."""

    connecting: float = 10.0
    answering: float = 600.0
    tries: int = 5
    pause: float = 1.0
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True)
class Client:
    """A server at an address such as `http://localhost:8000/v1`; `refused` are fields of requests that it does not take."""

    address: str
    patience: Patience = Patience()
    key: str = field(default="", repr=False)
    refused: set[str] = field(default_factory=set, repr=False, compare=False)
    session: httpx2.Client = field(default_factory=httpx2.Client, repr=False)

    @property
    def shown(self) -> str:
        """The address without a user's name and password."""
        return CREDENTIALS.sub("//", self.address)

    def get(self, path: str) -> Body:
        """Raises HepirError (HEP0960 to HEP0962)."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: Body, told: Listener | None = None) -> Body:
        """What a server answers; `told` hears of it while it is written, where `body` asks for a stream.

        Raises HepirError (HEP0960 to HEP0962).
        """
        return self._ask("POST", path, body, told)

    def _ask(self, method: str, path: str, body: Body | None, told: Listener | None = None) -> Body:
        reason, pause = "", 0.0
        for number in range(self.patience.tries):
            if number:
                self.patience.sleep(pause)
            pause = self.patience.pause * 2**number
            try:
                answer = self._send(method, path, body, told)
                if not isinstance(answer, httpx2.Response):
                    return answer
            except httpx2.InvalidURL as error:
                raise HepirError(
                    (ServerUnreachable(NOWHERE, self.shown, self._clean(str(error)), 1),)
                ) from None
            except httpx2.RequestError as error:
                reason = self._clean(str(error)) or type(error).__name__
                continue
            except BrokenStreamError as error:
                reason = self._clean(str(error))
                if 400 <= error.status < 500 and error.status not in PASSING:
                    raise HepirError((ServerRefused(NOWHERE, self.shown, error.status, reason),)) from None
                continue
            if answer.status_code not in PASSING:
                return self._document(answer)
            reason = f"status {answer.status_code}: {self._reason(answer)}"
            pause = max(pause, _asked_pause(answer))
        raise HepirError((ServerUnreachable(NOWHERE, self.shown, reason, self.patience.tries),))

    def _send(
        self, method: str, path: str, body: Body | None, told: Listener | None
    ) -> httpx2.Response | Body:
        """The answer: read to its end, or the document that a stream amounts to."""
        limit = httpx2.Timeout(self.patience.answering, connect=self.patience.connecting)
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        url = f"{self.address.rstrip('/')}{path}"
        with self.session.stream(method, url, json=body, headers=headers, timeout=limit) as answer:
            if told and answer.status_code == 200 and streams(answer):
                return gathered(self._in_time(answer.iter_text()), told)
            kept = {key: value for key, value in answer.headers.items() if key in KEPT_HEADERS}
            content = b"".join(self._in_time(answer.iter_bytes()))
            return httpx2.Response(answer.status_code, headers=kept, content=content)

    def _in_time(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The pieces of an answer, as long as there is time: a connection that is kept alive may never end."""
        end = time.monotonic() + self.patience.answering
        for piece in pieces:
            if time.monotonic() > end:
                raise BrokenStreamError(f"the answer takes more than {self.patience.answering:g} seconds")
            yield piece

    def _document(self, answer: httpx2.Response) -> Body:
        if answer.status_code >= 300:
            reason = self._reason(answer)
            raise HepirError((ServerRefused(NOWHERE, self.shown, answer.status_code, reason),))
        try:
            document: object = answer.json()
        except (ValueError, RecursionError):
            raise HepirError((ServerAnswer(NOWHERE, self.shown, "it is not a JSON document"),)) from None
        if not isinstance(document, dict):
            raise HepirError((ServerAnswer(NOWHERE, self.shown, "it is not a JSON object"),))
        return document

    def _reason(self, answer: httpx2.Response) -> str:
        """What a server says for itself, in one line."""
        try:
            document: object = answer.json()
        except (ValueError, RecursionError):
            document = None
        while isinstance(document, dict):
            document = document.get("error", document.get("message", document.get("detail")))
        said = document if isinstance(document, str) else answer.text
        return self._clean(said) or "no reason given"

    def _clean(self, said: str) -> str:
        line = " ".join(said.split())[:300]
        return line.replace(self.key, "...") if self.key else line


def streams(answer: httpx2.Response) -> bool:
    """Whether an answer comes in events."""
    return str(answer.headers.get("content-type", "")).startswith("text/event-stream")


def key_for(address: str) -> str:
    """`HEPIR_API_KEY`, or else `OPENAI_API_KEY` where the address is encrypted: it must not be read on its way."""
    own = os.environ.get("HEPIR_API_KEY", "").strip()
    return own or (os.environ.get("OPENAI_API_KEY", "").strip() if address.startswith("https://") else "")


def _asked_pause(answer: httpx2.Response) -> float:
    """The seconds that a server asks for, as a number or as the time until when."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.replace(".", "", 1).isdigit():
        return min(float(asked), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(asked).timestamp()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return min(max(until - time.time(), 0.0), LONGEST_PAUSE)
