r"""User macros of LaTeX, expanded with the places that everything came from.

In: the text of a file. Out: text without comments in which `\newcommand`, `\def` and the like are carried out, and for each
character the place in the file that it came from. Macros of packages that are not there stay unknown, and their names
stay in the text. The work is bounded: what produces more and more text is a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hepir.reading.errors.contents import UnendingLatex
from hepir.reading.errors.raising import NOWHERE, fail
from hepir.reading.latex.glossaries import USES, Entry, entries, reading
from hepir.reading.latex.groups import closing, skip

MOST_EXPANSIONS = 200_000
MOST_CHARACTERS = 10_000_000
MOST_DEPTH = 500
MOST_BODY = 200_000
NAME = re.compile(r"\\(?:[a-zA-Z@]+|.)", re.DOTALL)
DEFINITIONS = frozenset(
    {
        "newcommand",
        "renewcommand",
        "providecommand",
        "DeclareRobustCommand",
        "newcommandx",
        "DeclareMathOperator",
    }
)
PRIMITIVES = frozenset({"def", "gdef", "edef", "xdef", "let"})
# White space after a name is not text, unless a blank line, which ends a paragraph, is in it.
BLANK = re.compile(r"[ \t]+(?!\s)|[ \t]*\n[ \t]*(?![ \t\n])")
DEFINED = re.compile(r"\s*(?:\{\s*(\\(?:[a-zA-Z@]+|.))\s*\}|(\\(?:[a-zA-Z@]+|.)))")
COUNT = re.compile(r"\[(\d)\]\s*")
PRIMITIVE = re.compile(r"\s*\\([a-zA-Z@]+|.)\s*((?:#\d)*)\s*(?=\{)")
CONDITIONAL = re.compile(r"\\(if[a-zA-Z@]*|else|fi)(?![a-zA-Z@])")
ARGUMENT = re.compile(r"#([1-9])")
USED = re.compile(r"\*?\s*(?:\[[^\[\]{}]*\])?\s*\{(?P<label>[^{}\\]*)\}(?:\[\])?")
LET = re.compile(r"\s*\\([a-zA-Z@]+)\s*=?\s*\\([a-zA-Z@]+)")
NOTHING = frozenset({"relax", "undefined", "empty", "@empty", "@undefined"})


@dataclass(frozen=True, slots=True)
class Placed:
    """Text, and for each character where it came from."""

    text: str
    places: Sequence[int]

    def cut(self, start: int, end: int) -> Placed:
        """A part of it."""
        return Placed(self.text[start:end], self.places[start:end])


@dataclass(frozen=True, slots=True)
class Macro:
    """How many arguments, the default of the first if it is optional, and what it becomes. `final`: a name of TeX's own
    or of a package, which is not carried out in turn."""

    count: int
    default: str | None
    body: str
    final: bool = False


@dataclass
class Expansion:
    """The entries of glossaries, the macros known so far, and what is written."""

    name: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    macros: dict[str, Macro] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    expanded: int = 0


def expand(name: str, source: Placed) -> Placed:
    """A text with the macros that it defines carried out. Raises HepirError where that does not end."""
    state = Expansion(name, entries(source.text))
    stack: list[tuple[Placed, int]] = [(source, 0)]
    while stack:
        step(state, stack)
        if len(state.places) > MOST_CHARACTERS:
            fail(UnendingLatex(NOWHERE, name, "", f"becomes longer than {MOST_CHARACTERS:,} characters"))
    return Placed("".join(state.text), state.places)


def step(state: Expansion, stack: list[tuple[Placed, int]]) -> None:
    """Copy up to the next macro of the uppermost text, and carry that out."""
    current, start = stack.pop()
    found = NAME.search(current.text, start)
    if found is None:
        write(state, current.cut(start, len(current.text)))
        return
    write(state, current.cut(start, found.start()))
    name = found[0][1:]
    if name in DEFINITIONS or name in PRIMITIVES:
        end = define(state, current.text, found.end(), name)
        if end is not None:
            stack.append((current, end))
            return
    if name == "ifmmode" and (ends := branches(current.text, found.end())) is not None:
        stack.append((current, ends[1]))
        body = current.cut(found.end(), ends[0])
        place = current.places[found.start()]
        stack.append((wrapped(r"\ensuremath{", body, "}", place), 0))
        return
    macro = state.macros.get(name)
    if macro is None and (used := USED.match(current.text, found.end())) and name in USES:
        words = reading(name, used["label"], state.entries)
        stack.append((current, used.end()))
        stack.append((Placed(words, [current.places[found.start()]] * len(words)), 0))
        return
    if macro is None:
        write(state, current.cut(found.start(), found.end()))
        stack.append((current, found.end()))
        return
    if macro.final:
        write(state, Placed(macro.body, [current.places[found.start()]] * len(macro.body)))
        stack.append((current, found.end()))
        return
    state.expanded += 1
    if state.expanded > MOST_EXPANSIONS or len(stack) > MOST_DEPTH:
        fail(UnendingLatex(NOWHERE, state.name, name, "uses itself, or is carried out without end"))
    place = current.places[found.start()]
    current, end = with_following(macro, current, found.end(), stack)
    arguments, end = arguments_of(macro, current.text, end)
    body = filled(state, macro, arguments, current, place)
    stack.append((current, end))
    if len(body.text) > MOST_BODY:
        fail(UnendingLatex(NOWHERE, state.name, name, f"becomes longer than {MOST_BODY:,} characters"))
    stack.append((body, 0))


def branches(text: str, place: int) -> tuple[int, int] | None:
    r"""Where the first branch of `\ifmmode A\else B\fi` ends, and the whole; None where it is not closed."""
    depth, first = 0, None
    for found in CONDITIONAL.finditer(text, place):
        if found[1].startswith("if"):
            depth += 1
        elif found[1] == "else" and depth == 0 and first is None:
            first = found.start()
        elif found[1] == "fi" and depth == 0:
            blank = BLANK.match(text, found.end())
            return (found.start() if first is None else first), blank.end() if blank else found.end()
        elif found[1] == "fi":
            depth -= 1
    return None


def wrapped(before: str, part: Placed, after: str, place: int) -> Placed:
    """A part of a text between others that came from one place."""
    places = [*[place] * len(before), *part.places, *[place] * len(after)]
    return Placed(f"{before}{part.text}{after}", places)


def with_following(
    macro: Macro, current: Placed, start: int, stack: list[tuple[Placed, int]]
) -> tuple[Placed, int]:
    """A macro at the end of another's body takes its arguments from what follows that other."""
    while macro.count and stack and not current.text[start:].strip():
        after, place = stack.pop()
        rest, more = current.cut(start, len(current.text)), after.cut(place, len(after.text))
        current, start = Placed(rest.text + more.text, [*rest.places, *more.places]), 0
    return current, start


