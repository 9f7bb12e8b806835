"""LaTeX sources: macros, included files, citations, tables, and what a source must not be able to do."""

import time

import pytest

from hepir.diagnostics.core import HepirError
from hepir.reading.document import Label
from hepir.reading.opening import read_document
from hepir.source import Span


def sentences(document):
    return [sentence.text for sentence in document.sentences]


def article(body, preamble=""):
    return f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\nNo more."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"We require $p_\mathrm{T}^\text{miss} > 30$ GeV here.", "We require pTmiss > 30 GeV here."),
        (r"In $10^{6}$ or $10^6$ events of $e^+e^-$.", "In 10^6 or 10^6 events of e^+e^-."),
        (
            r"Jets have $|\eta| \leq 2.4$ and $p^{\mathrm{miss}}_{\mathrm{T}}\ge5\,\text{GeV}$.",
            "Jets have |η| ≤ 2.4 and pTmiss ≥ 5 GeV.",
        ),
        (r"Some 35.9~fb$^{-1}$ at $\sqrt{s}=13$ TeV.", "Some 35.9 fb^-1 at √s = 13 TeV."),
        (r"A mass of \SI{91.2}{\GeV} or \SIrange{60}{120}{\GeV}.", "A mass of 91.2 GeV or 60-120 GeV."),
        (r"A window of 76--106 GeV, \emph{not} \textbf{more}.", "A window of 76-106 GeV, not more."),
        (r"The cone $\Delta R=\frac{a+b}{c}<0.4$.", "The cone ΔR = (a + b)/c < 0.4."),
        ("A line % with a comment\nthat goes on at 5\\% level.", "A line that goes on at 5% level."),
    ],
)
def test_text_and_formulas(read, source, expected) -> None:
    found = sentences(read(article(source), "paper.tex"))
    assert [each.replace("a+b", "a + b") for each in found] == [expected]


def test_user_macros_with_arguments_and_defaults(read) -> None:
    preamble = (
        r"\newcommand{\pt}{\ensuremath{p_{\mathrm{T}}}\xspace}"
        "\n"
        r"\newcommand\cut[2][30]{$#2 > #1$~GeV}"
        "\n"
        r"\def\two#1#2{#2 before #1}"
        "\n"
        r"\newcommand{\jetpt}{\pt(jet)}"
    )
    body = r"The \pt of jets: \cut{x}, \cut[50]{y}, \two{a}{b}; \jetpt. Then \pt, too."
    assert sentences(read(article(body, preamble), "paper.tex")) == [
        "The pT of jets: x > 30 GeV, y > 50 GeV, b before a; pT (jet).",
        "Then pT, too.",
    ]


def test_offsets_lead_into_the_source(read) -> None:
    source = article("Events with at least two jets and $p_T > 300$ GeV are selected.")
    found = read(source, "paper.tex")
    (span,) = found.find("at least two jets")
    block = found.block_at(span.start)
    (stretch,) = block.offsets.original(Span(span.start - block.span.start, span.end - block.span.start))
    assert block.original[stretch.start : stretch.end] == "at least two jets"
    (span,) = found.find("300 GeV")
    stretches = block.offsets.original(Span(span.start - block.span.start, span.end - block.span.start))
    assert block.original[stretches[0].start : stretches[-1].end] == "300$ GeV"


def test_files_are_included_from_the_folder_of_the_main_file_and_from_nowhere_else(tmp_path) -> None:
    folder = tmp_path / "paper"
    (folder / "sections").mkdir(parents=True)
    (tmp_path / "secret.tex").write_text("A secret sentence.")
    (folder / "sections" / "one.tex").write_text("Inside one.")
    (folder / "main.tex").write_text(
        article(
            r"\input{sections/one} \input{../secret} \input{/etc/passwd} \input{missing} \include{main} End."
        )
    )
    (folder / "link.tex").symlink_to(tmp_path / "secret.tex")
    found = read_document(folder / "main.tex")
    assert "Inside one." in found.text
    assert "secret sentence" not in found.text
    assert [file.name for file in found.files] == ["main.tex", "sections/one.tex"]
    assert [note.split(":")[0] for note in found.notes] == [
        "left out `../secret`",
        "left out `/etc/passwd`",
        "left out `missing`",
        "left out `main`",
    ]
    (folder / "main.tex").write_text(article(r"\input{link} End."))
    assert "secret" not in read_document(folder / "main.tex").text


