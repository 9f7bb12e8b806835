"""Outlines' processor of scores that changes the grammar at each end of a segment, row by row.

In: rows that nobody has written to yet, and at each step the tokens so far and the scores of the next. Out: scores in
which only legal tokens are left.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from outlines.processors.base_logits_processor import OutlinesLogitsProcessor

from hepir.models.rows import Row
from hepir.models.scoring import Constraint


class StreamingProcessor(OutlinesLogitsProcessor):
    """Given to `outlines.Generator(model, processor=...)` for one generation: rows cannot be written twice."""

    def __init__(self, rows: Sequence[Row], vocabulary: int) -> None:
        super().__init__("torch")
        self.constraint = Constraint(rows, vocabulary)
        self.begun = False

    def process_logits(self, input_ids: torch.Tensor, logits: torch.Tensor) -> torch.Tensor:
        """Takes the token that each row got since the last call, then masks the scores of the next."""
        if self.begun:
            self.constraint.take(input_ids[:, -1].tolist())
        self.begun = True
        return self.constraint.apply(logits)

    def finish(self, last: Sequence[int]) -> None:
        """Takes the last token of each row: after it nobody asks for scores."""
        if self.begun:
            self.constraint.take(last)
