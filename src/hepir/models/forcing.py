"""One text, written by a loop of our own: tokens that the grammar forces are read in one pass of the model.

In: a model, the prompt's tokens, a row and how tokens are drawn. Out: the row, written. Most tokens of a verbatim quote are
forced, so this takes about a third of the time; where the likeliest token is always taken, the text is the one that
`streaming` gives. Drawn at random it is another one, since forced tokens use up no random numbers here.
"""

from __future__ import annotations

import torch
from transformers import DynamicCache, PreTrainedModel
from transformers.generation import LogitsProcessorList, TemperatureLogitsWarper, TopPLogitsWarper

from hepir.models.caching import forward
from hepir.models.core import Sampling
from hepir.models.rows import Row
from hepir.models.scoring import Constraint


@torch.inference_mode()
def write(
    model: PreTrainedModel, prompt: list[int], row: Row, sampling: Sampling, maximum: int, vocabulary: int
) -> int:
    """Writes at most `maximum` tokens; returns how often the model was asked."""
    constraint, warpers = Constraint((row,), vocabulary), _warpers(sampling)
    cache, run, passes = DynamicCache(config=model.config), prompt, 0
    while row.ended is None and row.written < maximum:
        forced = row.forced()[: maximum - row.written - 1]
        scores = forward(model, [[*run, *forced]], cache, keep=len(forced) + 1)[0]
        passes += 1
        if not _all_taken(constraint, scores, forced):
            break
        run = [_drawn(constraint.apply(scores[-1:]), warpers)]
        constraint.take(run)
    return passes


def _all_taken(constraint: Constraint, scores: torch.Tensor, forced: tuple[int, ...]) -> bool:
    """Takes the tokens that were read together; False where the text was cut off among them, or ended with the last."""
    (row,) = constraint.rows
    for index, token in enumerate(forced):
        constraint.apply(scores[index : index + 1])
        if row.ended is None:
            constraint.take([token])
        if row.ended is not None:
            return False
    return True


def _warpers(sampling: Sampling) -> LogitsProcessorList | None:
    if sampling.temperature == 0:
        return None
    warpers = LogitsProcessorList([TemperatureLogitsWarper(sampling.temperature)])
    if sampling.top_p < 1:
        warpers.append(TopPLogitsWarper(sampling.top_p))
    return warpers


def _drawn(scores: torch.Tensor, warpers: LogitsProcessorList | None) -> int:
    if warpers is None:
        return int(scores[0].argmax())
    probabilities = warpers(torch.empty((1, 0), dtype=torch.long), scores).softmax(-1)
    return int(torch.multinomial(probabilities, 1))
