"""Abbreviations, entries of glossaries, aliases of macros and short lists read as they are printed."""

import pytest

DEFINED = r"""
\newacronym{wp}{WP}{working point}
\newacronym[longplural={parton distribution functions}, shortplural=PDFs]{pdf}{PDF}{parton distribution function}
\newglossaryentry{fatjet}{name={large-$R$ jet}, plural={large-$R$ jets}, description={a wide jet, of $R = 1.0$}}
\DeclareAcronym{sr}{short = SR, long = signal region}
\acrodef{cr}[CR]{control region}
"""


def printed(read, body: str, preamble: str = DEFINED) -> list[str]:
    source = f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    return [sentence.text for sentence in read(source, "paper.tex").sentences]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"Muons pass the tight \gls{wp}.", "Muons pass the tight WP."),
        (r"\Glspl{fatjet} need $p_T > 250$ GeV.", "Large-R jets need pT > 250 GeV."),
        (r"One \gls*{fatjet} or two \glspl[hyper=false]{fatjet}.", "One large-R jet or two large-R jets."),
        (r"The \acl{sr} and the \acp{sr}.", "The signal region and the SRs."),
        (r"The \acrfull{wp} comes first.", "The working point (WP) comes first."),
        (r"Several \acrlongpl{pdf} are \acrshortpl{pdf}.", "Several parton distribution functions are PDFs."),
        (r"A \ac{cr} is no signal region.", "A CR is no signal region."),
        (r"What \acrshort{cms} calls a \gls{jet}.", "What CMS calls a jet."),
        (r"An \ac{electron} is known by its label.", "An electron is known by its label."),
    ],
)
def test_uses_read_as_they_are_printed(read, body: str, expected: str) -> None:
    assert printed(read, body) == [expected]


def test_a_macro_of_the_document_is_its_own(read) -> None:
    assert printed(read, r"The \ac{x} is here.", r"\newcommand{\ac}[1]{acceptance of #1}") == [
        "The acceptance of x is here."
    ]


def test_an_entry_without_words_reads_as_its_label(read) -> None:
    assert printed(read, r"The \gls{wp} is tight.", r"\newacronym{wp}") == ["The wp is tight."]


@pytest.mark.parametrize(
    ("preamble", "body", "expected"),
    [
        (r"\let\mygev=\GeV", r"Above $30\,\mygev$ only.", "Above 30 GeV only."),
        (
            r"\newcommand{\cut}{30}\let\old\cut\renewcommand{\cut}{40}",
            r"From \old{} to \cut.",
            "From 30 to 40.",
        ),
        (r"\let\emphasis\emph", r"It is \emphasis{not} so.", "It is not so."),
        (r"\let\nothing\relax", r"It is\nothing{} so.", "It is so."),
    ],
)
def test_an_alias_is_what_the_other_was(read, preamble: str, body: str, expected: str) -> None:
    assert printed(read, body, preamble) == [expected]


def test_a_heading_that_is_redefined_by_its_alias_ends(read) -> None:
    preamble = "\\let\\oldsection\\section\n\\renewcommand{\\section}{\\clearpage\\oldsection}"
    document = read(
        f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n\\section{{Objects}}\nText here.\n\\end{{document}}",
        "paper.tex",
    )
    assert [block.text for block in document.blocks][-2:] == ["Objects", "Text here."]


def test_items_of_an_easy_list(read) -> None:
    body = "\\begin{easylist}[itemize]\n& exactly two muons\n& at least one jet\n&& above 30 GeV\n\\end{easylist}"
    assert printed(read, body) == ["exactly two muons", "at least one jet", "above 30 GeV"]
