"""The server answers its own page and nobody else."""

import http.client
import json
import socket

import pytest
from review_desk import Desk


def asked(desk: Desk, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", desk.server.server_port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def origin(desk: Desk) -> str:
    return f"http://127.0.0.1:{desk.server.server_port}"


def post(desk: Desk, what: str, value: object, **headers: str) -> tuple[int, bytes]:
    given = {"Content_Type": "application/json", "Origin": origin(desk), **headers}
    return asked(desk, "POST", f"/{desk.server.token}/{what}", json.dumps(value).encode(), **given)


def test_its_own_page_is_answered(desk: Desk) -> None:
    status, page = asked(desk, "GET", f"/{desk.server.token}/")
    assert status == 200 and b"review-data" in page
    status, state = asked(desk, "GET", f"/{desk.server.token}/state")
    assert status == 200 and json.loads(state)["count"] == 0
    assert post(desk, "decide", {"action": "accept", "statement": "s1"})[0] == 200
    assert len(desk.lines()) == 1


def test_it_is_on_the_loopback_interface_alone(desk: Desk) -> None:
    assert desk.server.server_address[0] == "127.0.0.1"
    assert len(desk.server.token) >= 32


PATHS = [
    "/",
    "/state",
    "/TOKEN",
    "/TOKEN/../../etc/passwd",
    "/TOKEN/..%2f..%2fetc/passwd",
    "/TOKEN//etc/passwd",
    "/TOKEN/draft.hep",
    "/TOKEN/draft.hep.decisions.jsonl",
    "/TOKEN/picture/d0/1",
    "/TOKEN/picture/../d0/1",
    "/TOKEN/picture/d0/99999",
    "/TOKENx/state",
    "//evil.example/TOKEN/",
    "/%00",
]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_else_is_reachable(desk: Desk, path: str) -> None:
    token = desk.server.token
    status, body = asked(desk, "GET", path.replace("TOKEN", token))
    assert (status, body) == (404, b"")
    other = path.replace("TOKEN", token[:-1] + ("A" if token[-1] != "A" else "B"))
    assert asked(desk, "GET", other)[0] == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_other_origins_are_refused(desk: Desk, headers: dict[str, str]) -> None:
    assert asked(desk, "GET", f"/{desk.server.token}/state", **headers) == (403, b"")
    assert post(desk, "decide", {"action": "accept", "statement": "s1"}, **headers)[0] == 403
    assert desk.lines() == []


def test_a_form_of_another_page_decides_nothing(desk: Desk) -> None:
    path, body = f"/{desk.server.token}/decide", b'{"action": "accept", "statement": "s1"}'
    assert asked(desk, "POST", path, body, Content_Type="application/json")[0] == 403  # no origin
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        assert asked(desk, "POST", path, body, Content_Type=kind, Origin=origin(desk))[0] == 415
    assert desk.lines() == []


@pytest.mark.parametrize(
    "body",
    [b"", b"nonsense", b"[]", b'{"action": "explode"}', b'{"action": 1}', b'{"action": "edit", "text": 5}',
     b'{"action": "undo", "undoes": "x"}', b"[" * 20000],
)  # fmt: skip
def test_other_bodies_are_refused(desk: Desk, body: bytes) -> None:
    path = f"/{desk.server.token}/decide"
    assert asked(desk, "POST", path, body, Content_Type="application/json", Origin=origin(desk))[0] == 400


def test_what_cannot_be_decided_is_said(desk: Desk) -> None:
    status, body = post(desk, "decide", {"action": "accept", "statement": "s999"})
    assert status == 409
    assert json.loads(body)["refused"][0]["code"] == "HEP1203"


def test_a_body_of_100_megabytes_is_not_read(desk: Desk) -> None:
    with socket.create_connection(("127.0.0.1", desk.server.server_port), timeout=20) as connection:
        head = (
            f"POST /{desk.server.token}/decide HTTP/1.1\r\nHost: 127.0.0.1:{desk.server.server_port}\r\n"
            f"Origin: {origin(desk)}\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n"
        )
        connection.sendall(head.encode())
        answer = connection.makefile("rb")
        assert b"413" in answer.readline()
        rest = answer.read()  # the connection is closed, so this ends
        assert b"Connection: close" in rest
    chunked = {"Content_Type": "application/json", "Origin": origin(desk), "Transfer_Encoding": "chunked"}
    assert asked(desk, "POST", f"/{desk.server.token}/decide", b"0\r\n\r\n", **chunked)[0] in (400, 411)


def test_answers_keep_to_this_page(desk: Desk) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", desk.server.server_port, timeout=20)
    connection.request("GET", f"/{desk.server.token}/")
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src &#x27;none&#x27;" in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "") and "https://" not in page
