"""What is done with a publication: read, made into a program, held against one.

In: the file of a publication, a program. Out: a document, a draft, the coverage of its sentences. What cannot go on raises
`HepirError` with its diagnostics.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.api.programs import read_program
from hepir.compiling import analyse
from hepir.diagnostics.core import HepirError
from hepir.source import Source

if TYPE_CHECKING:
    from hepir.extract.against import Against
    from hepir.extract.coverage import Coverage
    from hepir.extract.session.extraction import Extraction
    from hepir.models.core import Progress as WritingProgress
    from hepir.reading.document import Document


def coverage_source(source: Source, against: Against) -> Coverage | None:
    """What a program makes of its publication; None where it does not parse."""
    from hepir.extract.against import covered
    from hepir.syntax.parsing import parse

    program = parse(source).program
    return None if program is None else covered(source, program, against)


def coverage(program: str | Path, paper: str | Path | Document) -> Coverage:
    """What became of each sentence of a publication that looks like a selection.

    Raises HepirError where the publication cannot be read or the program does not parse.
    """
    from hepir.extract.against import opened

    source = read_program(program)
    found = coverage_source(source, opened(paper))
    if found is None:
        raise HepirError(analyse(source).diagnostics)
    return found


def extract(
    path: str | Path,
    model: str | None = None,
    *,
    samples: int = 1,
    temperature: float | None = None,
    seed: int = 0,
    max_tokens: int = 8192,
    thinking: int = 0,
    context: int | None = None,
    references: Sequence[str | Path] = (),
    progress: WritingProgress | None = None,
) -> Extraction:
    """The program that a publication describes, written by a model (`transformers:FOLDER`, `openai:URL#NAME`) or, without
    one, by the built-in reader.

    Several samples are drawn at temperature 0.7 and merged. `thinking` are the characters of free text that a model may
    write first, `context` the tokens that prompt and answer may have together, where a server does not tell. What the
    publication delegates is looked for in the folders `references` and in the local cache.
    Raises HepirError: HEP08xx for what cannot be read, HEP09xx for models and what cannot be extracted.
    """
    from hepir.extract.driving import Limits
    from hepir.extract.library import Library, cache_folders
    from hepir.extract.session.extraction import extract_document
    from hepir.extract.session.loop import Asking
    from hepir.models.core import Sampling
    from hepir.models.registry import open_model

    drawn = temperature if temperature is not None else 0.0 if samples == 1 else 0.7
    sampling = Sampling(drawn, seed=seed, maximum=max_tokens)
    asking = Asking(samples, sampling, Limits(thinking=thinking), context)
    opened = None if model in (None, "", "builtin", "builtin:") else open_model(str(model))
    library = Library((*map(Path, references), *cache_folders()), read)
    return extract_document(read(path), opened, asking, library, progress)


def read(path: str | Path) -> Document:
    """The blocks, sentences, tables and references of a publication (PDF, LaTeX, Markdown, text, docling JSON).

    Raises HepirError with one diagnostic, HEP08xx, for what cannot be read.
    """
    from hepir.reading.opening import read_document

    return read_document(path)