def write(state: Expansion, part: Placed) -> None:
    """Append to what is written."""
    state.text.append(part.text)
    state.places.extend(part.places)


def filled(
    state: Expansion, macro: Macro, arguments: list[tuple[int, int] | str], rest: Placed, place: int
) -> Placed:
    """The body of a macro with its arguments; what is not an argument came from where the macro stands."""
    texts: list[str] = []
    places: list[int] = []
    last = 0
    for found in ARGUMENT.finditer(macro.body):
        texts.append(macro.body[last : found.start()])
        places += [place] * (found.start() - last)
        last = found.end()
        number = int(found[1]) - 1
        argument = arguments[number] if number < len(arguments) else ""
        if isinstance(argument, str):
            texts.append(argument)
            places += [place] * len(argument)
        else:
            texts.append(rest.text[slice(*argument)])
            places += rest.places[slice(*argument)]
    texts.append(macro.body[last:])
    places += [place] * (len(macro.body) - last)
    body = "".join(texts)
    last_name = re.search(r"\\([a-zA-Z@]+)\Z", body)
    if last_name and last_name[1] not in state.macros:  # the name must not run into what follows
        return Placed(f"{body}{{}}", [*places, place, place])
    return Placed(body, places)


def arguments_of(macro: Macro, text: str, place: int) -> tuple[list[tuple[int, int] | str], int]:
    """Where the arguments stand behind the name of a macro, and where they end."""
    found: list[tuple[int, int] | str] = []
    if macro.count == 0:
        blank = BLANK.match(text, place)
        return found, blank.end() if blank else place
    if macro.default is not None:
        start = skip(text, place)
        end = closing(text, start, "[", "]") if text[start : start + 1] == "[" else None
        found.append((start + 1, end - 1) if end is not None else macro.default)
        place = end if end is not None else place
    while len(found) < macro.count:
        start = skip(text, place)
        end = closing(text, start, "{", "}") if text[start : start + 1] == "{" else None
        if end is not None:
            found.append((start + 1, end - 1))
        else:
            one = NAME.match(text, start)
            end = one.end() if one else min(start + 1, len(text))
            found.append((start, end))
        place = end
    return found, place


def define(state: Expansion, text: str, place: int, kind: str) -> int | None:
    """Learn a definition; where it ends, or None where it is none that is understood."""
    if kind == "let":
        return define_alias(state, text, place)
    if kind in PRIMITIVES:
        return define_primitive(state, text, place)
    named = DEFINED.match(text, place + text.startswith("*", place))
    if named is None:
        return None
    place = skip(text, named.end())
    count = COUNT.match(text, place)
    place = count.end() if count else place
    default = None
    if count and text.startswith("[", place):
        bracket = closing(text, place, "[", "]")
        if bracket is None:
            return None
        default, place = text[place + 1 : bracket - 1], skip(text, bracket)
    end = closing(text, place, "{", "}") if text.startswith("{", place) else None
    if end is None:
        return None
    name, body = (named[1] or named[2])[1:], text[place + 1 : end - 1]
    if kind == "DeclareMathOperator":
        body = rf"\operatorname{{{body}}}"
    if kind != "providecommand" or name not in state.macros:
        state.macros[name] = Macro(int(count[1]) if count else 0, default, body)
    return end


def define_primitive(state: Expansion, text: str, place: int) -> int | None:
    r"""`\def\name#1#2{...}`; delimited arguments are not understood, and left as they are."""
    found = PRIMITIVE.match(text, place)
    end = closing(text, found.end(), "{", "}") if found else None
    if found is None or end is None:
        return None
    state.macros[found[1]] = Macro(found[2].count("#"), None, text[found.end() + 1 : end - 1])
    return end


def define_alias(state: Expansion, text: str, place: int) -> int | None:
    r"""`\let\name=\other`: what the other one is now, whatever becomes of it."""
    found = LET.match(text, place)
    if found is None:
        return None
    name, other = found.groups()
    alias = Macro(0, None, "") if other in NOTHING else Macro(0, None, rf"\{other}", final=True)
    state.macros[name] = state.macros.get(other, alias)
    return found.end()
