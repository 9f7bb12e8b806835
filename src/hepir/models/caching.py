"""Passes of a model over tokens, with the cache of what it has read.

In: a model, tokens and a cache. Out: scores, and the cache longer by these tokens.
"""

from __future__ import annotations

import torch
from transformers import DynamicCache, PreTrainedModel


def forward(
    model: PreTrainedModel, tokens: list[list[int]], cache: DynamicCache, keep: int = 1
) -> torch.Tensor:
    """Scores of the last `keep` positions, in single precision: a tensor of shape (rows, keep, vocabulary)."""
    read = torch.tensor(tokens, device=model.device)
    return model(read, use_cache=True, logits_to_keep=keep, cache=cache).logits[:, -keep:].float()


@torch.inference_mode()
def prefilled(model: PreTrainedModel, prompt: list[int], rows: int) -> DynamicCache:
    """The cache of all of a prompt but its last token, read once and repeated for each row."""
    cache = DynamicCache(config=model.config)
    if len(prompt) > 1:
        forward(model, [prompt[:-1]], cache)
        cache.batch_repeat_interleave(rows)
    return cache
