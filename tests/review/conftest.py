"""A small publication, a draft of it with a mistake of each kind, and a browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import chromium
from review_desk import PAPER, PROGRAM, Desk

from hepir.review.server import ReviewServer
from hepir.review.session import Session, open_session
from hepir.source import Source


@pytest.fixture
def make_session(tmp_path: Path) -> Callable[..., Session]:
    """A review of a program and a paper."""

    def make(
        program: str = PROGRAM, paper: str | bytes | None = PAPER, name: str = "paper.md", **more: object
    ) -> Session:
        path = tmp_path / name
        if paper is not None:
            path.write_bytes(paper if isinstance(paper, bytes) else paper.encode())
        file = tmp_path / "draft.hep"
        file.write_text(program, encoding="utf-8")
        return open_session(
            Source(str(file), program),
            "Marie Curie",
            log=tmp_path / "draft.hep.decisions.jsonl",
            paper=path if paper is not None else None,
            **more,  # type: ignore[arg-type]
        )

    return make


@pytest.fixture
def make_desk(tmp_path: Path, make_session: Callable[..., Session]) -> Iterator[Callable[..., Desk]]:
    """The same with a server behind it."""
    servers: list[ReviewServer] = []

    def make(*arguments: object, **options: object) -> Desk:
        server = ReviewServer(make_session(*arguments, **options))
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        servers.append(server)
        return Desk(tmp_path, server.session, server)

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found
