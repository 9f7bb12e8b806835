"""What extraction asks for can be asked for in GBNF, by the same texts."""

from byte_models import ByteModel
from gbnf_engine import same_texts

from hepir.extract.driving import Limits, driver
from hepir.extract.session.windows import windows
from hepir.extract.writing import Writing


def test_the_segments_of_an_extraction(document):
    grammars, units = {}, windows(document, 10_000)[0].units

    class Watched(ByteModel):
        def segment(self, segment, source):
            grammars[segment.grammar] = segment.purpose
            return super().segment(segment, source)

    for seed in range(2):
        writing = Writing(document.title)
        Watched(seed, lines=10).generate(
            "", [lambda writing=writing: driver(writing, units, Limits(thinking=12))], None
        )
    assert set(grammars.values()) == {"thinking", "evidence", "span", "statement"}
    for grammar in grammars:
        same_texts(grammar, 2, most=200)
