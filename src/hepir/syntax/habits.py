"""What people write who know another language, and what it is here.

In: nothing. Out: tables: by symbol or word, what to write instead and how to say so.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habit:
    """What to write instead (`None` where a person has to think), and the advice."""

    instead: str | None
    advice: str


def write(instead: str) -> Habit:
    """A habit that is mended by writing something else."""
    return Habit(instead, f"write `{instead.strip()}`")


# Symbols at the place of an error, or that end there because their first character was read already.
SYMBOLS = {
    "&&": write(" and "),
    "&": write(" and "),
    "||": write(" or "),
    "!": write("not "),
    "~": write("not "),
    "**": write("^"),
    "=>": write(">="),
    "=<": write("<="),
    ">>": write(">"),
    "<<": write("<"),
    "===": write("=="),
    "!==": write("!="),
    "<>": write("!="),
    "+/-": write("+-"),
    "//": Habit(None, "comments begin with `#`, and division is one `/`"),
    "/*": Habit(None, "comments begin with `#` and end with the line"),
    "->": Habit(None, "there are no arrows; each statement begins with its keyword"),
    ";": Habit("", "statements need nothing at their end: remove `;`"),
    "{": Habit("", "there are no braces: rules simply follow their header"),
    "}": Habit("", "there are no braces: a block ends where the next one begins"),
    "\\": Habit("", "a statement may go on on the next line without `\\`"),
    "\u2264": write("<="),
    "\u2265": write(">="),
    "\u2a7d": write("<="),
    "\u2a7e": write(">="),
    "\u2260": write("!="),
    "\u2212": write("-"),
    "\u2013": write("-"),
    "\u2014": write("-"),
    "\u2010": write("-"),
    "\u2011": write("-"),
    "\u00d7": write("*"),
    "\u00b7": write("*"),
    "\u22c5": write("*"),
    "\u00f7": write("/"),
    "\u2215": write("/"),
    "\u00b1": write("+-"),
    "\u2227": write(" and "),
    "\u2228": write(" or "),
    "\u00ac": write("not "),
    "\u2223": write("|"),
    "\u00b2": write("^2"),
    "\u00b3": write("^3"),
    "\u2208": write(" in "),
    "\u221a": Habit(None, "write `sqrt(...)`"),
}

# Letters of formulas, by the way their names are spelled here.
LETTERS = {
    "\u03b7": "eta",
    "\u03c6": "phi",
    "\u03d5": "phi",
    "\u03b8": "theta",
    "\u03bc": "mu",
    "\u00b5": "mu",
    "\u03c4": "tau",
    "\u03b3": "gamma",
    "\u03c0": "pi",
    "\u03c3": "sigma",
    "\u0394": "delta",
    "\u2206": "delta",
}

# Words at the beginning of a statement.
STARTS = {
    "cut": write("select"),
    "cuts": write("select"),
    "require": write("select"),
    "requires": write("select"),
    "keep": write("select"),
    "filter": write("select"),
    "assert": write("select"),
    "where": write("select"),
    "veto": write("reject"),
    "exclude": write("reject"),
    "drop": write("reject"),
    "remove": write("reject"),
    "histogram": write("hist"),
    "histo": write("hist"),
    "plot": write("hist"),
    "bins": write("bin"),
    "def": write("define"),
    "var": write("define"),
    "val": write("define"),
    "const": write("define"),
    "float": write("define"),
    "auto": write("define"),
    "obj": write("object"),
    "objects": write("object"),
    "collection": write("object"),
    "regions": write("region"),
    "selection": write("region"),
    "channel": write("region"),
    "category": write("region"),
    "info": write("analysis"),
    "energy": write("sqrt_s"),
    "sqrts": write("sqrt_s"),
    "lumi": write("luminosity"),
    "pick": write("choose"),
    "order": Habit(None, "sort with `sort by pt descending`"),
    "sorted": Habit(None, "sort with `sort by pt descending`"),
    "take": Habit(None, "say where objects come from in their header: `object NAME from Jet`"),
    "if": Habit(None, "write `when CONDITION select CONDITION`, or begin a region of its own"),
    "else": Habit(None, "write a second `when`, with `not` before the condition"),
    "elif": Habit(None, "write a second `when`"),
    "for": Habit(None, "quantify inside a condition: `any(x.pt > 30 GeV for x in jets)`"),
    "while": Habit(None, "there are no loops: quantify with `any(... for x in xs)`"),
    "import": Habit(None, "programs stand alone: there is nothing to import"),
    "include": Habit(None, "programs stand alone: there is nothing to include"),
    "return": Habit(None, "nothing is returned: histograms and regions are the results"),
    "print": Habit(None, "nothing is printed: histograms and regions are the results"),
}

# Words inside an expression.
INSIDE = {
    "AND": write("and"),
    "And": write("and"),
    "OR": write("or"),
    "Or": write("or"),
    "NOT": write("not"),
    "Not": write("not"),
    "is": Habit(None, "compare with `==`"),
    "equals": Habit(None, "compare with `==`"),
    "above": Habit(None, "compare with `>`"),
    "over": Habit(None, "compare with `>`"),
    "greater": Habit(None, "compare with `>`"),
    "below": Habit(None, "compare with `<`"),
    "under": Habit(None, "compare with `<`"),
    "less": Habit(None, "compare with `<`"),
    "between": Habit(None, "write both limits around the quantity: `20 GeV < pt < 30 GeV`"),
    "within": Habit(None, "write both limits around the quantity: `20 GeV < pt < 30 GeV`"),
    "xor": Habit(None, "compare the two with `!=`"),
    "mod": Habit(None, "there is no remainder"),
    "in": Habit(
        None,
        "`in` goes with `for` and with bins; a range is `20 GeV < pt < 30 GeV`, a list `x == 1 or x == 2`",
    ),
    "desc": write("descending"),
    "asc": write("ascending"),
    "minimize": write("minimizing"),
    "maximize": write("maximizing"),
    "mc": write("simulation"),
    "MC": write("simulation"),
    "of": write("from"),
}
