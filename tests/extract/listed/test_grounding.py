"""What may be listed is said of each statement of the language, and what a quote does not say is found."""

import pytest

from hepir.extract.citing import Citable
from hepir.extract.listed.grounding import BLOCKS, RULES, unsaid, unsayable
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse

PARTS = (tree.TableAxis, tree.TableValues, tree.TableErrors, tree.Outside)
APART = (tree.Note, tree.Fact)
MADE = (tree.Analysis, tree.SourceStatement)
OF_FILES = (
    "TableUnit",
    "ModelBlock",
    "ModelInput",
    "ModelOutput",
    "ModelHash",
    "InputVariation",
    "BranchVariation",
)
OF_CODE = ("FunctionBlock", "FunctionOutput")


def every(kind=tree.Statement):
    for each in kind.__subclasses__():
        yield each.__name__
        yield from every(each)


def test_each_statement_may_be_listed_or_may_not():
    known = [each.__name__ for each in (*BLOCKS, *RULES, *PARTS, *APART, *MADE)]
    assert set(every()) == {*known, *OF_FILES, *OF_CODE}


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("define x = 30 GeV", "above 30 GeV", []),
        ("define x = 0.03 TeV", "above 30 GeV", []),
        ("define x = 31 GeV", "above 30 GeV", ["31 GeV"]),
        ("define x = 30", "above 30 GeV", ["30"]),
        ("table t axis pt in bins [20, 40] GeV values [0.5]", "20 to 30 GeV: 0.5", ["40 GeV"]),
        ("define x = any(descends_from(y, 23) for y in GenParticle)", "from Z bosons", []),
        ("define x = any(descends_from(y, 24) for y in GenParticle)", "from Z bosons", ["24"]),
    ],
)
def test_numbers_that_a_quote_does_not_say(text, quote, found):
    (statement,) = parse(Source("", text)).program.blocks
    assert [each.text for each in unsaid(statement, quote)] == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('define x = trigger("HLT_Mu50")', ""),
        ('define x = trigger("HLT_Mu5")', 'the quote does not name "HLT_Mu5"'),
        ('table t from "t.json"', "a publication does not say how files and branches are called"),
    ],
)
def test_names_that_a_quote_does_not_say(text, said):
    quote = "events with the trigger HLT_Mu50"
    (statement,) = parse(Source("", text)).program.blocks
    assert unsayable(statement, Citable("s1", quote, 1), quote) == said
