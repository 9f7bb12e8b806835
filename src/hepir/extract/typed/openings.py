"""What the beginning of a statement says, whole or not: its block, its variables, the lists of objects that it names.

In: a text of the grammars of heads, and the scene. Out: `Head`, with the view of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hepir.extract.typed.scene import NOWHERE, Scene
from hepir.extract.typed.views import Binder, Listing, Loop, View
from hepir.semantics.expressions import Belonging, Expression, Local
from hepir.semantics.options import NO_FACTS, Facts
from hepir.semantics.scope import Declared, Report
from hepir.semantics.scope import Scope as Names
from hepir.semantics.typing import infer
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.types.core import Collection, Composite, Element, Single

DIRECTIONS = ("up", "down")
# an object's list: `first(jets, 3)` has the one space that there may be
LIST = r"(?:[\w.()\[\]-]|, (?=\d))+"
BOUND = rf"(?:for|over) \w+ in {LIST}"
HEAD = re.compile(
    rf"(?:in (?P<target>\w+) )?(?P<declared>(?:(?:{BOUND}|with {LIST}),? )*)(?P<rest>.*)", re.DOTALL
)
APART = re.compile(", (?=for |over )")
DECLARED = re.compile(rf"with (?P<list>{LIST})|(?:for|over) (?P<variable>\w+) in (?P<place>{LIST})")
FIRST = re.compile(r"first\((.*), \d+\)")


@dataclass(frozen=True)
class Begun:
    """A head as far as it is written: its block, what it declares, those that are bound together in one text, and its words
    behind that."""

    target: str
    groups: tuple[str, ...]
    apart: bool
    rest: str

    @property
    def keyword(self) -> str:
        """The word that the statement begins with; empty where it is not written yet."""
        return self.rest.split(None, 1)[0] if self.rest else ""

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that it names."""
        found = (each["list"] for group in self.groups for each in DECLARED.finditer(group))
        return tuple(each for each in found if each)

    @property
    def variables(self) -> frozenset[str]:
        """The variables that it names."""
        found = (each["variable"] for group in self.groups for each in DECLARED.finditer(group))
        return frozenset(each for each in found if each)


@dataclass(frozen=True)
class Head:
    """A finished head. `text` is the statement so far, without its block and variables; `whole` if nothing is to come."""

    target: str
    text: str
    whole: bool
    view: View

    @property
    def keyword(self) -> str:
        """The word that the statement begins with."""
        return self.text.split(None, 1)[0]

    @property
    def varied(self) -> tuple[str, str] | None:
        """The collection and the property that a variation varies; None for any other statement."""
        return varied_by(self.text)


def begun(text: str) -> Begun:
    """What a text of the grammars of heads says."""
    found = HEAD.fullmatch(text)
    assert found is not None, text
    groups = tuple(each.strip(", ") for each in APART.split(found["declared"]) if each)
    return Begun(found["target"] or "", groups, found["declared"].endswith(", "), found["rest"])


def read_head(text: str, scene: Scene) -> Head:
    """A finished head."""
    read = begun(text)
    view = place_of(read, scene)
    return Head(read.target, read.rest.rstrip("\n"), read.rest.endswith("\n"), declared(read, scene, view))


def views_of(read: Begun, scene: Scene) -> tuple[View, ...]:
    """What may be in view behind a head that names lists and is not finished: the kind of `this` may follow from words to
    come, as in `choose best from jets`. All that is declared is bound."""
    names = scene.visible(read.target) if read.target else frozenset(scene.types)
    if read.target in scene.objects:
        places = [View(names, this=scene.objects[read.target].type.element)]
    else:
        places = [View(names)]
        if read.target not in scene.regions:
            owners = dict.fromkeys(each.element for each in scene.collections.values())
            places += [View(names, this=each) for each in owners if scene.lists(each)]
    found = (try_declared(read, scene, each) for each in places)
    return tuple(replace(each, bound=frozenset(each.loops)) for each in found if each is not None)


# ---- the place of a statement ----


