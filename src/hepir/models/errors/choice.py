"""Diagnostics HEP0950 to HEP0954: which model is meant, and what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class MissingExtra(Diagnostic):
    """A package that language models need is not installed.

    Checking, compiling and running programs need no language model, so torch, transformers, Outlines and
    llguidance are installed only where they are asked for.

    Example:

        $ pip install hepir
        $ hepir extract paper.pdf --model transformers:models/small

    Instead:

        $ pip install "hepir[llm]"
        $ hepir extract paper.pdf --model transformers:models/small
    """

    code: ClassVar[str] = "HEP0950"
    name: ClassVar[str] = "missing-language-model-packages"

    packages: tuple[str, ...]

    @property
    def message(self) -> str:
        """Which packages."""
        verb = "is" if len(self.packages) == 1 else "are"
        return f"this model needs {' and '.join(self.packages)}, which {verb} not installed"

    @property
    def hints(self) -> tuple[str, ...]:
        """How to install them."""
        return ('install them: pip install "hepir[llm]"',)


@dataclass(frozen=True)
class UnknownProvider(Diagnostic):
    """No provider of language models has this name.

    A model is named as `PROVIDER:MODEL`. Installed packages add providers through the entry point group
    `hepir.models`.

    Example:

        $ hepir extract paper.pdf --model tranformers:models/small

    Instead:

        $ hepir extract paper.pdf --model transformers:models/small
    """

    code: ClassVar[str] = "HEP0951"
    name: ClassVar[str] = "unknown-model-provider"

    written: str
    known: tuple[str, ...]
    nearest: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What was asked for, and what there is."""
        return f"there is no model provider `{self.written}`; there are {', '.join(self.known)}"

    @property
    def hints(self) -> tuple[str, ...]:
        """Names that resemble it, else how a model is named."""
        if self.nearest:
            return (f"nearest: {', '.join(f'`{name}:`' for name in self.nearest)}",)
        return (
            "write PROVIDER:MODEL, such as `transformers:FOLDER`; without a model the built-in reader is used",
        )


@dataclass(frozen=True)
class ProviderClash(Diagnostic):
    """Two packages offer a model provider of the same name.

    The name decides which code runs and is kept in the record of a run, so it must have one owner.

    Example:

        $ pip install package-with-provider-replay
        $ hepir extract paper.pdf --model replay:run.json

    Instead:

        $ pip uninstall package-with-provider-replay
        $ hepir extract paper.pdf --model replay:run.json
    """

    code: ClassVar[str] = "HEP0952"
    name: ClassVar[str] = "model-provider-clash"

    provider: str
    owners: tuple[str, ...]

    @property
    def message(self) -> str:
        """The name and all owners."""
        return f"the model provider `{self.provider}` belongs to {' and to '.join(self.owners)}"

    @property
    def hints(self) -> tuple[str, ...]:
        """Who can mend it."""
        return ("uninstall all of these packages but one",)


@dataclass(frozen=True)
class UnusableProvider(Diagnostic):
    """An installed package names a model provider that cannot be used.

    Each entry point of the group `hepir.models` names a function that takes what is written after the colon
    and returns an object with the members of `hepir.models.core.Model`.

    Example:

        [project.entry-points."hepir.models"]
        mine = "my_package:no_such_function"

    Instead:

        [project.entry-points."hepir.models"]
        mine = "my_package:open_mine"
    """

    code: ClassVar[str] = "HEP0953"
    name: ClassVar[str] = "unusable-model-provider"

    provider: str
    owner: str
    reason: str

    @property
    def message(self) -> str:
        """Which provider of which package, and why."""
        return f"the model provider `{self.provider}` of {self.owner} cannot be used: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to do about it."""
        return (f"update or uninstall {self.owner}",)


@dataclass(frozen=True)
class MalformedModel(Diagnostic):
    """The name of a model lacks a part.

    What stands after the colon depends on the provider: a folder or the name of a repository for `transformers:`,
    an address and a name for `openai:`, a file for `replay:`.

    Example:

        $ hepir extract paper.pdf --model openai:gpt-oss-120b

    Instead:

        $ hepir extract paper.pdf --model openai:http://localhost:8000/v1#gpt-oss-120b
    """

    code: ClassVar[str] = "HEP0954"
    name: ClassVar[str] = "malformed-model-name"

    written: str
    expected: str

    @property
    def message(self) -> str:
        """What was written, and what it should look like."""
        return f"`{self.written}` does not name a model; expected `{self.expected}`"
