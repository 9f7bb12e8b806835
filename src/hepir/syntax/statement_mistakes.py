"""Mistakes that belong to one kind of statement: what is left out, or written as elsewhere.

In: a `Situation`. Out: advice and, where it is safe, the edit that mends it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hepir.diagnostics.core import Edit
from hepir.diagnostics.nearest import nearest
from hepir.source import Span
from hepir.syntax.expectations import fixed_words
from hepir.syntax.situation import Situation

Advice = tuple[str, Edit | None] | None
FACTS = ("experiment", "paper", "sqrt_s", "luminosity")
TEXTUAL = ("analysis", "paper", "unresolved", "delegated", "dismissed")
CONDITIONS = ("select", "reject", "when")
BINNED = ("hist", "bin")


def statement_advice(here: Situation) -> Advice:
    """Advice of the first that knows this mistake."""
    for recognise in RECOGNISERS:
        found = recognise(here)
        if found is not None:
            return found
    return None


def replace(here: Situation, instead: str, length: int | None = None) -> Edit:
    """The edit that replaces the word, or a number of characters; words stay apart."""
    if instead.isalpha() and here.start and here.text[here.start - 1].isalnum():
        instead = f" {instead}"
    return Edit(Span(here.start, here.start + (len(here.word) if length is None else length)), instead)


def insert(here: Situation, text: str) -> Edit:
    """The edit that puts something before the word."""
    return Edit(Span(here.start, here.start), text)


def equal_signs(here: Situation) -> Advice:
    """`=` for `==`, `==` or `:=` for `=`, `> =` for `>=`, `=` where none belongs."""
    if here.word == "=" and "COMPARE" in here.terminals:
        return "comparison is written `==`", replace(here, "==")
    if here.word == "=" and re.search(r"(?<![=!<>])=$", here.text[: here.start]):
        return "give a value with one `=`", Edit(here.span, "")
    if here.word == "=" and here.text[: here.before].endswith((">", "<")):
        first = here.before - 1
        both = f"{here.text[first]}="
        return f"write `{both}` without a space", Edit(Span(first, here.start + 1), both)
    if here.word in ("==", ":=", ":", "<-") and here.terminals == {"EQUAL"}:
        return "give a value with one `=`", replace(here, "=")
    if here.word in ("=", ":") and here.keyword in FACTS:
        return f"there is no `{here.word}` after `{here.keyword}`", replace(here, "")
    if here.word in ("=", ":") and "FROM" in here.terminals:
        return "say where it comes from with `from`", replace(here, "from")
    return None


def colon(here: Situation) -> Advice:
    """A colon at the end of a header, or in a slice."""
    if here.word != ":":
        return None
    if here.text[: here.before].count("[") > here.text[: here.before].count("]"):
        return "an index picks one object; there are no slices", None
    if here.rest.strip() == ":":
        return "a header needs nothing at its end: remove `:`", replace(here, "")
    if here.keyword == "when" and re.match(r":\s*select\b", here.rest):
        return "`select` follows without `:`", replace(here, "")
    return None


def missing_bins(here: Situation) -> Advice:
    """`in` or `bins` left out, or bins as in a ROOT constructor."""
    if here.keyword not in BINNED:
        return None
    if "IN" in here.terminals and re.match(r"[0-9]+\s+(log\s+)?bins\b|bins\b", here.rest):
        return "write `in` before the bins", insert(here, "in ")
    if "IN" in here.terminals and here.word in (",", "["):
        return "say the bins: `in 100 bins from 0 GeV to 200 GeV` or `in bins [0, 50, 200] GeV`", None
    if "BINS" in here.terminals and here.word == "[":
        return "write `bins` before the edges", insert(here, "bins ")
    if here.terminals == {"LSQB"} and here.word == "(":
        return "the edges stand in square brackets: `bins [0, 50, 200] GeV`", None
    if {"COMMA", "RSQB"} <= here.terminals and here.word.isalpha():
        return "the unit stands behind the bracket: `bins [0, 50, 200] GeV`", None
    return None


def inverse_units(here: Situation) -> Advice:
    """`fb-1` for `/fb`."""
    unit = re.search(r"[ \t]*\b([npfa]b)$", here.text[: here.start])
    if unit and here.text.startswith("-1", here.start):
        return f"write `/{unit[1]}`", Edit(Span(unit.start(), here.start + 2), f" /{unit[1]}")
    return None


def quotes(here: Situation) -> Advice:
    """A text without quotes, or a name with them."""
    if here.terminals == {"STRING"} and here.keyword in (*TEXTUAL, "source"):
        return 'put the text in double quotes `"`', None
    if here.word == '"' and here.keyword == "experiment":
        quoted = re.match(r'"([A-Za-z_]\w*)"', here.rest)
        return "an experiment is written without quotes", replace(
            here, quoted[1], quoted.end()
        ) if quoted else None
    if here.word == '"' and here.text[: here.before].endswith("@"):
        return 'say why after `assumed`: `@assumed "why"`', insert(here, "assumed ")
    if here.word == '"' and here.keyword == "source":
        return 'first say on which page: `source NAME = page 5 "words of the publication"`', None
    return None


def conditions(here: Situation) -> Advice:
    """A comma between conditions, a bracket that has no partner, an operator that does not exist."""
    complete = here.may_begin and "TIMES" in here.terminals
    if here.word == "," and here.keyword in CONDITIONS and complete:
        return "join conditions with `and`", replace(here, " and")
    if here.word == "?" and "TIMES" in here.terminals:
        return "write `VALUE if CONDITION else VALUE`", None
    if here.word == ")" and complete:
        return "there is no `(` for this `)`", None
    if here.terminals >= {"INT", "SIGN"} and here.text[: here.before].endswith("["):
        return "an index is a whole number: `jets[0]` is the first one, `jets[-1]` the last one", None
    return None


def parentheses(here: Situation) -> Advice:
    """A call of a property, parameters of a definition, parents of a region in parentheses."""
    if here.word != "(":
        return None
    if re.search(r"\.\s*\w+$", here.text[here.line_start : here.before]):
        return "functions take objects as arguments: `size(jets)` instead of `jets.size()`", None
    if here.keyword in ("define", "let") and here.terminals == {"EQUAL"}:
        return f"what `{here.keyword}` names has no parameters", None
    if here.keyword == "region" and "FROM" in here.terminals:
        return "name parents with `from`: `region NAME from PARENT`", None
    return None


def several_collections(here: Situation) -> Advice:
    """Collections that are added up instead of listed."""
    if here.word in ("+", "and") and here.keyword in ("object", "combine") and "COMMA" in here.terminals:
        return "several collections are separated by commas", replace(here, ",")
    return None


def missing_word(here: Situation) -> Advice:
    """The one word that must stand here is left out."""
    wanted = fixed_words(here.terminals)
    if here.terminals in ({"EQUAL"}, {"FROM"}, {"BY"}, {"TO"}, {"PAGE"}) or wanted == ("from",):
        word = "=" if here.terminals == {"EQUAL"} else wanted[0]
        if re.match(r'[\w"+-]', here.word) and not unlike(here, word):
            return f"write `{word}` before `{here.word}`", insert(here, f"{word} ")
    return None


def unlike(here: Situation, wanted: str) -> bool:
    """Whether a word rather stands in place of the wanted one than after it."""
    misspelled = nearest(here.word, (wanted,)) and re.match(r"\w+\s+\w", here.rest)
    return bool(misspelled) or here.word in ("of", "in", "is", "with", "as", "on", "extends", wanted)


def region_header(here: Situation) -> Advice:
    """Parents of a region after a colon or in parentheses."""
    if (
        here.keyword == "region"
        and here.word in ("extends", "inherits", "of", "in")
        and "FROM" in here.terminals
    ):
        return "name parents with `from`", replace(here, "from")
    return None


RECOGNISERS: tuple[Callable[[Situation], Advice], ...] = (
    colon,
    equal_signs,
    missing_bins,
    inverse_units,
    quotes,
    conditions,
    parentheses,
    region_header,
    several_collections,
    missing_word,
)
