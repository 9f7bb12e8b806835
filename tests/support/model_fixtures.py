"""Fixtures: models with random weights, made once a session."""

from importlib.util import find_spec
from pathlib import Path

import pytest

NEEDED = ("torch", "transformers", "outlines")


@pytest.fixture(scope="session")
def torch_there() -> None:
    """Skips what needs torch where it is not installed."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        pytest.skip(f"needs {' and '.join(missing)}: pip install torch, then the extra `test`")
    import torch

    torch.set_num_threads(1)  # the models are tiny, and other tests run beside these


def make(tmp_path_factory: pytest.TempPathFactory, name: str, size: int, chat: bool = False) -> Path:
    from made_models import make_model

    return make_model(tmp_path_factory.mktemp("models") / name, size, chat)


@pytest.fixture(scope="session")
def small(torch_there: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model with 32,000 tokens."""
    return make(tmp_path_factory, "small", 32_000)


@pytest.fixture(scope="session")
def chatty(torch_there: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model with 2,000 tokens and a chat template."""
    return make(tmp_path_factory, "chatty", 2_000, chat=True)


@pytest.fixture(scope="session")
def large(torch_there: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model with 128,000 tokens."""
    return make(tmp_path_factory, "large", 128_000)
