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
        allowed = self._allowed(scores)
        self.total = torch.logsumexp(scores.float(), -1)
        # Of the legal scores alone: the exponential of minus infinity takes longer than any other.
        kept = torch.stack([torch.logsumexp(s[a].float(), -1) for s, a in zip(scores, allowed, strict=True)])
        scores.masked_fill_(~allowed, float("-inf"))
        self.removed = (1 - torch.exp(kept - self.total)).clamp(0, 1)
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
        log_probabilities = (chosen.float() - self.total).tolist()
        for row, token, score, removed in zip(
            self.rows, tokens, log_probabilities, self.removed.tolist(), strict=True
        ):
            row.take(token, score, removed)

    def _allowed(self, scores: torch.Tensor) -> torch.Tensor:
        width = scores.shape[-1]
        spread = np.unpackbits(self.bits.view(np.uint8), axis=1, count=None, bitorder="little")[:, :width]
        if spread.shape[1] < width:
            spread = np.pad(spread, ((0, 0), (0, width - spread.shape[1])))
        return torch.from_numpy(spread.view(np.bool_)).to(scores.device)

    @staticmethod
    def _only(scores: torch.Tensor, token: int) -> None:
        score = scores[token].clone()
        scores.fill_(float("-inf"))
        scores[token] = score
