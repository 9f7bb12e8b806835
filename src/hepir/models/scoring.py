"""The mask over a model's scores, and what it takes away.

In: the scores of the next token for each row of a batch, a tensor of shape (rows, vocabulary). Out: the same tensor, in
which only legal tokens are left, and for each row the log-probability of the token that was chosen and the probability
that the mask removed, both of the model's own distribution. The bits are spread by numpy: a compiled kernel
would need seconds to warm up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from hepir.models.rows import Row


class Constraint:
    """Masks and scores for the rows of one batch, step by step."""

    def __init__(self, rows: Sequence[Row], vocabulary: int) -> None:
        self.rows = tuple(rows)
        self.bits = np.zeros((len(rows), (vocabulary + 31) // 32), np.int32)
        self.left: torch.Tensor | None = None

    def apply(self, scores: torch.Tensor) -> torch.Tensor:
        """Leaves the legal tokens, in place; those beyond the tokenizer's vocabulary are never legal."""
        for row, bits in zip(self.rows, self.bits, strict=True):
            row.legal(bits)
        illegal = ~self._allowed(scores)
        self._weigh(scores.float(), illegal)
        scores.masked_fill_(illegal, float("-inf"))
        for index, row in enumerate(self.rows):
            if forced := row.forced():
                self._only(scores[index], forced[0])
        self.left = scores
        return scores

    def take(self, tokens: Sequence[int]) -> None:
        """Each row goes on by its token of the scores last given."""
        if self.left is None:
            raise ValueError("tokens are taken from scores, and there are none yet")
        chosen = self.left.gather(-1, torch.tensor(tokens, device=self.left.device)[:, None])[:, 0]
        found = torch.stack([chosen.float() - self.total, self.removed], -1).tolist()  # one wait for a device
        for row, token, (score, removed) in zip(self.rows, tokens, found, strict=True):
            row.take(token, score, removed)

    def _weigh(self, scores: torch.Tensor, illegal: torch.Tensor) -> None:
        """Exponentials are taken once, of finite scores: that of minus infinity takes longer than any other."""
        highest = scores.amax(-1, keepdim=True)
        weights = torch.exp(scores - highest)
        whole = weights.sum(-1)
        self.total = highest[:, 0] + whole.log()
        self.removed = (1 - weights.masked_fill_(illegal, 0).sum(-1) / whole).clamp(0, 1)

    def _allowed(self, scores: torch.Tensor) -> torch.Tensor:
        """The bits of the scores' tokens. A device may still be working on the scores, and is not waited for."""
        spread = np.unpackbits(self.bits.view(np.uint8), axis=1, count=scores.shape[-1], bitorder="little")
        allowed = torch.from_numpy(spread.view(np.bool_))
        if scores.is_cuda:
            return allowed.pin_memory().to(scores.device, non_blocking=True)
        return allowed.to(scores.device)

    @staticmethod
    def _only(scores: torch.Tensor, token: int) -> None:
        score = scores[token].clone()
        scores.fill_(float("-inf"))
        scores[token] = score
