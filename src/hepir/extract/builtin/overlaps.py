"""Objects that are removed where they overlap with each other, in the order of the text.

In: the rules of objects that speak of other objects which, directly or not, need them. Out: stages of each object: a rule
compares with what earlier rules have left of the others, so that no two objects need each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from hepir.extract.builtin.claims import Stated, references, renamed_with_sort


@dataclass
class Stages:
    """The stages of one object: `rules[0]` is what does not depend on others; filled while rules are read."""

    rules: list[list[Stated]] = field(default_factory=lambda: [[]])
    seen: bool = True

    def add(self, stated: Stated) -> None:
        """A rule, in a stage of its own where others were compared with the last one."""
        if self.seen:
            self.rules.append([])
            self.seen = False
        self.rules[-1].append(stated)


def staged(names: frozenset[str], rules: Iterable[Stated]) -> tuple[dict[str, Stages], dict[Stated, Stated]]:
    """The stages of these objects, and the rules of others as they read then. In a rule's text `{stage2:Jet}` is what two
    stages have left of the jets, and `{Jet}` what all have."""
    elsewhere: dict[Stated, Stated] = {}
    found = {name: Stages() for name in names}
    for each in rules:
        text = each.claim.text
        for _, other in references(text):
            if other in found:
                last = len(found[other].rules) - 1
                found[other].seen = True
                text = renamed_with_sort(text, other, f"stage{last}")
        changed = replace(each, claim=replace(each.claim, text=text))
        if each.claim.name in found:
            found[each.claim.name].add(changed)
        else:
            elsewhere[each] = changed
    for stages in found.values():
        stages.rules = [[whole(each, found) for each in rules] for rules in stages.rules]
    return found, {each: whole(changed, found) for each, changed in elsewhere.items()}


def whole(stated: Stated, stages: dict[str, Stages]) -> Stated:
    """A rule in which the last stage of an object is the object itself."""
    text = stated.claim.text
    for name, each in stages.items():
        last = len(each.rules) - 1
        if last:
            text = text.replace(f"{{stage{last}:{name}}}", f"{{{name}}}")
    return replace(stated, claim=replace(stated.claim, text=text))
