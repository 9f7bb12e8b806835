"""Diagnostics as a SARIF 2.1.0 log, which code scanning services read.

In: a source and its diagnostics. Out: one JSON document with one run: a rule for each kind of diagnostic
that occurs, documented from its docstring, and a result for each diagnostic with its fix. The log holds no
time and no machine's name: the same program gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from hepir.diagnostics.core import Diagnostic, Edit, Severity
from hepir.diagnostics.documentation import documentation, markdown
from hepir.diagnostics.places import NOWHERE, extent
from hepir.source import Source, Span
from hepir.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render_sarif(source: Source, diagnostics: Sequence[Diagnostic]) -> str:
    """The whole log, also where there is nothing to report."""
    kinds = sorted(
        {type(diagnostic) for diagnostic in diagnostics}, key=lambda kind: (kind.code, kind.__qualname__)
    )
    run = {
        "tool": {
            "driver": {"name": "hepir", "version": __version__, "rules": [_rule(kind) for kind in kinds]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(source, one, kinds.index(type(one))) for one in diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(kind: type[Diagnostic]) -> dict[str, object]:
    about = documentation(kind)
    return {
        "id": kind.code,
        "name": kind.name,
        "shortDescription": {"text": about.title},
        "help": {"text": about.text, "markdown": markdown(about)},
        "defaultConfiguration": {"level": LEVELS[kind.severity]},
    }


def _result(source: Source, diagnostic: Diagnostic, rule: int) -> dict[str, object]:
    located: dict[str, object] = {}
    if source.name:
        located["locations"] = [{"physicalLocation": _place(source, diagnostic.span)}]
        located["relatedLocations"] = [
            {"id": number, "physicalLocation": _place(source, label.span), "message": {"text": label.text}}
            for number, label in enumerate(diagnostic.labels)
        ]
        located["fixes"] = [_fix(source, diagnostic)] if diagnostic.edits else []
    message = "\n".join((diagnostic.message, *diagnostic.hints))
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": message},
        **{key: value for key, value in located.items() if value},
    }


def _place(source: Source, span: Span) -> dict[str, object]:
    artifact: dict[str, object] = {"artifactLocation": _artifact(source.name)}
    return artifact if span == NOWHERE else artifact | {"region": _region(source, span)}


def _region(source: Source, span: Span) -> dict[str, int]:
    """Lines and columns from 1, the end column just after the last character."""
    start, end = extent(source, span)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(source: Source, diagnostic: Diagnostic) -> dict[str, object]:
    change = {
        "artifactLocation": _artifact(source.name),
        "replacements": [_replacement(source, edit) for edit in diagnostic.edits],
    }
    description = diagnostic.hints[0] if diagnostic.hints else f"mend {diagnostic.name}"
    return {"description": {"text": description}, "artifactChanges": [change]}


def _replacement(source: Source, edit: Edit) -> dict[str, object]:
    return {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}}


def _artifact(name: str) -> dict[str, str]:
    """A relative name stays relative to the root of the sources; an absolute one is a file URI."""
    path = Path(name.replace("\0", "\ufffd"))
    uri = quote(path.as_posix(), errors="surrogatepass")
    if path.is_absolute():
        return {"uri": f"file:///{uri.lstrip('/')}"}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}
