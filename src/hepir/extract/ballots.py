"""What each statement of a draft says, in the names of all drafts that are merged.

In: drafts. Out: `Ballot`s: for each statement the keys that it votes for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hepir.diagnostics.core import Diagnostic, Severity
from hepir.extract.assembling import ANALYSIS, blocks_of, keyword, name_of
from hepir.extract.canonical.aligning import MARK, aligned
from hepir.extract.canonical.naming import content_names
from hepir.extract.canonical.setting import Setting
from hepir.extract.canonical.statements import statements, value_statement
from hepir.extract.draft import Draft, DraftStatement
from hepir.extract.parting import parts_of, statement_of
from hepir.extract.sides import ReadProgram
from hepir.semantics.checking import check_tree
from hepir.semantics.program import Combination, ValueDefinition
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse
from hepir.syntax.words import NOTES
from hepir.types.kinds import standard_kinds

Key = tuple[str, str, str]
# Behind a name that the first program has for something else.
SUFFIX = "_other"


@dataclass(frozen=True)
class Layout:
    """A draft as a program without evidence: its text, the statement of each line, and what is wrong with it."""

    text: str
    owners: Mapping[int, DraftStatement]
    reading: ReadProgram | None
    errors: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Ballot:
    """A draft that checks, its statements with the keys they vote for, and what its names are called in all drafts."""

    draft: Draft
    reading: ReadProgram
    names: Mapping[str, str]
    members: Mapping[str, str]
    keys: Mapping[DraftStatement, frozenset[Key]]

    @property
    def all_keys(self) -> frozenset[Key]:
        """Everything the draft votes for."""
        return frozenset(key for keys in self.keys.values() for key in keys)


def layout_of(draft: Draft) -> Layout:
    """The program of a draft, one statement a line."""
    if not is_arranged(draft):
        return Layout("", {}, None, ())
    lines, owners = ['analysis "draft"'], dict[int, DraftStatement]()

    def put(statement: DraftStatement, indent: str) -> None:
        lines.append(f"{indent}{statement.text}")
        owners[len(lines)] = statement

    for each in draft.statements:
        if each.target == ANALYSIS or (not each.target and keyword(each) in NOTES):
            put(each, "  ")
    for block in blocks_of(draft.statements):
        put(block.header, "")
        for rule in block.rules:
            put(rule, "  ")
    text = "\n".join(lines) + "\n"
    source = Source("draft", text)
    parsed = parse(source)
    if parsed.program is None:
        return Layout(text, owners, None, parsed.diagnostics)
    checked = check_tree(source, parsed.program, standard_kinds())
    errors = tuple(each for each in checked.diagnostics if each.severity is Severity.ERROR)
    reading = ReadProgram("draft", checked.program, text) if checked.program is not None else None
    return Layout(text, owners, reading, errors)


def is_arranged(draft: Draft) -> bool:
    """Whether each statement is one line, and each rule has its block."""
    try:
        blocks_of(draft.statements)
    except ValueError:
        return False
    return all(each.text.splitlines() == [each.text] for each in draft.statements)


def in_parts(draft: Draft, chains: Sequence[DraftStatement] = ()) -> Draft:
    """A draft whose selections are taken apart into their conjuncts, some also into the links of their chains."""
    found = [
        replace(each, text=part)
        for each in draft.statements
        for part in (parts_of(each.text, each in chains) if each.target else (each.text,))
    ]
    return replace(draft, statements=tuple(dict.fromkeys(found)))


def ballots_of(drafts: Sequence[Draft]) -> tuple[Ballot, ...]:
    """The ballots of drafts, the most typical one first; drafts with errors have none. The order of the drafts does not
    matter."""
    readings = [(draft, found) for draft in drafts if (found := layout_of(draft).reading) is not None]
    readings.sort(key=lambda pair: (contents(pair[1]), pair[1].text, repr(pair[0])))
    if not readings:
        return ()
    said = [frozenset(contents(reading)) for _, reading in readings]
    typical = max(
        range(len(said)), key=lambda place: (sum(len(said[place] & other) for other in said), -place)
    )
    readings.insert(0, readings.pop(typical))
    named = common_names([reading for _, reading in readings])
    base = readings[0][1]
    return tuple(
        ballot_of(draft, reading, names, base)
        for (draft, reading), names in zip(readings, named, strict=True)
    )


def contents(reading: ReadProgram) -> tuple[Key, ...]:
    """All that a program says, whatever it calls things."""
    return tuple(
        sorted(each.key for each in statements(reading.program, reading.text, content_names(reading.program)))
    )


def common_names(readings: Sequence[ReadProgram]) -> list[Mapping[str, str]]:
    """What the names of each program are called: as in the first one, else as in the first that has something like it."""
    own = {each.name for each in (*readings[0].program.definitions, *readings[0].program.regions)}
    found: list[Mapping[str, str]] = []
    taken = set(own)
    properties: dict[str, str] = {}
    for place, reading in enumerate(readings):
        names = dict(aligned(readings[0].program, reading.program)[1 if place else 0])
        for name in [
            each for each in names if not each.startswith(".") and is_new(names[each], own, reading)
        ]:
            names[name] = name_of_new(name, reading, readings[1:place], found[1:], own, taken)
        taken.update(names.values())
        found.append({**names, **property_names(reading, properties)})
    return found


def property_names(reading: ReadProgram, known: dict[str, str]) -> Mapping[str, str]:
    """What the properties by `let` are called: the same where they are the same, and never like another one."""
    found: dict[str, str] = {}
    for name, contents in content_names(reading.program).items():
        if name.startswith("."):
            new = name.removeprefix(".")
            while contents not in known and new in known.values():
                new += SUFFIX
            found[name] = known.setdefault(contents, new)
    return found


def is_new(name: str, own: set[str], reading: ReadProgram) -> bool:
    """Whether a name is neither one of the first program nor a kind of stored objects."""
    return name not in own and name not in reading.program.kinds


def name_of_new(
    name: str,
    reading: ReadProgram,
    earlier: Sequence[ReadProgram],
    named: Sequence[Mapping[str, str]],
    own: set[str],
    taken: set[str],
) -> str:
    """What something is called that the first program has not."""
    for other, names in zip(earlier, named, strict=True):
        alike = aligned(other.program, reading.program)[1].get(name, "")
        if alike in names and is_new(names[alike], own, reading):
            return names[alike]
    name = name.rstrip(MARK)
    while name in taken or name in own:
        name += SUFFIX
    return name


def ballot_of(draft: Draft, reading: ReadProgram, names: Mapping[str, str], base: ReadProgram) -> Ballot:
    """The ballot of a draft."""
    layout = layout_of(draft)
    keys: dict[DraftStatement, set[Key]] = {each: set() for each in draft.statements}
    for each in statements(reading.program, reading.text, names):
        for origin in each.origins:
            if origin.line in layout.owners and each.kind != "made of":
                keys[layout.owners[origin.line]].add(each.key)
    for statement, found in keys.items():
        if not found and (plain := plain_key(statement, names, reading)) is not None:
            found.add(plain)
    return Ballot(draft, reading, names, members_of(reading, names, base),
                  {each: frozenset(found) for each, found in keys.items()})  # fmt: skip


def plain_key(statement: DraftStatement, names: Mapping[str, str], reading: ReadProgram) -> Key | None:
    """The key of a statement that selects nothing: a header by what it declares, others by their text."""
    target = names.get(statement.target, statement.target)
    node = statement_of(statement.text)
    if isinstance(node, tree.Let):
        return "let", target, names[f".{node.name.text}"]
    if statement.target or keyword(statement) in NOTES:
        return "text", target, statement.text
    name = name_of(statement)
    definition = reading.program.definition(name)
    if isinstance(definition, ValueDefinition):
        return "define", "", value_statement(definition, Setting(reading.program, names)).text
    shown = names.get(name, name)
    return None if shown != name and shown in standard_kinds() else ("header", "", shown)


def members_of(reading: ReadProgram, names: Mapping[str, str], base: ReadProgram) -> Mapping[str, str]:
    """What the members of combinations and the properties by `let` are called in the first program."""
    found = {name.removeprefix("."): new for name, new in names.items() if name.startswith(".")}
    for definition in reading.program.definitions:
        like = base.program.definition(names.get(definition.name, definition.name))
        if isinstance(definition, Combination) and isinstance(like, Combination):
            found |= dict(zip(definition.slots, like.slots, strict=True))
    return found
