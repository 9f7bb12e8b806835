"""The constructs of the language, and those that a text has.

In: the grammar, the tables of functions, texts of programs. Out: names: rules of the grammar, words of its lists, functions.
"""

import re
from functools import cache

from hepir.intrinsics.registry import callable_names
from hepir.syntax.tables import parser

OPEN = ("INT", "NAME", "NUMBER", "STRING", "UNIT")


@cache
def lists():
    """The terminals that are one word of a list, each with its words."""
    kept = {
        each.name
        for rule in parser().rules
        for each in rule.expansion
        if each.is_term and not each.filter_out
    }
    found = {}
    for each in parser().terminals:
        if each.name in kept and each.name not in OPEN:
            plain = re.sub(r"\\(.)", r"\1", each.pattern.value).strip("(?:)")
            found[each.name] = tuple(plain.split("|"))
    return found


def every():
    """All of them."""
    found = {*callable_names(), *(word for words in lists().values() for word in words)}
    for rule in parser().rules:
        name = rule.alias or rule.origin.name
        kept = [each for each in rule.expansion if not getattr(each, "filter_out", False)]
        if not name.startswith("_") and (rule.alias or not rule.options.expand1 or len(kept) > 1):
            found.add(str(name))
    return found


def constructs(text):
    """Those of a program."""
    for node in parser().parse(text).iter_subtrees():
        yield str(node.data)
        for each in node.children:
            if getattr(each, "type", None) in lists():
                yield str(each)
        if node.data == "call":
            yield str(node.children[0])
