"""Texts that are written at the same time: all of them in order, or the first failure at once."""

import threading

import pytest

from hepir.models.servers.together import together


@pytest.mark.parametrize("count", [0, 1, 2, 7, 40])
def test_results_come_in_order(count: int) -> None:
    seen: set[int] = set()
    assert together(count, lambda number: seen.add(number) or 10 * number, 3) == tuple(
        10 * number for number in range(count)
    )
    assert seen == set(range(count))


@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError])
def test_a_failure_does_not_wait_for_the_others(failure: type[BaseException]) -> None:
    hanging, begun, others = threading.Event(), [], threading.enumerate()

    def write(number: int) -> int:
        begun.append(number)
        if number == 0:
            raise failure
        hanging.wait()
        return number

    with pytest.raises(failure):
        together(20, write, 4)
    assert not hanging.is_set()
    hanging.set()
    for thread in threading.enumerate():
        if thread not in others:
            thread.join(timeout=10)
    assert len(begun) <= 8  # those that had begun, and no more
