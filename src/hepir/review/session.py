"""A review that is going on.

In: a program, its publications, the log of decisions. Out: the state that the page shows; each decision is checked, carried
out and appended to the log. Several threads and several reviews of one program may decide at once: a decision is made about
the latest state, under a lock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from threading import RLock

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.extract.against import Against, opened
from hepir.extract.coverage import Coverage
from hepir.extract.verifying import referred_document
from hepir.review.applying import Reviewed, applied, block_name, names_of, parsed_text, placed
from hepir.review.deciding import accept, look
from hepir.review.decisions import (
    Action,
    Decision,
    append,
    checksum,
    locked,
    now,
    read_log,
    standing,
    without_unfinished,
)
from hepir.review.documents import Object, Shown, document_object, shown
from hepir.review.drafts import Drafts, alternatives, read_drafts
from hepir.review.errors import ProgramChanged
from hepir.review.examining import Examiner, is_error
from hepir.review.gathering import Material, diagnostic_object, source_objects, statement_items
from hepir.review.results import RunFacts, run_facts
from hepir.review.sentence_items import all_sentences, sentence_items, suggestion_objects
from hepir.schemas.loading import find_schema
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse


@dataclass
class Session:
    """One program under review. `who` decides."""

    source: Source
    log: Path
    who: str
    against: Against | None = None
    paper: Path | None = None
    facts: RunFacts = field(default_factory=RunFacts)
    drafts: Drafts = field(default_factory=Drafts)
    schema: str | None = None
    lock: RLock = field(default_factory=RLock, repr=False)
    clock: Callable[[], str] = now

    @cached_property
    def examiner(self) -> Examiner:
        """What checks texts."""
        return Examiner(self.against, self.schema)

    @cached_property
    def documents(self) -> Mapping[str, Shown]:
        """The publications by how sources refer to them: the publication itself under the empty name."""
        if self.against is None or self.paper is None:
            return {}
        found = {"": shown("d0", self.against.document, self.paper)}
        parsed = parsed_text(self.source.text)
        for block in parsed.blocks if parsed is not None else ():
            reference = block.reference if isinstance(block, tree.SourceStatement) else None
            if reference is None or reference in found:
                continue
            other, _ = referred_document(reference, self.against.document, self.against.library)
            path = next((path for path, each in self.against.library.opened.items() if each is other), None)
            if other is not None and path is not None:
                known = next((each for each in found.values() if each.document is other), None)
                found[reference] = known or shown(f"d{len(found)}", other, path)
        return found

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, those of others too."""
        return read_log(self.log)

    def check_log(self) -> None:
        """Raises HepirError where the log is about another text, or cannot be carried out."""
        without_unfinished(self.log)
        decisions = self.decisions
        if decisions and decisions[0].before != checksum(self.source.text):
            raise HepirError((ProgramChanged(NOWHERE, self.source.name, str(self.log)),))
        applied(self.source, decisions)

    # ---- what the page shows ----

    def state(self) -> Object:
        """Everything that changes with decisions."""
        with self.lock:
            decisions = self.decisions
            return self.state_of(decisions)

    def state_of(self, decisions: Sequence[Decision]) -> Object:
        """The same after these decisions."""
        reviewed = applied(self.source, decisions)
        source = Source(self.source.name, reviewed.text)
        material, coverage = self.material(source, reviewed)
        main = self.documents.get("")
        items = statement_items(material)
        marks = {name: each.action for name, each in reviewed.decided.items()}
        for each in items:
            each["decision"] = marks.get(str(each["id"]), "")
        blocks = [each for each in map(block_object, material.parsed.blocks) if each is not None]
        gone = self.gone(reviewed)
        return {
            "count": len(decisions),
            "program": reviewed.text,
            "sha256": checksum(reviewed.text),
            "items": items,
            "gone": gone,
            "sentences": sentence_items(coverage, main),
            "blocks": blocks,
            "sources": source_objects(material.parsed),
            "errors": sum(map(is_error, material.diagnostics)),
            "decisions": [asdict(each) for each in decisions],
            "undoable": [each.number for each in standing(decisions)],
        }

    def gone(self, reviewed: Reviewed) -> list[Object]:
        """The statements that were rejected, as the draft has them."""
        parsed = parsed_text(self.source.text)
        assert parsed is not None
        own = {each.name: each for each in placed(parsed)}
        texts = {f"c{each.number}": each.text for each in self.decisions if each.action == "claim"}
        found: list[Object] = []
        for name, each in reviewed.decided.items():
            if each.action == "reject":
                text = self.source.slice(own[name].node.span) if name in own else texts.get(name, "")
                block = own[name].block if name in own else ""
                found.append(
                    {"id": name, "text": text, "block": block, "number": each.number, "who": each.who}
                )
        return found

    def material(self, source: Source, reviewed: Reviewed) -> tuple[Material, Coverage | None]:
        """The reviewed program with what is known of it."""
        found = self.examiner.examined(source)
        names = names_of(self.source, reviewed)
        facts = replace(self.facts, moved=self.moved(source, names), bound=found.statuses)
        material = Material(
            source, found.parsed, found.typed, found.diagnostics, self.documents, names, facts, self.drafts
        )
        return material, found.coverage

    def moved(self, source: Source, names: Mapping[int, str]) -> dict[int, int]:
        """The lines of the draft by those of the reviewed text; statements that were added have none."""
        parsed = parsed_text(self.source.text)
        assert parsed is not None
        lines = {each.name: self.source.position(each.node.span.start).line for each in placed(parsed)}
        return {source.position(start).line: lines.get(name, 0) for start, name in names.items()}

    @cached_property
    def fixed(self) -> Object:
        """All that a page needs and no decision changes."""
        documents = {each.key: each for each in self.documents.values()}
        return {
            "name": Path(self.source.name).name,
            "who": self.who,
            "documents": [document_object(each) for each in documents.values()],
            "every": list(all_sentences(self.documents.get(""))),
            "alternatives": list(alternatives(self.drafts, self.documents)),
        }

    def whole(self) -> Object:
        """All that a page needs but suggestions, which take a while."""
        return {**self.fixed, "state": self.state()}

    def suggestions(self) -> Object:
        """What the built-in reader makes of sentences and the program does not say, and of which program that is true."""
        with self.lock:
            source = Source(self.source.name, applied(self.source, self.decisions).text)
            examined = self.examiner.examined(source)
        names = [str(each["name"]) for each in map(block_object, examined.parsed.blocks) if each is not None]
        lacking = self.examiner.lacking(examined)
        return {"sha256": checksum(source.text), "by_sentence": suggestion_objects(lacking, names)}

    # ---- what people do ----

    def check(self, statement: str, text: str, block: str = "", source: str = "") -> list[Object]:
        """What is wrong with the program if a statement had this text; `claim` is a new one. Spans are within the text."""
        with self.lock:
            action: Action = "claim" if statement == "claim" else "edit"
            decisions = self.decisions
            number = len(decisions) + 1
            trial = Decision(
                number, "", "", action, "" if action == "claim" else statement, text, block, source
            )
            reviewed = applied(self.source, (*decisions, trial))
            place = reviewed.places[f"c{number}" if action == "claim" else statement]
            found = self.examiner.alone(Source(self.source.name, reviewed.text))
            here = [each for each in found if place.start <= each.span.start <= place.end or is_error(each)]
            quotes = self.examiner.quotes(reviewed.text, source)
            return [diagnostic_object(each, place) for each in (*here, *quotes)]

    def decide(
        self,
        action: Action,
        statement: str = "",
        text: str = "",
        block: str = "",
        source: str = "",
        undoes: int = 0,
        seen: str | None = None,
    ) -> Object:
        """Carry out a decision; the new state. Raises HepirError where it cannot be: nothing is written then.

        `seen` is the text of the statement that the person looked at: where somebody else has changed it since, nothing is
        decided.
        """
        with self.lock, locked(self.log):
            decisions = self.decisions
            before = applied(self.source, decisions)
            look(self.source, action, statement, seen, before)
            trial = Decision(
                len(decisions) + 1,
                self.clock(),
                self.who,
                action,
                statement,
                text.strip(),
                block,
                source,
                undoes,
            )
            after = applied(self.source, (*decisions, trial))
            accept(self.examiner, self.source, trial, before, after, decisions)
            made = replace(trial, before=checksum(before.text), after=checksum(after.text))
            append(self.log, made)
            now_all = (*decisions, made)
            return self.marks_of(now_all, after) if after.text == before.text else self.state_of(now_all)

    def marks_of(self, decisions: Sequence[Decision], reviewed: Reviewed) -> Object:
        """What changes where the program does not: which statements are decided, and how."""
        return {
            "same": True,
            "count": len(decisions),
            "marks": {name: each.action for name, each in reviewed.decided.items()},
            "decisions": [asdict(each) for each in decisions],
            "undoable": [each.number for each in standing(decisions)],
        }


def block_object(block: tree.Block) -> Object | None:
    """A block that statements can be added to."""
    match block:
        case tree.ObjectBlock() | tree.CombineBlock() | tree.RegionBlock():
            kind = {tree.ObjectBlock: "object", tree.CombineBlock: "combine", tree.RegionBlock: "region"}[
                type(block)
            ]
            return {"name": block_name(block), "kind": kind}
        case _:
            return None


def open_session(
    program: Source,
    who: str,
    *,
    log: Path,
    paper: Path | None = None,
    references: Sequence[str] = (),
    results: Path | None = None,
    record: Path | None = None,
    schema: str | None = None,
) -> Session:
    """A review of a program; `record` is that of its extraction. Raises HepirError where something cannot be read, or the
    log is about another program."""
    parsed = parse(program)
    if parsed.program is None:
        raise HepirError(parsed.diagnostics)
    against = None if paper is None else opened(paper, references)
    if schema is not None:
        find_schema(schema)
    facts, drafts = run_facts(results), read_drafts(record)
    session = Session(program, log, who, against, paper, facts, drafts, schema)
    session.check_log()
    return session
