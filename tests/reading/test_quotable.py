"""What was read can be quoted: nothing is lost, and nothing is in it that a program may not hold."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hepir.reading.normalising import normalised
from hepir.reading.opening import read_document
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.syntax.wording import quote

# A decoder gives U+FFFD for what it cannot decode, and no surrogates.
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@given(TEXTS | st.just("χ\ufffd1"))
def test_normalised_text_can_be_quoted_in_a_program(text: str) -> None:
    assert parse(Source("a.hep", f"source a = page 1 {quote(normalised(text))}\n")).diagnostics == ()


def test_a_character_without_meaning_stays_visible() -> None:
    assert normalised("χ\ufffd1 decays") == "χ□1 decays"


def test_a_number_at_a_line_end_is_no_mark_of_a_list(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(
        "# Title\n\n## Selection\n\nPhotons have |eta| < 1.44.\nMuons are vetoed.\n\n1. First.\n2. Second.\n"
    )
    document = read_document(paper)
    assert [each.text for each in document.sentences] == [
        "Photons have |eta| < 1.44.",
        "Muons are vetoed.",
        "First.",
        "Second.",
    ]
