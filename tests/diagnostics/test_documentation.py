"""Docstrings taken apart and shown."""

from made_diagnostics import Made

from hepir.diagnostics.documentation import Code, Heading, Prose, documentation, markdown


class Documented(Made):
    """A title
    over two lines.

    A paragraph with quite a few words, enough of them that the terminal's eighty columns do not hold it all.
    More.

    Example:
        object a from Jet

          select pt > 25
    Instead:

        $ hepir fmt a.hep
    """


class Silent(Made):
    pass


def test_blocks() -> None:
    about = documentation(Documented)
    assert about.title == "A title over two lines."
    assert [type(block) for block in about.blocks] == [Prose, Heading, Code, Heading, Code]
    assert about.blocks[2] == Code("object a from Jet\n\n  select pt > 25")


def test_text_is_filled_but_programs_are_not() -> None:
    assert documentation(Documented).text == (
        "A title over two lines.\n\n"
        "A paragraph with quite a few words, enough of them that the terminal's eighty\n"
        "columns do not hold it all. More.\n\n"
        "Example:\n\n"
        "    object a from Jet\n\n"
        "      select pt > 25\n\n"
        "Instead:\n\n"
        "    $ hepir fmt a.hep"
    )


def test_markdown_fences_programs_and_commands() -> None:
    shown = markdown(documentation(Documented), "<!-- above -->\n")
    assert "## Example\n\n<!-- above -->\n```hep\nobject a from Jet\n\n  select pt > 25\n```\n\n" in shown
    assert shown.endswith("## Instead\n\n<!-- above -->\n```console\n$ hepir fmt a.hep\n```")


def test_a_docstring_is_not_inherited() -> None:
    assert documentation(Silent).title == ""
