"""Sentences of normalised text.

In: the text of a paragraph. Out: where its sentences begin and end. A full stop ends a sentence unless it belongs to
an abbreviation (`Fig. 3`, `et al.`, `e.g.`), to initials (`J. Smith`), or to a number, or what follows begins in lower
case.
"""

from __future__ import annotations

import re

from hepir.source import Span

# After these a full stop never ends a sentence.
NEVER = frozenset(
    """
    fig figs ref refs eq eqs eqn eqns sec sect secs tab tabs chap ch app appx vol no nos p pp vs cf e.g i.e viz ca
    approx resp dr prof st mr mrs phys lett rev nucl instrum meth instr eur int al
    """.split()  # noqa: SIM905
)
# After these it does where a usual beginning follows.
SELDOM = frozenset({"etc", "al", "vs", "resp", "no", "nos", "approx", "st", "inc"})
OPENERS = frozenset(
    """
    A An The This These Those That In On At For From To We It Its Each Both All Any If When Where While Since As After
    Before Only Events Event Jets Electrons Muons Photons Leptons Finally Then Thus However Moreover Furthermore
    Additionally Here There Such No One Two Three Because Although Using With Within Of Our They Their
    """.split()  # noqa: SIM905
)
# Full stop, closing marks, a superscript (footnote or citation), then white space.
END = re.compile(r"[.!?]+[\"')\]]*(?:\^[\d,\-*]+)?(?=\s)")
BEGINNING = re.compile(r"[\"'(\[]*(?:[A-Z]|\d|[^\W\da-z_]|[√|Δηφγμ]|[a-zα-ω]{1,2}[A-Z]|[a-z]-)")
LAST_TOKEN = re.compile(r"[^\s(\[]+\Z")
FIRST_WORD = re.compile(r"[^\W\d_]+")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Where sentences stand in a text, without the spaces between them."""
    spans: list[Span] = []
    start = 0
    for found in END.finditer(text):
        if ends_sentence(text, found):
            spans.append(Span(start, found.end()))
            start = found.end() + 1
    if text[start:].strip():
        spans.append(Span(start, len(text)))
    return tuple(trimmed(text, span) for span in spans if text[span.start : span.end].strip())


def trimmed(text: str, span: Span) -> Span:
    """Without white space at both ends."""
    inside = text[span.start : span.end]
    return Span(
        span.start + len(inside) - len(inside.lstrip()), span.end - len(inside) + len(inside.rstrip())
    )


def ends_sentence(text: str, found: re.Match[str]) -> bool:
    """Whether a full stop, question mark or exclamation mark is the last of its sentence."""
    following = text[found.end() :].lstrip()[:40]
    if not BEGINNING.match(following):
        return False
    if not found[0].startswith("."):
        return True
    before = LAST_TOKEN.search(text, max(0, found.start() - 40), found.start())
    token = before[0].strip("\"'") if before else ""
    word = FIRST_WORD.match(following)
    opens = word is not None and word[0] in OPENERS
    return not_abbreviated(token, opens)


def not_abbreviated(token: str, opens: bool) -> bool:
    """Whether a full stop after `token` ends a sentence; `opens`: a usual beginning of sentences follows."""
    lower = token.lower().rstrip(".")
    if lower in SELDOM:
        return opens
    if lower in NEVER:
        return False
    if len(token) == 1 and token.isupper():
        return opens
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", token):  # c.m., U.S., J.P.
        return opens
    return True
