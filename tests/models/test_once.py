"""Values that are made once, and work that is done ahead."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from hepir.models.ahead import Ahead
from hepir.models.once import Once

SECONDS = 30


def test_whoever_asks_while_a_value_is_made_waits_for_it():
    once, begun, free, made = Once(3), threading.Event(), threading.Event(), []

    def make():
        begun.set()
        assert free.wait(SECONDS)
        made.append(1)
        return "value"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(once.get, "key", make)
        assert begun.wait(SECONDS)
        second = pool.submit(once.get, "key", make)
        assert not second.done()
        free.set()
        assert (first.result(SECONDS), second.result(SECONDS)) == ("value", "value")
    assert made == [1]


def test_a_failure_is_told_and_not_remembered():
    once = Once(3)
    with pytest.raises(ZeroDivisionError):
        once.get("key", lambda: 1 // 0)
    assert once.get("key", lambda: 5) == 5


def test_those_that_were_asked_for_last_are_remembered():
    once = Once(2)
    for key in ("a", "b", "a", "c"):
        once.get(key, lambda key=key: key)
    assert [once.get(key, lambda: "new") for key in ("a", "c", "b")] == ["a", "c", "new"]
    once.forget("c")
    assert [once.get(key, lambda: "newer") for key in ("c", "b")] == ["newer", "new"]
    once.clear()
    assert once.get("b", lambda: "newest") == "newest"


def test_what_an_owner_wants_now_replaces_what_is_left_of_before():
    ahead, begun, free, done = Ahead(1), threading.Event(), threading.Event(), []

    def hold():
        begun.set()
        assert free.wait(SECONDS)

    ahead.start("one", [hold, lambda: done.append("too late")])
    assert begun.wait(SECONDS)
    ahead.start("one", [lambda: 1 // 0, lambda: done.append("one")])
    ahead.start("two", [lambda: done.append("two")])
    free.set()
    wait_for(ahead)
    assert sorted(done) == ["one", "two"]


def test_what_is_left_may_be_left():
    ahead, begun, free, done = Ahead(1), threading.Event(), threading.Event(), []

    def hold():
        begun.set()
        assert free.wait(SECONDS)

    ahead.stop("one")
    ahead.start("one", [hold, lambda: done.append("too much")])
    assert begun.wait(SECONDS)
    ahead.stop("one")
    free.set()
    wait_for(ahead)
    assert not done
    assert not ahead.wanted


def test_an_owner_may_begin_again():
    ahead, done = Ahead(1), threading.Event()
    ahead.start("one", [lambda: None])
    while ahead.running:
        time.sleep(0.001)
    ahead.start("one", [done.set])
    assert done.wait(SECONDS)


def test_several_pieces_are_done_at_a_time():
    ahead, meeting, done = (
        Ahead(3),
        threading.Barrier(3, timeout=SECONDS),
        threading.Barrier(4, timeout=SECONDS),
    )
    for _ in range(2):
        ahead.start("one", [lambda: (meeting.wait(), done.wait())] * 3)
        done.wait()
    wait_for(ahead)
    assert not ahead.wanted


def wait_for(ahead):
    """Until nobody wants anything any more: what is begun last is done after what others want."""
    finished = threading.Event()
    ahead.start("last", [finished.set])
    assert finished.wait(SECONDS)
    ahead.executor.shutdown()
    assert ahead.running == 0
