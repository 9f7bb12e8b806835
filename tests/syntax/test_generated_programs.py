"""What holds for every program, on programs generated from the grammar."""

import re

from generated_programs import programs
from hypothesis import given, settings
from hypothesis import strategies as st

from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.errors import EmptyProgram
from hepir.syntax.formatting import format_program, format_source
from hepir.syntax.parsing import Parsed, parse
from hepir.syntax.tables import parser

WORDS = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"|#[^\n]*|\w+|\s+|.')


def read(text: str) -> Parsed:
    return parse(Source("program.hep", text))


def comments(program: tree.Program) -> list[str]:
    return [comment.text for comment in program.comments]


def written_comments(text: str) -> list[str]:
    """The comments of a text by their numbers, however it is read."""
    return [word.rstrip() for word in WORDS.findall(text) if word.startswith("#")]


def parsed(text: str) -> tree.Program | None:
    """The tree; None for a text of comments alone, the only one that the parser may refuse."""
    result = read(text)
    assert not result.diagnostics or isinstance(result.diagnostics[0], EmptyProgram), result.diagnostics
    return result.program


@given(programs())
def test_formatting_keeps_what_a_program_says(text: str) -> None:
    program = parsed(text)
    if program is None:
        return
    formatted = format_program(program, text)
    again = parsed(formatted)
    assert again is not None
    assert again == program
    assert comments(again) == comments(program) == written_comments(text)
    assert format_source(formatted) == formatted, "formatting twice changes nothing"
    plain = text.replace("\r\n", "\n")
    assert format_source(plain.replace("\n", "\r\n")) == formatted, "line ends do not matter"
    assert not re.search(r"\A\n|[ \t\r]\n|\n\n\n|\n\n\Z", formatted), "there are no loose ends"
    assert formatted.endswith("\n")


@given(programs())
def test_every_prefix_that_ends_at_a_statement_is_a_program(text: str) -> None:
    program = parsed(text)
    if program is None:
        return
    blocks = [*program.notes, *program.blocks]
    for statement in [each for block in blocks for each in (block, *getattr(block, "rules", ()))]:
        assert read(text[: statement.span.end]).diagnostics == ()


@given(programs(), st.data())
def test_a_damaged_program_gives_diagnostics_in_its_text(text: str, data: st.DataObject) -> None:
    words = WORDS.findall(text)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(words)))
        words[place : place + 1] = data.draw(
            st.sampled_from([[], ["("], ["select"], ["&&"], ['"'], ["5"], [":="], ["|"], ["]"], ["Gev"]])
        )
    check_diagnostics("".join(words))


@given(
    st.text(
        st.sampled_from(
            " \n\r\t()[]|\"'\\@#?.,;:{}=<>!&^*/+-%~$abc019_\u00e9\u03b7\u2265\u00b2\u00a0\ufeff\x00\ud800"
        ),
        max_size=80,
    )
)
def test_any_text_gives_a_tree_or_diagnostics(text: str) -> None:
    check_diagnostics(text)


def check_diagnostics(text: str) -> None:
    """All places lie in the text, all parts can be read, nothing is said twice, edits change something."""
    result = read(text)
    assert (result.program is None) == bool(result.diagnostics)
    for diagnostic in result.diagnostics:
        assert diagnostic.message
        assert isinstance(diagnostic.hints, tuple)
        spans = [diagnostic.span, *(label.span for label in diagnostic.labels)]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert all(text[edit.span.start : edit.span.end] != edit.text for edit in diagnostic.edits)
    assert len({(each.code, each.span) for each in result.diagnostics}) == len(result.diagnostics)


def test_the_generator_reaches_most_rules() -> None:
    reached: set[str] = set()

    @settings(max_examples=40)
    @given(programs())
    def collect(text: str) -> None:
        reached.update(node.data for node in parser().parse(text).iter_subtrees())

    collect()
    assert len(reached) > 40
