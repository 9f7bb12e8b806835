"""Hypothesis strategies: any text, and diagnostics with any spans, also wrong ones, in and around it."""

from hypothesis import strategies as st
from made_diagnostics import Made, MadeNote, MadeWarning

from hepir.diagnostics import Edit, Label
from hepir.source import Source, Span

# Letters, tabs, line ends of all kinds, wide, combining and reordering characters, and lone surrogates.
CHARACTERS = st.one_of(
    st.sampled_from("ab 1\t\n\r\x00\x1b\x7f\x85\u0301\u200d\u2028\u202e漢\U0001f600\ud800%:,|"),
    st.characters(),
)
TEXTS = st.one_of(st.text(CHARACTERS, max_size=40), st.text(st.sampled_from("ab 漢\n"), max_size=400))
OFFSETS = st.one_of(st.integers(-2, 15), st.integers(-3, 420))
SPANS = st.builds(Span, OFFSETS, OFFSETS)
DIAGNOSTICS = st.sampled_from([Made, MadeWarning, MadeNote]).flatmap(
    lambda kind: st.builds(
        kind,
        span=SPANS,
        said=st.text(CHARACTERS, max_size=10),
        marked=st.lists(st.builds(Label, SPANS, st.text(CHARACTERS, max_size=6)), max_size=3).map(tuple),
        hinted=st.lists(st.text(CHARACTERS, max_size=10), max_size=2).map(tuple),
        mended=st.lists(st.builds(Edit, SPANS, st.text(CHARACTERS, max_size=3)), max_size=3).map(tuple),
    )
)
LISTS = st.lists(DIAGNOSTICS, max_size=4).map(tuple)
SOURCES = st.builds(Source, st.one_of(st.just("a.hep"), st.text(CHARACTERS, max_size=5)), TEXTS)
