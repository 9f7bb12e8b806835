"""Where each rule of the language is shown or tested.

In: a rule in a few words, and its places: a page with a heading, or a test module of what no diagnostic can show. Out: a
test that the places are there, so that a rule is not lost when pages are rewritten.
"""

from pathlib import Path

import pytest
from fences import HEADING

PAGES = Path(__file__).parent
TESTS = PAGES.parent
RULES = {
    "statements under headers; every prefix is a program": (
        "shape: A block, its rules, the next block",
        "shape: Whatever stands before a statement is a whole program",
        "syntax/test_generated_programs.py",
    ),
    "one grammar for all": ("syntax/test_grammar.py", "extract/typed/test_soundness.py"),
    "blocks refer to later ones; circles are errors": (
        "shape: Blocks may stand in any order",
        "shape: Definitions do not need each other in a circle",
    ),
    "one spelling; unknown names are errors": (
        "shape: Names are case sensitive, and an unknown one is never guessed",
        "shape: So are properties",
        "shape: So are units",
    ),
    "one layout; comments survive": ("layout: One canonical text", "layout: Comments stay where they are"),
    "dimensions with rational exponents": (
        "units: A number without a unit is not an energy",
        "units: Another unit of the same dimension is the same value",
        "units: Exponents are rational numbers",
        "units: Whole numbers count",
    ),
    "kinds, unions, combinations, the missing momentum": (
        "objects: All kinds",
        "objects: A union has the properties that all its kinds have",
        "objects: So is a combination, and it has its members",
        "objects: The missing momentum is transverse",
        "objects: A sum of momenta is a momentum",
        "objects: A sum with missing momentum is transverse",
    ),
    "collections know their order": (
        "collections_and_order: An order is stated once",
        "collections_and_order: Filters keep the order",
        "collections_and_order: A union has no order",
        "collections_and_order: Its order is that of the format, if that is stated",
    ),
    "what belongs to an object is a collection": (
        "collections_and_order: What an object has several of is a collection",
        "collections_and_order: It is written with its owner",
        "collections_and_order: What is made of the list of a missing object is missing",
        "backends/test_belonging.py",
    ),
    "missing values": (
        "missing_values: A condition on a missing value is false",
        "missing_values: Histograms skip missing values and count the skips",
        "missing_values: A guard makes present",
    ),
    "collections are quantified": (
        "quantifiers: A property of many objects is not a number",
        "quantifiers: One object, several tests",
    ),
    "intervals and bins": ("intervals_and_bins: Histogram axes", "intervals_and_bins: A product grid"),
    "comparisons": (
        "intervals_and_bins: Comparisons chain",
        "intervals_and_bins: Exact equality of real numbers is a warning",
    ),
    "functions": ("functions: Angles and distances", "intrinsics/test_values.py"),
    "objects filter, unite, keep identity and derive": (
        "objects: From a kind to a named collection",
        "objects: Derived properties",
        "choices: What is left over",
    ),
    "combinations": ("combinations: Pairs of one collection", "combinations: Combinations of combinations"),
    "choices": ("choices: Rankings after the first decide between equals",),
    "combinations have a bound": ("combinations: Combinations have a bound",),
    "regions": ("regions: Several parents", "regions: A region is a condition"),
    "implications": ("regions: Where a condition holds",),
    "weights and variations": (
        "weights_and_systematics: Named factors",
        "weights_and_systematics: Variations of a property",
        "backends/test_variations.py",
    ),
    "evidence": (
        "evidence: Numbers occur in the quote",
        "evidence: The comparison points where the words point",
    ),
    "holes": ("holes_and_notes: A hole",),
    "notes": ("holes_and_notes: What the program cannot express",),
    "formats": ("datasets: One program on several formats", "schemas/test_real_files.py"),
    "statuses": (
        "datasets: What a format lacks",
        "datasets: Every criterion has a status on a format",
    ),
    "the interpreter is what programs mean": (
        "language/test_backends.py",
        "backends/test_agreement.py",
        "test_references.py",
    ),
    "the same bytes on any machine": ("backends/test_agreement.py", "backends/test_golden.py"),
    "generated code": ("backends/test_golden.py", "backends/test_untrusted_text.py"),
}


def is_there(place: str) -> bool:
    """Whether a page has a heading, or a test module exists."""
    if place.endswith(".py"):
        return (TESTS / place).is_file()
    page, _, heading = place.partition(": ")
    lines = (PAGES / f"{page}.md").read_text(encoding="utf-8").splitlines()
    return any((found := HEADING.match(line)) and found["text"] == heading for line in lines)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_its_places(rule: str) -> None:
    assert [place for place in RULES[rule] if not is_there(place)] == []
