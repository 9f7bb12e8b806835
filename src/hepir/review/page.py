"""The page of a review.

In: what `session` tells, and whether a server stands behind it. Out: one HTML file that needs nothing else. Scripts and
styles are inside; data stand in blocks that no browser runs, and the page forbids itself to load anything from elsewhere.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template

from hepir.review.documents import Object, Shown
from hepir.review.syntax_tables import syntax_object

SCRIPTS = (
    "elements.js",
    "model.js",
    "server.js",
    "pages.js",
    "list.js",
    "drawing.js",
    "detail.js",
    "deciding.js",
    "syntax.js",
    "editor.js",
    "main.js",
)
STYLES = ("colours.css", "layout.css", "print.css")


def asset(name: str) -> str:
    """A file of the page."""
    return (files("hepir.review") / "assets" / name).read_text(encoding="utf-8")


def script() -> str:
    """All scripts as one, which keeps its names to itself."""
    body = "\n".join(asset(name) for name in SCRIPTS)
    return f'"use strict";\n(function () {{\n{body}\n}})();\n'


def page_html(whole: Object, *, served: bool, pictures: Mapping[str, Shown] | None = None) -> str:
    """The page. With `pictures` (static) the pages of those publications are inside; a server gives them one by one."""
    code = script()
    policy = f"default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; script-src 'sha256-{digest(code)}'"
    policy += (
        "; connect-src 'self'; base-uri 'none'; form-action 'none'"
        if served
        else "; base-uri 'none'; form-action 'none'"
    )
    inside = "" if pictures is None else "\n".join(picture_blocks(pictures))
    return Template(asset("page.html")).substitute(
        policy=escape(policy),
        title=escape(f"Review of {whole['name']}"),
        styles="\n".join(asset(name) for name in STYLES),
        data=json_block("review-data", {**whole, "served": served})
        + ("" if served else f"\n{json_block('review-syntax', syntax_object())}"),
        pictures=inside,
        script=code,
    )


def digest(code: str) -> str:
    """The checksum by which the page allows its own script and no other."""
    return b64encode(sha256(code.encode()).digest()).decode("ascii")


def json_block(name: str, value: object) -> str:
    """Data in the page: nothing in it can end the block or begin another."""
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/json" id="{name}">{safe}</script>'


def picture_blocks(documents: Mapping[str, Shown]) -> Iterator[str]:
    """Pictures of pages as text that is decoded when a page is looked at."""
    for key, shown in documents.items():
        for page in shown.document.pages:
            data = shown.picture(page.number)
            if data is not None:
                encoded = b64encode(data).decode("ascii")
                yield f'<script type="text/plain" id="picture-{key}-{page.number}">{encoded}</script>'