def place_of(read: Begun, scene: Scene) -> View:
    """What an expression after a head may speak of, but for what it declares."""
    names = scene.visible(read.target) if read.target else frozenset(scene.types)
    varied = varied_by(read.rest)
    if varied is not None:
        this = scene.owner_of(varied[0])
        # what is varied for all events alike speaks of itself alone
        return View(frozenset() if isinstance(this, Single) else names, NO_FACTS, this)
    # a weight is one of every event, also of those that the cuts reject
    facts = scene.facts(read.target) if read.keyword != "weight" else NO_FACTS
    return View(names, facts, this_of(scene, read))


def varied_by(text: str) -> tuple[str, str] | None:
    """`up jets.pt`: whose property is varied, and which."""
    words = text.split()
    if not words or words[0] not in DIRECTIONS or "." not in words[1]:
        return None
    owner, _, name = words[1].partition(".")
    return owner, name


def this_of(scene: Scene, read: Begun) -> Element | Composite | None:
    """The object that the rules of a block, or the rankings of a choice, speak of."""
    if read.target in scene.objects:
        return scene.objects[read.target].type.element
    if read.keyword == "choose":
        return scene.collections[read.rest.split()[3]].element
    return None


# ---- what it declares ----


def declared(read: Begun, scene: Scene, place: View) -> View:
    """The view with the variables and lists of a head."""
    found = try_declared(read, scene, place)
    assert found is not None, read
    return found


def try_declared(read: Begun, scene: Scene, place: View) -> View | None:
    """The same; None where one of the lists is none of `this`."""
    those = Declarations(scene, place)
    if not all(those.group(each) for each in read.groups):
        return None
    return replace(place, loops=tuple(those.loops), lists=tuple(those.lists.values()))


class Declarations:
    """Variables and lists, read one after the other."""

    def __init__(self, scene: Scene, place: View) -> None:
        self.scene, self.place = scene, place
        self.lists: dict[str, Listing] = {}
        self.loops: list[Loop] = []
        self.binders: list[Binder] = []

    def group(self, text: str) -> bool:
        """Variables that are bound together, and the lists before and behind them."""
        own: list[Binder] = []
        for each in DECLARED.finditer(text):
            if each["list"]:
                found = self.listing(each["list"])
                if found is None:
                    return False
                self.lists[each["list"]] = found
            else:
                own.append(self.binder(each["variable"], each["place"]))
                self.binders.append(own[-1])
        if own:
            self.loops.append(Loop(tuple(own), "over " in text))
        return True

    def binder(self, variable: str, place: str) -> Binder:
        """A variable, of a collection of the program or of a list that was named."""
        found = FIRST.fullmatch(place)
        of = found[1] if found else place
        if of in self.lists:
            listing = self.lists[of]
            return Binder(variable, place, listing.type.element, listing)
        return Binder(variable, place, self.scene.collections[of].element)

    def listing(self, text: str) -> Listing | None:
        """A list by its text, as the checker reads it."""
        (found,) = expressions(text, self.scene, self.place.this, self.binders)
        if not isinstance(found, Belonging):
            return None
        assert isinstance(found.type, Collection)
        needs = frozenset(each.variable for each in self.binders if re.search(rf"\b{each.variable}\b", text))
        facts: Facts = self.place.facts
        return Listing(text, found.type, needs, not self.scene.knowledge.may_be_missing(found, facts))


def expressions(
    text: str, scene: Scene, this: Element | Composite | Single | None = None, binders: Iterable[Binder] = ()
) -> Iterator[Expression]:
    """Expressions that are divided by commas, as the checker reads them."""
    source = Source("", f"define list = size({text})\n")
    program = parse(source).program
    assert program is not None, text
    known = {name: Declared(each) for name, each in scene.types.items()}
    variables = {each.variable: Local(each.variable, type=each.element, span=NOWHERE) for each in binders}
    owner = Local("this", type=this, span=NOWHERE) if this is not None else None
    names = Names(source, scene.kinds, known, Report(), locals=variables, this=owner)
    for each in program.blocks[0].value.arguments:  # type: ignore[union-attr]
        yield infer(each, names)


def pieces(text: str) -> Iterator[str]:
    """A collection as the rules of objects write it, piece by piece."""
    return (each[0] for each in re.finditer(r"\w+\(|\[-?\d+\]|, |\w+|[.)]", text))
