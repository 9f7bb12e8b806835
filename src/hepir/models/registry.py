"""Models by name: `transformers:FOLDER`, `openai:URL#NAME`, `replay:FILE`, and what installed packages add.

In: the text that names a model. Out: the model, ready to write, or one diagnostic. A provider is a function that takes
what stands after the colon; packages add theirs under the entry points `hepir.models`. None is imported before it is
asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.nearest import nearest
from hepir.diagnostics.places import NOWHERE
from hepir.models.core import Model
from hepir.models.errors import MalformedModel, ProviderClash, UnknownProvider, UnusableProvider
from hepir.models.extra import needed

GROUP = "hepir.models"
OWNER = "`hepir`"
Provider = Callable[[str], Model]
BUILT_IN: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "transformers": ("hepir.models.local", "open_local", ("torch", "transformers", "outlines", "llguidance")),
    "openai": ("hepir.models.servers.model", "open_server", ("httpx2", "llguidance")),
    "replay": ("hepir.models.replay", "open_recording", ("llguidance",)),
}
"""Name to module, function, and the packages it needs."""


def open_model(text: str) -> Model:
    """The model that `PROVIDER:MODEL` names. Raises HepirError (HEP0950 to HEP0971)."""
    provider, colon, rest = text.partition(":")
    installed = plugins()
    if provider in BUILT_IN and colon:
        module, function, packages = BUILT_IN[provider]
        needed(*packages)
        return cast(Provider, getattr(import_module(module), function))(rest)
    if provider in installed and colon:
        return _loaded(installed[provider])(rest)
    known = tuple(sorted({*BUILT_IN, *installed}))
    if provider in known:
        raise HepirError((MalformedModel(NOWHERE, text, f"{provider}:MODEL"),))
    raise HepirError((UnknownProvider(NOWHERE, provider, known, nearest(provider, known)),))


def plugins() -> Mapping[str, EntryPoint]:
    """The providers of installed packages. Raises HepirError (HEP0952) for a name with two owners."""
    found: dict[str, set[str]] = {name: {OWNER} for name in BUILT_IN}
    entries = {entry.name: entry for entry in announced()}
    for entry in announced():
        found.setdefault(entry.name, set()).add(_owner(entry))
    clashes = tuple(
        ProviderClash(NOWHERE, name, tuple(sorted(owners)))
        for name, owners in sorted(found.items())
        if len(owners) > 1
    )
    if clashes:
        raise HepirError(clashes)
    return entries


def announced() -> tuple[EntryPoint, ...]:
    """The entry points of installed packages."""
    return tuple(entry_points(group=GROUP))


def _owner(entry: EntryPoint) -> str:
    return f"`{entry.dist.name}`" if entry.dist else f"`{entry.value}`"


def _loaded(entry: EntryPoint) -> Provider:
    try:
        loaded: object = entry.load()
    except Exception as error:  # a package that is not ours may raise anything when imported
        reason = f"{type(error).__name__}: {error}"
        raise HepirError((UnusableProvider(NOWHERE, entry.name, _owner(entry), reason),)) from error
    if not callable(loaded):
        reason = f"`{entry.value}` is not a function"
        raise HepirError((UnusableProvider(NOWHERE, entry.name, _owner(entry), reason),))
    return cast(Provider, loaded)
