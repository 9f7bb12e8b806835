"""Models of transformers, from a folder or by the name that a hub knows them by.

In: what was written after `transformers:`. Out: the model, its tokenizer and what is to be recorded about them, or one
diagnostic. A folder is never looked up elsewhere, and code that comes with a model is never run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from llguidance import LLTokenizer
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase
from transformers.utils import logging

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.nearest import nearest
from hepir.diagnostics.places import NOWHERE
from hepir.models.core import Identity
from hepir.models.errors import MalformedModel, ModelNotFound, UnusableModel

HUB_NAME = re.compile(r"(?P<name>[\w.-]+(/[\w.-]+)?)(@(?P<revision>[\w./-]+))?")
PACKAGES = ("llguidance", "outlines", "torch", "transformers")
SMALL_FILE = 16_000_000


@dataclass(frozen=True)
class Loaded:
    """A model that is ready: `ends` are the tokens that end a text, `context` counts tokens."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    matching: LLTokenizer
    ends: tuple[int, ...]
    context: int
    identity: Identity


def load(text: str) -> Loaded:
    """The model of a folder, or of a name such as `owner/name@revision`. Raises HepirError (HEP0954 to HEP0956)."""
    if not text:
        raise HepirError((MalformedModel(NOWHERE, "transformers:", "transformers:FOLDER"),))
    folder = Path(text).expanduser()
    if folder.is_dir():
        return _loaded(text, str(folder), None, True, folder.resolve().name, _fingerprint(folder))
    named = HUB_NAME.fullmatch(text)
    if named is None or text.startswith("."):
        raise HepirError((ModelNotFound(NOWHERE, text, "there is no such folder", _alike(folder)),))
    revision = named["revision"]
    try:
        return _loaded(text, named["name"], revision, True, named["name"], revision or "")
    except HepirError:  # not in the cache of this machine
        return _loaded(text, named["name"], revision, False, named["name"], revision or "")


def _loaded(text: str, place: str, revision: str | None, local: bool, name: str, known: str) -> Loaded:
    logging.disable_progress_bar()
    options = {"local_files_only": local, "trust_remote_code": False, "revision": revision or "main"}
    spread = {"device_map": "auto"} if _has_accelerator() and find_spec("accelerate") else {}
    try:
        tokenizer = AutoTokenizer.from_pretrained(place, **options)
        model = AutoModelForCausalLM.from_pretrained(place, dtype="auto", **options, **spread)
    except (
        Exception
    ) as error:  # files of strangers: whatever they make these libraries raise is told as one thing
        raise HepirError((ModelNotFound(NOWHERE, text, _reason(error)),)) from error
    return prepared(model, tokenizer, name, known or str(getattr(model.config, "_commit_hash", "") or ""))


def prepared(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, name: str, revision: str) -> Loaded:
    """A model and its tokenizer, looked over. Raises HepirError (HEP0956)."""
    if model.config.is_encoder_decoder:
        raise _unusable(name, "it translates a text instead of going on with it")
    if not tokenizer.is_fast:
        raise _unusable(name, "its tokenizer is not a fast one (it has no tokenizer.json)")
    ends = _ends(model, tokenizer)
    if not ends:
        raise _unusable(name, "it has no token for the end of a text")
    from llguidance.hf import from_tokenizer

    matching = from_tokenizer(tokenizer, eos_token=list(ends))
    model.eval()
    identity = Identity(
        "transformers", name, revision, "llguidance masks every token", _facts(model, tokenizer)
    )
    return Loaded(model, tokenizer, matching, ends, _context(model, tokenizer), identity)


def _ends(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> tuple[int, ...]:
    """A chat model often ends its turn by another token than a text."""
    configured = model.generation_config.eos_token_id if model.generation_config else None
    several = configured if isinstance(configured, list) else [configured]
    known = {int(end) for end in (*several, tokenizer.eos_token_id) if end is not None}
    return tuple(sorted(end for end in known if end < len(tokenizer)))


def _context(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> int:
    positions = getattr(model.config.get_text_config(), "max_position_embeddings", None)
    return min(int(tokenizer.model_max_length), int(positions or tokenizer.model_max_length))


def _facts(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> dict[str, str]:
    about = {"device": model.device.type, "dtype": str(model.dtype).removeprefix("torch.")}
    about |= {"parameters": str(model.num_parameters()), "vocabulary": str(len(tokenizer))}
    return about | {package: version(package) for package in PACKAGES}


def _fingerprint(folder: Path) -> str:
    """SHA-256 over the names and sizes of the files, and the contents of all but the largest (the weights)."""
    digest = sha256()
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        if path.stat().st_size <= SMALL_FILE:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _has_accelerator() -> bool:
    import torch

    return bool(torch.cuda.is_available())


def _alike(folder: Path) -> tuple[str, ...]:
    parent = folder.parent
    if not parent.is_dir():
        return ()
    names = [path.name for path in parent.iterdir() if path.is_dir()]
    return tuple(str(parent / name) for name in nearest(folder.name, names))


def _reason(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].strip()


def _unusable(name: str, reason: str) -> HepirError:
    return HepirError((UnusableModel(NOWHERE, name, reason),))
