"""Markdown, plain text and docling JSON."""

import json

import jsonschema
import pytest

from hepir.diagnostics.core import HepirError
from hepir.reading.document import Label
from hepir.reading.json_form import from_json, to_json
from hepir.source import Span

MARKDOWN = """# A search for things

An *emphasised* and `quoted` word, with a [link](http://example.org) and pT > 30 GeV.

## 1 Selection

- One jet, as in Ref. [2].
- Two **jets**.

Table 3: The regions.

| Region | Jets |
|:-------|-----:|
| SR1    | 2-4  |
| SR2    |      |

### 1.1 Jets
Text right below a heading.

```
code is no text
```

## References

[1] A. Author, arXiv:1711.08008
[2] B. Author, doi:10.1000/182
"""


def labels(document, label):
    return [block.text for block in document.blocks if block.label is label]


def test_markdown(read) -> None:
    found = read(MARKDOWN, "paper.md")
    assert found.title == "A search for things"
    assert labels(found, Label.SECTION) == ["1 Selection", "1.1 Jets", "References"]
    assert found.sentences[0].text == "An emphasised and quoted word, with a [link] and pT > 30 GeV."
    assert [each.text for each in found.sentences if each.label is Label.TABLE] == [
        "Region: SR1; Jets: 2-4",
        "Region: SR2",
    ]
    assert found.tables[0].number == "3"
    assert "code is no text" not in found.text
    assert [each.number for each in found.references] == ["1", "2"]
    assert [each.numbers for each in found.citations] == [("2",)]
    jets = next(each for each in found.sentences if each.text.startswith("Text right"))
    assert jets.section == ("1 Selection", "1.1 Jets")
    (span,) = found.find("Two jets")
    block = found.block_at(span.start)
    stretches = block.offsets.original(Span(0, len(block.text)))
    assert "".join(block.original[each.start : each.end] for each in stretches) == "Two jets."


def test_plain_text(read) -> None:
    text = (
        "A title\n\n1 Introduction\n\nWe measure identi-\nfied jets, as in Ref. [1]. More.\n\nReferences\n\n"
        "[1] A. Author, hep-ex/0005002\n[2] B. Author\n"
    )
    found = read(text, "paper.txt")
    assert found.title == "A title"
    assert [each.text for each in found.sentences] == ["We measure identified jets, as in Ref. [1].", "More."]
    assert found.sentences[0].section == ("1 Introduction",)
    assert [each.arxiv for each in found.references] == [("hep-ex/0005002",), ()]
    assert found.sentences[0].id == "s1"
    assert found.boxes(found.sentences[0].span) == ()


def docling():
    def text(label, words, **more):
        box = {"l": 70, "t": 700, "r": 500, "b": 690, "coord_origin": "BOTTOMLEFT"}
        place = {"page_no": 1, "bbox": box, "charspan": [0, len(words)]}
        return {"label": label, "text": words, "orig": words, "prov": [place], "children": [], **more}

    def cell(words, row, column, rows=1, header=False):
        return {
            "text": words,
            "start_row_offset_idx": row,
            "end_row_offset_idx": row + rows,
            "start_col_offset_idx": column,
            "end_col_offset_idx": column + 1,
            "column_header": header,
        }

    cells = [cell("Region", 0, 0, header=True), cell("Jets", 0, 1, header=True), cell("SR1", 1, 0, rows=2)]
    cells += [cell("2", 1, 1), cell("3", 2, 1)]
    kinds = ["title", "section_header", "text", "page_footer", "caption", "section_header", "list_item"]
    words = [
        "A search",
        "Selection",
        "At least two jets [1]. Yes.",
        "7",
        "Table 1: Regions.",
        "References",
        "[1] A. Author",
    ]
    order = ["texts/0", "texts/1", "groups/0", "tables/0", "texts/5", "texts/6"]
    return {
        "schema_name": "DoclingDocument",
        "version": "1.0.0",
        "pages": {"1": {"page_no": 1, "size": {"width": 612, "height": 792}}},
        "texts": [text(kind, each, level=1) for kind, each in zip(kinds, words, strict=True)],
        "groups": [{"children": [{"$ref": "#/texts/2"}, {"$ref": "#/texts/3"}]}],
        "tables": [
            {
                "captions": [{"$ref": "#/texts/4"}],
                "prov": [],
                "data": {"num_rows": 3, "num_cols": 2, "table_cells": cells},
            }
        ],
        "pictures": [],
        "body": {"children": [{"$ref": f"#/{each}"} for each in order]},
    }


