"""What uproot knows of a branch is worked out by one thread at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from hepir.run.ttree import worked_out


class Branch:
    """A branch that notices whether it is asked a second time before it has answered."""

    streamer = None

    def __init__(self) -> None:
        self.inside, self.most = 0, 0
        self.never = Event()

    @property
    def interpretation(self) -> None:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.never.wait(0.02)  # long enough for the others to come in, if they can
        self.inside -= 1


def test_one_thread_at_a_time_works_out_a_branch() -> None:
    branch, together = Branch(), Barrier(3)

    def ask() -> object:
        together.wait()
        return worked_out(branch)

    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(ask) for _ in range(3)]
        assert [each.result() for each in asked] == [branch] * 3
    assert branch.most == 1
