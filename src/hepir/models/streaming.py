"""Outlines' processor of scores that changes the grammar at each end of a segment, row by row.

In: rows that nobody has written to yet, and at each step the scores of the next token, then the token. Out: scores in
which only legal tokens are left.
"""

from __future__ import annotations

import torch
from outlines.processors.base_logits_processor import OutlinesLogitsProcessor
from transformers import StoppingCriteria

from hepir.models.scoring import Constraint


class StreamingProcessor(OutlinesLogitsProcessor):
    """Given to `outlines.Generator(model, processor=...)` for one generation: rows cannot be written twice."""

    def __init__(self, constraint: Constraint) -> None:
        super().__init__("torch")
        self.constraint = constraint

    def process_logits(self, input_ids: torch.Tensor, logits: torch.Tensor) -> torch.Tensor:  # noqa: ARG002
        """Masks the scores of the next token of each row."""
        return self.constraint.apply(logits)


class Taking(StoppingCriteria):
    """Hands each token on as soon as it is drawn, and stops nothing.

    A processor is called when a device still works on the scores: what asked there for the tokens before would wait for
    the scores, and the legal tokens could not be found meanwhile. Nor is a processor told of the last token.
    """

    def __init__(self, constraint: Constraint) -> None:
        self.constraint = constraint

    def __call__(self, input_ids: torch.Tensor, scores: object, **_: object) -> torch.Tensor:  # noqa: ARG002
        self.constraint.take(input_ids[:, -1].tolist())
        return torch.zeros(len(input_ids), dtype=torch.bool, device=input_ids.device)