def test_docling(read) -> None:
    found = read(json.dumps(docling()), "paper.json")
    assert found.format == "docling"
    assert found.title == "A search"
    assert [each.text for each in found.sentences] == [
        "At least two jets [1].",
        "Yes.",
        "Table 1: Regions.",
        "Region: SR1; Jets: 2",
        "Region: SR1; Jets: 3",
    ]
    assert found.sentences[0].id == "p1s1"
    (box,) = found.boxes(found.sentences[0].span)
    assert (box.page, box.top, box.bottom) == (1, 92.0, 102.0)
    assert [each.number for each in found.references] == ["1"]
    assert labels(found, Label.FURNITURE) == ["7"]


def test_docling_in_pieces(read) -> None:
    """As docling writes it today: pieces of a paragraph, captions in the body too, numbers of entries apart, layers."""
    values = docling()
    pieces = ["Photons must have ", "pT > 180 GeV", "and be isolated."]
    base = len(values["texts"])
    values["texts"] += [{**values["texts"][2], "text": each, "orig": each} for each in pieces]
    values["texts"] += [
        {**values["texts"][6], "text": "B. Author", "orig": "B. Author", "marker": "[2]", "enumerated": True},
        {**values["texts"][2], "orig": "Menu", "text": "Menu", "content_layer": "furniture"},
    ]
    inline = {"label": "inline", "children": [{"$ref": f"#/texts/{base + n}"} for n in range(3)]}
    menu = {"label": "inline", "children": [{"$ref": f"#/texts/{base + 4}"}], "content_layer": "furniture"}
    values["groups"] += [inline, menu]
    values["tables"].append({**values["tables"][0], "label": "document_index", "captions": []})
    added = ["groups/1", "texts/4", "tables/1", f"texts/{base + 4}", "groups/2"]
    values["body"]["children"][3:3] = [{"$ref": f"#/{each}"} for each in added]
    values["body"]["children"].append({"$ref": f"#/texts/{base + 3}"})
    found = read(json.dumps(values), "paper.json")
    assert [each.text for each in found.sentences] == [
        "At least two jets [1].",
        "Yes.",
        "Photons must have pT > 180 GeV and be isolated.",
        "Table 1: Regions.",
        "Region: SR1; Jets: 2",
        "Region: SR1; Jets: 3",
    ]
    assert found.boxes(found.sentences[2].span)
    assert [each.number for each in found.references] == ["1", "2"]
    assert labels(found, Label.FURNITURE) == ["7", "Menu", "Menu"]


@pytest.mark.parametrize("key", ["body", "texts", "tables", "pages"])
def test_damaged_docling_is_a_diagnostic(read, key) -> None:
    values = docling()
    values[key] = "nothing" if key != "pages" else {"1": {}}
    with pytest.raises(HepirError, match="HEP0805"):
        read(json.dumps(values), "paper.json")


def test_the_dump_follows_its_schema_and_loads_back(read, schemas) -> None:
    for content, name in ((MARKDOWN, "a.md"), (json.dumps(docling()), "b.json")):
        found = read(content, name)
        schema = json.loads((schemas / "document.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        values = json.loads(to_json(found))
        jsonschema.validate(values, schema, cls=jsonschema.Draft202012Validator)
        assert values.keys() == schema["properties"].keys()
        assert from_json(to_json(found)) == found
        assert read(to_json(found), "dump.json") == found


@pytest.mark.parametrize("member", ["blocks", "sentences", "files", "tables", "citations", "pages"])
def test_a_damaged_dump_is_a_diagnostic(read, member) -> None:
    values = json.loads(to_json(read(MARKDOWN, "a.md")))
    for wrong in (None, 3, [3], [{"id": 1}]):
        with pytest.raises(HepirError, match="HEP0811"):
            from_json(json.dumps({**values, member: wrong}))
