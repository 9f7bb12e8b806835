"""The ways in which servers are kept to a grammar or a JSON schema.

In: a segment. Out: the fields of a request that ask for it. Which of them a server heeds is found out by `probing`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hepir.models.core import Segment
from hepir.models.gbnf.expressions import UntranslatableError
from hepir.models.gbnf.writing import gbnf

DIALECT = "%llguidance {}\n"
TOOL = "write"


@dataclass(frozen=True)
class Mechanism:
    """A way to have a server keep to something: `fields` are those of a request for a segment.

    `constrained`: the grammar is kept to while the text is written; else whole answers are asked for, as JSON.
    """

    name: str
    fields: Callable[[Segment], Mapping[str, object]]
    constrained: bool = True
    scores: bool = False


@dataclass(frozen=True)
class Support:
    """What a server was found to do; `continues`: it goes on with a text that is given to it as its own. `tried`: what it did
    with the other mechanisms, where none was kept to."""

    mechanism: Mechanism
    continues: bool
    found: str
    tried: str = ""


def in_gbnf(grammar: str) -> str | None:
    """A grammar for engines without llguidance; None where it has no counterpart: its text is checked afterwards."""
    try:
        return gbnf(grammar)
    except UntranslatableError:
        return None


def translated(segment: Segment, field: str) -> Mapping[str, object]:
    """A field with the grammar in GBNF, if there is one."""
    text = in_gbnf(segment.grammar)
    return {field: text} if text is not None else {}


def translated_outputs(segment: Segment) -> Mapping[str, object]:
    """The field of vLLM with the grammar in GBNF, if there is one."""
    text = in_gbnf(segment.grammar)
    return {"structured_outputs": {"grammar": text}} if text is not None else {}


def guided(segment: Segment) -> Mapping[str, object]:
    """The fields of older vLLM."""
    return {"guided_grammar": segment.grammar, "guided_decoding_backend": "guidance"}


def tool(segment: Segment) -> Mapping[str, object]:
    """A tool whose input is the text, and which has to be used."""
    definition = {"type": "grammar", "grammar": {"syntax": "lark", "definition": segment.grammar}}
    custom = {"name": TOOL, "description": "Takes the next part of the text.", "format": definition}
    return {
        "tools": [{"type": "custom", "custom": custom}],
        "tool_choice": {"type": "custom", "custom": {"name": TOOL}},
    }


def by_schema(segment: Segment) -> Mapping[str, object]:
    """An answer by a JSON schema; Ollama takes it for its own field `format`."""
    named = {"name": "program", "strict": True, "schema": segment.schema}
    return {"response_format": {"type": "json_schema", "json_schema": named}}


GRAMMARS = (
    Mechanism(
        "structured_outputs (vLLM)",
        lambda part: {"structured_outputs": {"grammar": part.grammar}},
        scores=True,
    ),
    Mechanism("ebnf (SGLang with llguidance)", lambda part: {"ebnf": DIALECT + part.grammar}, scores=True),
    Mechanism(
        "grammar (llama.cpp with llguidance)", lambda part: {"grammar": DIALECT + part.grammar}, scores=True
    ),
    Mechanism("structured_outputs in GBNF (vLLM with xgrammar)", translated_outputs, scores=True),
    Mechanism("ebnf in GBNF (SGLang with xgrammar)", lambda part: translated(part, "ebnf"), scores=True),
    Mechanism("grammar in GBNF (llama.cpp)", lambda part: translated(part, "grammar"), scores=True),
    Mechanism("guided_grammar (vLLM before 0.12)", guided, scores=True),
    Mechanism("custom tool (OpenAI)", tool),
)
JSON_SCHEMA = Mechanism("JSON by a schema", by_schema, constrained=False)
JSON_OBJECT = Mechanism(
    "JSON without a schema", lambda _: {"response_format": {"type": "json_object"}}, constrained=False
)
FREE_TEXT = Mechanism("JSON in free text", lambda _: {}, constrained=False)
