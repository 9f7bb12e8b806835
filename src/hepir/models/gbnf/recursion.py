"""Rules that begin with themselves, which engines for GBNF cannot follow.

In: definitions. Out: nothing, or `UntranslatableError` with the name of such a rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.models.gbnf.expressions import Chain, Choice, Expression, Name, Repeat, Text, UntranslatableError


def check_recursion(known: dict[str, Expression]) -> None:
    """Raises UntranslatableError where a rule can begin with itself."""
    empty = empty_names(known)
    first = {name: set(beginnings(body, empty)) for name, body in known.items()}
    done: set[str] = set()
    for start in known:
        path, waiting = [start], [iter(sorted(first[start]))]
        while path:
            following = next(waiting[-1], None)
            if following is None:
                done.add(path.pop())
                waiting.pop()
            elif following in path:
                raise UntranslatableError(f"`{following}`, which begins with itself")
            elif following not in done:
                path.append(following)
                waiting.append(iter(sorted(first.get(following, ()))))


def empty_names(known: dict[str, Expression]) -> frozenset[str]:
    """The rules by which nothing at all may be written."""
    found: frozenset[str] = frozenset()
    while True:
        more = frozenset(name for name, body in known.items() if may_be_empty(body, found))
        if more == found:
            return found
        found = more


def may_be_empty(expression: Expression, empty: frozenset[str]) -> bool:
    """Whether an expression takes the empty text. Of `&` and `~` it is taken for granted: they hold no rules."""
    match expression:
        case Text(text):
            return not text
        case Name(name):
            return name in empty
        case Chain(parts):
            return all(may_be_empty(each, empty) for each in parts)
        case Choice(options):
            return any(may_be_empty(each, empty) for each in options)
        case Repeat(part, least, _):
            return least == 0 or may_be_empty(part, empty)
    return False


def beginnings(expression: Expression, empty: frozenset[str]) -> Iterator[str]:
    """The names that may stand first."""
    match expression:
        case Name(name):
            yield name
        case Chain(parts):
            for part in parts:
                yield from beginnings(part, empty)
                if not may_be_empty(part, empty):
                    return
        case Choice(options):
            for option in options:
                yield from beginnings(option, empty)
        case Repeat(part, _, _):
            yield from beginnings(part, empty)
