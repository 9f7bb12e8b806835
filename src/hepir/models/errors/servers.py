"""Diagnostics HEP0960 to HEP0963: models behind a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic

SHOWN = 20
"""Names of models in a hint; some servers have hundreds."""


@dataclass(frozen=True)
class ServerUnreachable(Diagnostic):
    """The server of a model does not answer.

    It was asked several times, each time after a longer pause. The address is the one that the server prints when
    it starts, and for most servers ends in `/v1`.

    Example:

        $ hepir extract paper.pdf --model openai:http://localhost:8001/v1#small

    Instead:

        $ vllm serve small --port 8001
        $ hepir extract paper.pdf --model openai:http://localhost:8001/v1#small
    """

    code: ClassVar[str] = "HEP0960"
    name: ClassVar[str] = "model-server-unreachable"

    address: str
    reason: str
    tries: int

    @property
    def message(self) -> str:
        """Where, how often, and what came back."""
        return f"{self.address} did not answer in {self.tries} tries: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to look at."""
        return (f"see whether the server runs there: curl {self.address}/models",)


@dataclass(frozen=True)
class ServerRefused(Diagnostic):
    """The server of a model refuses what it is asked.

    The status says what it minds: 401 and 403 the key, 404 the address or the model's name, 400 and 422 the request.
    Keys are read from the environment, `HEPIR_API_KEY` or else `OPENAI_API_KEY`, and are kept nowhere.

    Example:

        $ hepir extract paper.pdf --model openai:https://example.org/v1#large

    Instead:

        $ export HEPIR_API_KEY=...
        $ hepir extract paper.pdf --model openai:https://example.org/v1#large
    """

    code: ClassVar[str] = "HEP0961"
    name: ClassVar[str] = "model-server-refused"

    address: str
    status: int
    reason: str

    @property
    def message(self) -> str:
        """Where, and what it said."""
        return f"{self.address} refuses with status {self.status}: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to type."""
        if self.status in (401, 403):
            return ("put the key of this server into the environment: export HEPIR_API_KEY=...",)
        if self.status == 404 and not self.address.rstrip("/").endswith("/v1"):
            return (
                f"most servers want an address that ends in `/v1`: openai:{self.address.rstrip('/')}/v1#NAME",
            )
        if self.status == 404:
            return (f"see which models there are: curl {self.address}/models",)
        return ()


@dataclass(frozen=True)
class ServerAnswer(Diagnostic):
    """The server of a model answers something else than the protocol says.

    It has to speak the protocol of OpenAI's chat completions, as vLLM, SGLang, llama.cpp and Ollama do. What answered may
    be a proxy's page, or another program on that port.

    Example:

        $ hepir extract paper.pdf --model openai:http://localhost:8000#small

    Instead:

        $ hepir extract paper.pdf --model openai:http://localhost:8000/v1#small
    """

    code: ClassVar[str] = "HEP0962"
    name: ClassVar[str] = "model-server-answer"

    address: str
    reason: str

    @property
    def message(self) -> str:
        """Where, and what is odd about it."""
        return f"{self.address} does not answer by the protocol of chat completions: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to look at."""
        return (
            f"see what answers there: curl {self.address}/models; most servers want an address that ends in `/v1`",
        )


@dataclass(frozen=True)
class UnknownServedModel(Diagnostic):
    """The server of a model has no model of this name.

    What stands behind `#` is one of the names that the server lists, to the letter.

    Example:

        $ hepir extract paper.pdf --model openai:http://localhost:8000/v1#gpt-oss

    Instead:

        $ curl http://localhost:8000/v1/models
        $ hepir extract paper.pdf --model openai:http://localhost:8000/v1#gpt-oss-120b
    """

    code: ClassVar[str] = "HEP0963"
    name: ClassVar[str] = "unknown-served-model"

    address: str
    model: str
    known: tuple[str, ...]
    nearest: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """Which name, and where."""
        return f"{self.address} has no model `{self.model}`"

    @property
    def hints(self) -> tuple[str, ...]:
        """The nearest names, and some of those that there are."""
        meant = (
            (f"did you mean {' or '.join(f'`{name}`' for name in self.nearest)}?",) if self.nearest else ()
        )
        more = f" and {len(self.known) - SHOWN} more" if len(self.known) > SHOWN else ""
        return (*meant, f"it has {', '.join(f'`{name}`' for name in self.known[:SHOWN])}{more}")
