"""Programs as the comparison reads them.

In: texts. Out: readings; a program that does not check fails the test with what is wrong.
"""

from hepir.compiling import analyse
from hepir.extract.sides import Reading
from hepir.source import Source


def reading(text: str, name: str = "test.hep") -> Reading:
    """The reading of a text that must check."""
    checked = analyse(Source(name, text))
    assert checked.program is not None, ([each.message for each in checked.diagnostics], text)
    return Reading(name, checked.program, text)
