"""Programs as the comparison reads them.

In: texts. Out: readings; a program that does not check fails the test with what is wrong.
"""

from hepir.compiling import analyse
from hepir.extract.sides import ReadProgram
from hepir.source import Source


def reading(text: str, name: str = "test.hep") -> ReadProgram:
    """The reading of a text that must check."""
    checked = analyse(Source(name, text))
    assert checked.program is not None, ([each.message for each in checked.diagnostics], text)
    return ReadProgram(name, checked.program, text)
