"""A table of the selection for a note.

In: the items of a review. Out: LaTeX with `booktabs`, in which every text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hepir.review.documents import Object

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "η": r"$\eta$",
    "φ": r"$\phi$",
    "Δ": r"$\Delta$",
    "σ": r"$\sigma$",
    "θ": r"$\theta$",
    "≥": r"$\geq$",
    "≤": r"$\leq$",
    "±": r"$\pm$",
    "√": r"$\surd$",
    "−": r"$-$",
    "μ": r"$\mu$",
    "τ": r"$\tau$",
    "γ": r"$\gamma$",
}
SHOWN = (
    "select",
    "reject",
    "when",
    "choose",
    "define",
    "object",
    "combine",
    "region",
    "weight",
    "bin",
    "delegated",
    "unresolved",
)
BLOCKS = ("object", "combine", "region")
STATES = {"accept": "accepted", "edit": "edited", "claim": "added", "": "open"}


def escaped(text: str) -> str:
    """Text that stays text in LaTeX."""
    plain = "".join(character if character.isprintable() else " " for character in " ".join(text.split()))
    return "".join(SPECIAL.get(character, character) for character in plain)


def latex_table(items: list[Object]) -> str:
    """The statements in the order of the program, with where they are said and what was decided."""
    rows = "\n".join(rows_of(items))
    return (
        "% needs \\usepackage{booktabs,longtable,textcomp}\n"
        "\\begin{longtable}{p{0.62\\textwidth}p{0.18\\textwidth}l}\n"
        "\\toprule\nStatement & Said on & Review \\\\\n\\midrule\n\\endhead\n"
        f"{rows}\n\\bottomrule\n\\end{{longtable}}\n"
    )


def rows_of(items: list[Object]) -> Iterator[str]:
    """A row for each statement; a rule is indented under its block, which begins with its name."""
    for item in items:
        if item["keyword"] not in SHOWN:
            continue
        words = escaped(str(item["english"]) or without_evidence(str(item["text"])))
        if item["header"] and item["keyword"] in BLOCKS:
            head = f"{item['keyword']} {item['block']}"
            name = rf"\textbf{{{escaped(head)}}}"
            words = f"{name}: {words}" if item["english"] else name
        elif item["block"] and not item["header"]:
            words = rf"\quad {words}"
        yield f"{words} & {escaped(places(item))} & {STATES.get(str(item['decision']), '')} \\\\"


def without_evidence(text: str) -> str:
    """A statement without its citations."""
    return re.sub(r'\s*@\w+(\s+"(?:[^"\\]|\\.)*")?', "", text)


def places(item: Object) -> str:
    """Where a statement is said."""
    quotes = item["quotes"]
    assert isinstance(quotes, list)
    found = [f"{each['reference'] + ', ' if each['reference'] else ''}p. {each['page']}" for each in quotes]
    return ", ".join(dict.fromkeys(found)) or ("assumed" if item["assumed"] else "")