def test_citations_and_the_bibliography_beside_the_source(tmp_path) -> None:
    (tmp_path / "main.tex").write_text(
        article("As in Refs.~\\cite{b,a} and \\cite{none}.\n\n\\bibliography{refs}")
    )
    (tmp_path / "main.bbl").write_text(
        "\\begin{thebibliography}{9}\n\\bibitem{a} A. Author, \\emph{Title}, arXiv:1711.08008.\n"
        "\\bibitem{b} B. Author, doi:10.1000/182.\n\\end{thebibliography}"
    )
    found = read_document(tmp_path / "main.tex")
    assert [(each.number, each.key) for each in found.references] == [("1", "a"), ("2", "b")]
    assert found.references[0].arxiv == ("1711.08008",)
    assert found.references[1].dois == ("10.1000/182",)
    assert found.sentences[0].text == "As in Refs. [2, 1] and [none]."
    assert [each.numbers for each in found.citations] == [("2", "1"), ("none",)]


def test_sections_lists_floats_and_footnotes(read) -> None:
    body = r"""
\title{A Search}\author{A. N. Author}\maketitle
\begin{abstract}We search.\end{abstract}
\section{Selection}\label{sec:a}
We use jets\footnote{Of one kind.} and
\begin{figure}\includegraphics{x}\caption{A figure.}\end{figure}
photons.
\subsection{Jets}
\begin{itemize}\item One jet. \item Two jets.\end{itemize}
"""
    found = read(article(body), "paper.tex")
    assert found.title == "A Search"
    by_label = {block.label: block.text for block in found.blocks}
    assert by_label[Label.AUTHORS] == "A. N. Author"
    assert by_label[Label.ABSTRACT] == "We search."
    assert by_label[Label.FOOTNOTE] == "Of one kind."
    assert by_label[Label.CAPTION] == "A figure."
    assert "We use jets and photons." in sentences(found)
    jets = next(sentence for sentence in found.sentences if sentence.text == "Two jets.")
    assert jets.section == ("Selection", "Jets")


def test_tables(read) -> None:
    body = r"""
\begin{table}\caption{Regions.}
\begin{tabular}{l|cc}\hline Region & $N_\text{jets}$ & $p_T$ \\ \hline
SR1 & $\geq 2$ & \multicolumn{1}{c}{$> 30$ GeV} \\
SR2 & \multicolumn{2}{c}{none} \\ \hline
\end{tabular}\end{table}"""
    (table,) = read(article(body), "paper.tex").tables
    assert table.header == ("Region", "Njets", "pT")
    assert table.rows == (("SR1", "≥ 2", "> 30 GeV"), ("SR2", "none", "none"))
    assert table.caption == "Regions."


@pytest.mark.parametrize(
    "source",
    [
        r"\def\a{\a\a}\a",
        r"\def\a{\a}\a",
        r"\newcommand{\a}[1]{#1#1}" + r"\a{" * 40 + "x" + "}" * 40,
        "{" * 5000 + "}" * 5000,
        r"\begin{a}" * 3000,
    ],
)
def test_what_does_not_end_is_a_diagnostic_in_bounded_time(read, source) -> None:
    start = time.monotonic()
    with pytest.raises(HepirError) as caught:
        read(article(source), "paper.tex")
    assert [each.code for each in caught.value.diagnostics] == ["HEP0810"]
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    "source", ["\\", "$x", "\\frac", "{a", "\\begin{tabular}{c", "\\SI{3}", "a_", "$a^$ b", "\\cite"]
)
def test_broken_latex_is_read_as_well_as_it_can_be(read, source) -> None:
    assert "Words." in read(article(f"Words.\n\n{source}\n\nMore words."), "paper.tex").text


def test_units_of_macros_that_move_their_letters(read) -> None:
    text = (
        r"\newcommand*{\unit}[1][]{\mathrm{#1 e\kern-0.15ex V}}"
        r"\def\TeVs{\ifmmode {\mathrm{\ Te\kern -0.1em V}}\else \textrm{Te\kern -0.1em V}\fi}"
        r"\begin{document}Jets have $p_T > 30\,\unit[G]$, $m > 1$~\TeVs, or $3\hskip 2pt plus 1fil\mathrm{GeV}$."
        r"\end{document}"
    )
    assert sentences(read(text, "paper.tex")) == ["Jets have pT > 30 GeV, m > 1 TeV, or 3GeV."]


def test_definitions_of_a_package_beside_the_document(tmp_path) -> None:
    (tmp_path / "ours.sty").write_text(
        r"\newcommand{\GeVs}{\ensuremath{\,\text{Ge\hspace{-.08em}V}}\xspace}"
        r"\def\met{\ensuremath{E_T^{miss}}\xspace}\def\@inner#1{\@ifnextchar[{a}{b}}\renewcommand\section{x}",
        encoding="utf-8",
    )
    text = (
        r"\documentclass{article}\usepackage{amsmath, ours}\begin{document}\section{Selection}"
        r"Events must have \met above 30\GeVs.\end{document}"
    )
    (tmp_path / "paper.tex").write_text(text, encoding="utf-8")
    found = read_document(tmp_path / "paper.tex")
    assert sentences(found) == ["Events must have ETmiss above 30 GeV."]
    assert {each.name for each in found.files} == {"paper.tex", "ours.sty"}
