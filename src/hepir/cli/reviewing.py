"""`hepir review`: a program beside its publication, for a person to decide.

In: a program, and where there are any its publication and results. Out: a page that stands alone, or a server for one; the
decisions beside the program; with `--export` what they lead to.
"""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.cli.console import Console, about
from hepir.cli.errors import NoSuchFile
from hepir.cli.files import STANDARD_INPUT, check_output, fail, read_program, write_folder, write_text
from hepir.diagnostics.places import NOWHERE

if TYPE_CHECKING:
    from hepir.review.session import Session


def port(text: str) -> int:
    """A port that a person may serve at."""
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number < 65536:
        raise argparse.ArgumentTypeError(f"`{text}` is no port: 1024 to 65535, or 0 for any that is free")
    return number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir review`."""
    parser.add_argument("file", metavar="PROGRAM", help="the program, such as a draft of `hepir extract`")
    parser.add_argument("--paper", metavar="FILE", help="its publication, shown beside it")
    parser.add_argument(
        "--references",
        metavar="DIR",
        action="append",
        default=[],
        help="a folder with publications that are quoted too, named by arXiv id or DOI",
    )
    parser.add_argument("--results", metavar="DIR", help="the output folder of a run of the program")
    parser.add_argument(
        "--record", metavar="FILE", help="what `hepir extract --record` wrote: what other drafts said"
    )
    parser.add_argument(
        "--schema", metavar="NAME", help="a data format: how well it expresses each statement"
    )
    parser.add_argument(
        "--decisions", metavar="FILE", help="where decisions are kept; PROGRAM.decisions.jsonl without"
    )
    parser.add_argument("--name", metavar="WHO", help="who decides; your login name without")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("-o", "--output", metavar="FILE", help="the page to write; PROGRAM.review.html without")
    what.add_argument(
        "--serve", action="store_true", help="serve the page on this machine and write decisions"
    )
    what.add_argument(
        "--export", metavar="DIR", help="write the reviewed program, a LaTeX table and a gold item"
    )
    what.add_argument(
        "--apply", metavar="FILE", help="make the decisions that a page without server has saved"
    )
    parser.add_argument(
        "--port", type=port, default=0, metavar="N", help="with --serve: the port; any free one without"
    )
    parser.add_argument("--no-open", action="store_true", help="do not open a browser")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write the page, serve it, export, or apply."""
    session = session_of(arguments)
    if arguments.export is not None:
        return export(session, Path(arguments.export), console)
    if arguments.apply is not None:
        from hepir.review.saved import apply_saved

        console.remark(
            f"{apply_saved(session, Path(arguments.apply))} decisions made; they are in {session.log}"
        )
        return 0
    if arguments.serve:
        return serve(session, arguments, console)
    return write_page(session, arguments, console)


def session_of(arguments: argparse.Namespace) -> Session:
    """The review, with everything read that it shows."""
    from hepir.review.decisions import log_path
    from hepir.review.session import open_session

    if arguments.file == STANDARD_INPUT:
        arguments.parser.error("a review keeps its decisions beside the program: give a file")
    for path in (arguments.paper, arguments.results, arguments.record, *arguments.references):
        if path is not None and not Path(path).exists():
            fail(path, NoSuchFile(NOWHERE, path))
    if arguments.references and arguments.paper is None:
        arguments.parser.error("--references needs the publication: --paper FILE")
    source = read_program(arguments.file)
    log = Path(arguments.decisions) if arguments.decisions else log_path(Path(arguments.file))
    with about(source):
        return open_session(
            source,
            arguments.name or login_name(),
            log=log,
            paper=None if arguments.paper is None else Path(arguments.paper),
            references=arguments.references,
            results=None if arguments.results is None else Path(arguments.results),
            record=None if arguments.record is None else Path(arguments.record),
            schema=arguments.schema,
        )


def login_name() -> str:
    """Who is logged in; `somebody` where the system does not know."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "somebody"


def write_page(session: Session, arguments: argparse.Namespace, console: Console) -> int:
    """The page that stands alone."""
    from hepir.review.page import page_html

    output = arguments.output or f"{arguments.file.removesuffix('.hep')}.review.html"
    check_output(output, arguments.file, *([arguments.paper] if arguments.paper else []))
    documents = {each.key: each for each in session.documents.values()}
    whole = {**session.whole(), "suggestions": session.suggestions()}
    write_text(output, page_html(whole, served=False, pictures=documents))
    console.remark(f"wrote {output}: open it in a browser; `--serve` keeps decisions beside the program")
    if not arguments.no_open and console.output.isatty():
        browse(Path(output).resolve().as_uri())
    return 0


def serve(session: Session, arguments: argparse.Namespace, console: Console) -> int:
    """The page with a server behind it, until it is interrupted."""
    from hepir.review.server import ReviewServer

    session.whole()  # what cannot be shown is said now, and not in the browser
    with ReviewServer(session, arguments.port) as server:
        console.write(f"{server.url}\n")
        console.remark(f"decisions go to {session.log}; end with Ctrl-C")
        if not arguments.no_open and console.output.isatty():
            browse(server.url)
        with suppress(KeyboardInterrupt):
            server.serve_forever(poll_interval=0.2)
    return 0


def browse(address: str) -> None:
    """Open a browser, where there is one."""
    import webbrowser

    with suppress(webbrowser.Error):
        webbrowser.open(address)


def export(session: Session, folder: Path, console: Console) -> int:
    """All files, or none."""
    from hepir.review.exporting import exported, objects, undecided

    files: Mapping[str, bytes] = exported(session)
    write_folder(folder, files)
    left = undecided(objects(session.state()["items"]))
    console.remark(f"wrote {', '.join(files)} to {folder}")
    if left:
        console.remark(f"note: {left} statement{' is' if left == 1 else 's are'} not decided")
    return 0
