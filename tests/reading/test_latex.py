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
        (
            r"The \uwave{wide} region CR\nobreakdash-Z has $n_{b\mathrm{\mhyphen tags}} \ownlook{> 1}$.",
            "The wide region CR-Z has nb-tags > 1.",
        ),
        (
            r"Names that nobody knows, such as \atlasx{} and \owner, stay.",
            "Names that nobody knows, such as atlasx and owner, stay.",
        ),
        (r"We use $\abs{\eta}<2$, \unit[30]{GeV}, $20\unit{GeV}$.", "We use |η| < 2, 30 GeV, 20 GeV."),
        (
            r"Unknown here: \pt, \ptmiss, $\ETmiss > \SI{20}{\GeV}$, $\pt^{\ell}$, \Pgm or \Pe, \DR and \tauh.",
            "Unknown here: pT, pTmiss, ETmiss > 20 GeV, pTl, μ or e, ΔR and τh.",
        ),
        (
            "The mass is\n%\n\\begin{equation} m > 5\\,\\GeV,\\end{equation} % so\nwhere $m$ is that.",
            "The mass is m > 5 GeV, where m is that.",
        ),
        (r"A $\PGm\PGm$ or \PGmp\PGmm pair, a \PGm candidate.", "A μμ or μ^+μ^- pair, a μ candidate."),
        (r"The \verb|HLT_Mu24_v%| trigger is used.", "The HLT_Mu24_v trigger is used."),
        (r"The {\verb MuonEG } data are used.", "The MuonEG data are used."),
        (r"The \verb HLT_Mu17 trigger is used.", "The HLT_Mu17 trigger is used."),
        (r"Either \verb% HLT_Mu17%, \verb% HLT_Ele27% is used.", "Either HLT_Mu17, HLT_Ele27 is used."),
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
    assert sentences(read(text, "paper.tex")) == ["Jets have pT > 30 GeV, m > 1 TeV, or 3 GeV."]


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


def test_a_comment_does_not_end_a_paragraph_and_a_blank_line_after_it_does(read) -> None:
    found = read(article("One\n% comment\nline. %end\n\nTwo\n  % more\n% and more\nlines."), "paper.tex")
    assert [each.text for each in found.blocks] == ["One line.", "Two lines."]


def test_labels_of_items_stand_before_them(read) -> None:
    body = r"\begin{description}\item[Muons] Two. \item[Jets:] One.\item[(ii)] None.\end{description}"
    assert sentences(read(article(body), "paper.tex")) == ["Muons: Two.", "Jets: One.", "None."]


def test_cells_over_rows_and_heads_of_two_rows_in_a_box(read) -> None:
    body = r"""
\begin{table}\resizebox{\textwidth}{!}{\begin{tabular}{lccc}\hline
 & \multicolumn{2}{c}{Loose} & Tight \\ \cline{2-4}
 & Barrel & Endcap & all \\ \hline
\multirow{2}{*}{$\pt$ (GeV)} & $>5$ & - & $>3$ \\
 & $<20$ & $<30$ & \\
Mass & $>1$ & & \\ \hline
\end{tabular}}
\caption{Below the table.}\end{table}"""
    (table,) = read(article(body), "paper.tex").tables
    assert table.header == ("", "Loose Barrel", "Loose Endcap", "Tight all")
    assert table.rows == (
        ("pT (GeV)", "> 5", "-", "> 3"),
        ("pT (GeV)", "< 20", "< 30", ""),
        ("Mass", "> 1", "", ""),
    )
    assert table.caption == "Below the table."


def test_a_table_of_several_pages_has_its_head_once_and_captions_stay_with_their_tables(read) -> None:
    body = r"""
\begin{longtable}{lc}\caption{Long.}\\ \hline A & B \\ \hline \endfirsthead
\hline A & B, continued \\ \hline \endhead goes on \\ \endfoot \hline \endlastfoot
x & 1 \\ y & 2 \\ \end{longtable}
\begin{table}\begin{tabular}{l} C \\ \hline z \\ \end{tabular}\caption{First.}
\begin{tabularx}{5cm}{X} D \\ \hline u \\ \end{tabularx}\caption{Second.}\end{table}
\begin{figure}\caption{Of a figure.}\end{figure}\begin{tabular}{l} E \\ \hline v \\ \end{tabular}"""
    found = read(article(body), "paper.tex").tables
    assert [(each.header, each.caption) for each in found] == [
        (("A", "B"), "Long."),
        (("C",), "First."),
        (("D",), "Second."),
        (("E",), None),
    ]
    assert found[0].rows == (("x", "1"), ("y", "2"))


@pytest.mark.parametrize(
    "opening",
    [
        r"tabular}[h]{lc}",
        r"tabular}{lc}",
        r"tabular*}{5cm}[t]{lc}",
        r"xltabular}[l]{5cm}[t]{lX}",
        r"tabulary}{5cm}{lc}",
    ],
)
def test_where_a_table_stands_is_no_part_of_its_head(read, opening: str) -> None:
    name = opening.partition("}")[0]
    body = rf"\begin{{table}}\begin{{{opening} A & B \\ \hline x & 1 \\ \end{{{name}}}\end{{table}}"
    (table,) = read(article(body), "paper.tex").tables
    assert (table.header, table.rows) == (("A", "B"), (("x", "1"),))
