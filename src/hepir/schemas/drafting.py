"""A first version of a schema for a file in an unknown format.

In: the branches of a tree with the names of their types. Out: the TOML text of a schema that loads. What
was guessed says so in a comment; a person reads it, mends it, and passes it with `--schema`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.schemas import errors
from hepir.schemas.columns import Column, column, identifier
from hepir.schemas.guesses import (
    COMPUTED,
    CONSTANT_MASSES,
    EVENT,
    LEPTON,
    MASSES,
    MOMENTUM,
    Guess,
    guess_kind,
    guess_property,
)
from hepir.types.core import Number
from hepir.types.dimensions import NONE
from hepir.types.kinds import standard_kinds

MEV_TREES = ("mini", "CollectionTree", "nominal")
LEPTON_CODES = (("Electron", 11), ("Muon", 13))
TYPE_NAMES = ("type", "pdgid", "pid", "flavor", "flavour", "id")


@dataclass
class Section:
    """A kind being drafted: lines by property, in order, and the branches that found no place."""

    kind: str
    like: str
    own: bool = False
    head: list[str] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    branches: list[str] = field(default_factory=list)
    left: list[Column] = field(default_factory=list)

    def add(self, name: str, values: Mapping[str, str | float], remark: str = "") -> None:
        """One property; the first of a name stays."""
        pairs = ", ".join(f"{key} = {toml(value)}" for key, value in values.items())
        if name not in self.lines and isinstance(branch := values.get("branch"), str):
            self.branches.append(branch)
        self.lines.setdefault(name, f"{name} = {{ {pairs} }}{f'  # {remark}' if remark else ''}")


def draft_schema(branches: Mapping[str, str], tree: str) -> str:
    """The text of a schema for a tree.

    `branches` maps names of branches to names of types (`float[]`, `std::vector<int32_t>`, `bool`). The
    draft is valid TOML that `load_schema` accepts. HEP0518 where no branch can be described.
    """
    parents = {name.rpartition("/")[0] for name in branches}
    columns = [column(name, typename) for name, typename in branches.items() if name not in parents]
    usable = [each for each in columns if each.values is not None]
    units = {"energy": "MeV" if tree in MEV_TREES else "GeV", "length": "mm", "angle": "rad"}
    sections = [section for section in drafted_sections(usable, units) if section.lines]
    if not sections:
        raise HepirError((errors.NothingToDraft(NOWHERE, tree=tree, branches=len(branches)),))
    return "\n".join((*header(tree, sections, usable), *(render(section) for section in sections)))


def drafted_sections(columns: list[Column], units: Mapping[str, str]) -> list[Section]:
    """All kinds, the event last."""
    event = Section("event", "event")
    groups: dict[tuple[str, bool], list[Column]] = {}
    for each in columns:
        missing = guess_kind(each.prefix or each.rest) == "MET" and each.values == "number"
        if (each.listed and each.prefix) or missing:
            prefix, rest = (each.prefix, each.rest) if each.prefix else (each.rest, "")
            part = Column(each.branch, prefix, rest, each.listed, each.values)
            groups.setdefault((prefix, each.listed), []).append(part)
        elif not each.listed:
            event_property(event, each)
    taken: set[str] = set()
    sections = [
        section
        for (prefix, listed), members in groups.items()
        for section in object_sections(prefix, listed, members, units, taken)
    ]
    return [*sections, event]


def event_property(event: Section, each: Column) -> None:
    """A value of the event: a known one, or one under its own name."""
    if is_counter(each) or is_trigger(each):
        return
    if guess := EVENT.get(each.branch.lower()):
        event.add(guess.property, {"branch": each.branch}, "" if guess.sure else "guess")
        return
    name = identifier(each.branch)
    known = standard_kinds()["event"].properties
    name = f"{name}_value" if name in known else name
    event.add(name, {"branch": each.branch, "type": each.values or "number"})


def is_counter(each: Column) -> bool:
    """Whether a branch counts the objects of another: `nMuon`, `Jet_size`."""
    name = each.branch
    return each.values == "integer" and (
        name.endswith(("_size", "_n")) or (name[:1] in "nN" and guess_kind(name[1:]) is not None)
    )


def is_trigger(each: Column) -> bool:
    """Whether a branch tells that a trigger fired."""
    return each.values == "boolean" and not each.listed and each.branch.lower().startswith(("hlt", "trig"))


def object_sections(
    prefix: str, listed: bool, members: list[Column], units: Mapping[str, str], taken: set[str]
) -> list[Section]:
    """The kinds that the branches with one prefix stand for."""
    kind = guess_kind(prefix)
    codes = next((each for each in members if each.rest.lower() in TYPE_NAMES), None)
    if kind == LEPTON and codes is not None:
        return [lepton_section(name, code, codes, members, units) for name, code in LEPTON_CODES]
    if kind is None and sum(each.rest.lower() in MOMENTUM for each in members) < 2:
        return []
    section = named_section(prefix, kind, taken)
    if listed and kind == "MET":
        section.head.append("entry = 0  # guess: a list of one")
    fill(section, members, units)
    return [section]


def named_section(prefix: str, kind: str | None, taken: set[str]) -> Section:
    """The first group of branches of a kind has its name; others have their own, and say what they are
    like.
    """
    like = "Muon" if kind == LEPTON else kind or "Jet"
    generated = prefix.lower().startswith(("gen", "truth")) and kind != "GenParticle"
    if kind and kind != LEPTON and kind not in taken and not generated:
        taken.add(kind)
        return Section(kind, kind)
    name = identifier(prefix).title().replace("_", "")
    name = f"{name}Object" if name in standard_kinds() or name in taken else name
    taken.add(name)
    return Section(name, like, own=True, head=[f"like = {toml(like)}  # guess"])


def lepton_section(
    kind: str, code: int, codes: Column, members: list[Column], units: Mapping[str, str]
) -> Section:
    """Electrons or muons out of a list that holds both."""
    section = Section(kind, kind, head=[f'where = "|lepton_type| == {code}"  # guess: PDG identifiers'])
    section.add("lepton_type", {"branch": codes.branch, "type": "integer"})
    fill(section, [each for each in members if each is not codes], units)
    return section


def fill(section: Section, members: Iterable[Column], units: Mapping[str, str]) -> None:
    """The properties of a kind: stored ones, then those that can be computed from them."""
    for each in members:
        if not is_counter(each):
            stored(section, each, units)
    computed(section, units)


def stored(section: Section, each: Column, units: Mapping[str, str]) -> None:
    """One stored property: a known one, or one under its own name."""
    name = identifier(each.rest)
    guess = guess_property(section.like, each.rest) or known_property(section.like, name)
    if guess is None:
        section.add(name, {"branch": each.branch, "type": each.values or "number"})
    elif guess.property in section.lines:
        section.left.append(each)
    else:
        unit = {"unit": units[guess.unit]} if guess.unit and guess.unit in units else {}
        doubts = ["guess"] if not guess.sure else [f"guess: {unit['unit']}"] if guess.unit == "energy" else []
        section.add(guess.property, {"branch": each.branch, **unit}, "".join(doubts))


def known_property(kind: str, name: str) -> Guess | None:
    """A property that the language has under this very name."""
    known = standard_kinds()[kind].properties.get(name)
    if known is None:
        return None
    dimension = known.type.dimension if isinstance(known.type, Number) else NONE
    return Guess(name, next(iter(dimension.exponents()), None))


def computed(section: Section, units: Mapping[str, str]) -> None:
    """What a momentum lacks, from what is there."""
    has = frozenset(section.lines)
    transverse = section.like == "MET"
    for name, (needs, expression, dimension) in COMPUTED.items():
        if name not in has and needs <= has and not (transverse and name == "eta"):
            unit = {"unit": units[dimension]} if dimension else {}
            section.add(name, {"compute": expression, **unit})
    if transverse or "mass" in has or not standard_kinds()[section.like].has_momentum:
        return
    for needs, expression in MASSES:
        if needs <= has:
            section.add("mass", {"compute": expression, "unit": units["energy"]})
    if section.like in CONSTANT_MASSES:
        section.add(
            "mass", {"constant": CONSTANT_MASSES[section.like], "unit": "GeV"}, "guess: no mass is stored"
        )


def header(tree: str, sections: list[Section], columns: list[Column]) -> list[str]:
    """Everything above the kinds."""
    name = f"my_{identifier(tree)}"
    mapped = list(dict.fromkeys(branch for section in sections for branch in section.branches))
    triggers = [each.branch for each in columns if is_trigger(each)]
    lines = [
        "# A draft: check every line that says `guess`, give it a name, and pass it with --schema.",
        f"name = {toml(name)}",
        f"title = {toml(f'draft for tree {tree}')}",
        f"trees = [{toml(tree)}]",
    ]
    if any(trigger.startswith("HLT_") for trigger in triggers):
        lines.append('trigger_pattern = "HLT_*"')
    lines += ["", "[match]", f"required = [{', '.join(toml(branch) for branch in mapped[:8])}]"]
    others = [trigger for trigger in triggers if not trigger.startswith("HLT_")]
    if others:
        lines += ["", "[triggers]", *(f"{toml(name)} = {toml(name)}" for name in others)]
    return lines


def render(section: Section) -> str:
    """A kind as TOML."""
    head = [f"[collections.{section.kind}]", *section.head] if section.head else []
    left = [f"# not used: {toml(each.branch)}" for each in section.left]
    return "\n".join(
        ("", *head, f"[collections.{section.kind}.properties]", *section.lines.values(), *left, "")
    )


def toml(value: str | float) -> str:
    """A value as TOML writes it."""
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
