"""What regions start from: long chains and many crossing ways are checked as fast as short ones."""

import pytest

from hepir.compiling import analyse
from hepir.semantics import intervals, options
from hepir.semantics.lineage import ancestors, parents_first
from hepir.source import Source


def chain(count, order=1):
    """Regions each of which starts from the one before."""
    blocks = [
        f"region r{each}{f' from r{each - 1}' if each else ''}\n  select MET.pt > {each + 1} GeV\n"
        for each in range(count)
    ]
    return "".join(blocks[::order])


def checked(text):
    return analyse(Source("x.hep", text))


@pytest.mark.parametrize("order", [1, -1])
def test_a_chain_is_walked_once(order, monkeypatch):
    calls = {"facts_of": 0, "judge": 0}
    for module, name in ((options, "facts_of"), (intervals, "judge")):
        real = getattr(module, name)

        def counting(*arguments, real=real, name=name):
            calls[name] += 1
            return real(*arguments)

        monkeypatch.setattr(module, name, counting)
    found = checked(chain(1200, order))
    assert found.diagnostics == ()
    assert all(1200 <= number <= 3 * 1200 for number in calls.values()), calls


def test_regions_of_two_parents_do_not_multiply():
    text = "region a0\n  select MET.pt > 1 GeV\nregion b0\n  select MET.phi > 0\n"
    for each in range(1, 40):
        text += (
            f"region a{each} from a{each - 1}, b{each - 1}\nregion b{each} from b{each - 1}, a{each - 1}\n"
        )
    program = checked(text).program
    by_name = program.regions_by_name
    last = ancestors(by_name["a39"], by_name)
    assert len(last) == 78
    assert [each.name for each in last[:4]] == ["a0", "b0", "a1", "b1"]


def test_parents_come_first():
    program = checked(chain(5, -1)).program
    assert [each.name for each in parents_first(program.regions)] == ["r0", "r1", "r2", "r3", "r4"]


def test_what_a_grandparent_cuts_on_is_known():
    text = "region a\n  select MET.pt > 100 GeV\nregion b from a\n  select MET.phi > 0\nregion c from b\n"
    codes = [each.code for each in checked(f"{text}  select MET.pt > 50 GeV\n").diagnostics]
    assert codes == [
        each.code
        for each in checked(f"{text.replace('from b', 'from b, a')}  select MET.pt > 50 GeV\n").diagnostics
    ]
    assert len(codes) == 1
