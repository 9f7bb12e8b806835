"""What writing under grammars costs: per token, and for building the grammar of a segment.

Out: times and ratios on the standard output. The model has random weights, a vocabulary of 128,000 and as many layers as
it takes to need some 20 ms for a token here: narrow ones on a processor, those of a model of eight thousand million
weights on an accelerator that torch finds; `--layers wide` gives that more to do than launching kernels. Constrained
and unconstrained writing alternate, each with the same number of tokens, and the median of their ratios counts. On a
processor one thread is used and its own time is taken, so that other work on the machine matters little; with an
accelerator the time on the wall counts, and eight texts are written together, too.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from statistics import median

import torch
from tokenizers import Tokenizer
from tokenizers.decoders import ByteLevel as Decoder
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel
from transformers import (
    DynamicCache,
    GenerationConfig,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
)

from hepir.models.core import Driver, Finished, Sampling, Segment
from hepir.models.grammars import built, literal
from hepir.models.loading import Loaded, prepared
from hepir.models.local import LocalModel

VOCABULARY = 128_000
GOAL = 0.020
TOKENS = 200
ROUNDS = 5
TOGETHER = 8
# Of layers: their width, that between them, their heads and their numbers.
SIZES = {
    "narrow": (512, 1536, 8, torch.float32),
    "usual": (4096, 14336, 32, torch.bfloat16),
    "wide": (16384, 53248, 128, torch.bfloat16),
}
PROMPT = "Translate the selection. "
NAMES = [f"name{number}" for number in range(450)]
SENTENCES = [
    f"Criterion {number} asks for a momentum above {number % 97} GeV, as said before."
    for number in range(1500)
]


def tokenizer() -> PreTrainedTokenizerFast:
    """A byte-level tokenizer whose entries are made-up words."""
    alphabet = sorted(ByteLevel.alphabet())
    words = [a + b + c for a in alphabet[:80] for b in alphabet[:80] for c in alphabet[:20]]
    pairs = sorted({word[:2] for word in words})
    entries = [*alphabet, *pairs, *words][: VOCABULARY - 2]
    merges = [(word[:-1], word[-1]) for word in entries[len(alphabet) :]]
    made = Tokenizer(BPE({entry: index for index, entry in enumerate(entries)}, merges))
    made.pre_tokenizer, made.decoder = ByteLevel(add_prefix_space=False), Decoder()
    filler = [f"<|unused{number}|>" for number in range(VOCABULARY - 2 - len(entries))]
    made.add_special_tokens(["<|begin|>", "<|end|>", *filler])
    return PreTrainedTokenizerFast(tokenizer_object=made, bos_token="<|begin|>", eos_token="<|end|>")


def device() -> torch.device:
    """The accelerator if there is one."""
    return torch.accelerator.current_accelerator() or torch.device("cpu")


def model(layers: int, size: str) -> LlamaForCausalLM:
    """Random weights."""
    torch.manual_seed(1)
    width, between, heads, number = SIZES[size]
    configured = LlamaConfig(
        vocab_size=VOCABULARY,
        hidden_size=width,
        intermediate_size=between,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=8,
        max_position_embeddings=8192,
        dtype=number,
    )
    with device():
        return LlamaForCausalLM(configured).to(configured.dtype).eval()


def clock() -> float:
    """The processor's time, or that of the wall once an accelerator has done what it was given."""
    if device().type == "cpu":
        return time.process_time()
    torch.accelerator.synchronize()
    return time.perf_counter()


def seconds(work: Callable[[], object]) -> float:
    """The time of a piece of work."""
    start = clock()
    work()
    return clock() - start


def unconstrained(loaded: Loaded, tokens: list[int], rows: int = 1) -> None:
    """As many tokens as the other way, drawn from the same distribution."""
    loaded.model.generation_config = GenerationConfig(
        do_sample=True, temperature=1.0, top_k=0, max_new_tokens=TOKENS, pad_token_id=0
    )
    prompt = torch.tensor([tokens] * rows, device=loaded.model.device)
    loaded.model.generate(prompt, cache=DynamicCache(config=loaded.model.config))


def statements() -> Driver:
    """Statements without end, each with a grammar of its own that knows 450 names."""
    taken = list(NAMES)
    while True:
        names = " | ".join(map(literal, taken))
        grammar = (
            f'start: "select " NAME " > " /[0-9]{{1,2}}/ " GeV;\\n"\nNAME: /[a-z]{{3,8}}/ & ~({names})\n'
        )
        written: Finished = yield Segment(grammar, "statement", 60)
        taken[len(taken) % 7] = written.text[7:12]


def model_of_the_goal(size: str) -> Loaded:
    """Layers are added until a token needs the time of the goal."""
    layers = 1
    while True:
        loaded = prepared(model(layers, size), tokenizer(), "made", "")
        prompt = loaded.tokenizer(PROMPT)["input_ids"]
        unconstrained(loaded, prompt)
        each = seconds(lambda: unconstrained(loaded, prompt)) / TOKENS  # noqa: B023 (called at once)
        print(f"{layers:3} layers  {each * 1000:6.1f} ms a token")
        if each > 0.9 * GOAL or layers > 60:
            return loaded
        layers = max(layers + 1, round(layers * min(GOAL / each, 2.5)))


def ratios(loaded: Loaded, rows: int) -> Iterator[float]:
    """Constrained over unconstrained, a round after the other, of so many texts."""
    stepwise = LocalModel(loaded, forcing=False)
    prompt = loaded.tokenizer(PROMPT)["input_ids"]
    sampling = Sampling(temperature=1.0, maximum=TOKENS)
    drivers = [statements] * rows
    stepwise.generate(PROMPT, drivers, sampling)
    for _ in range(ROUNDS):
        plain = seconds(lambda: unconstrained(loaded, prompt, rows))
        start = clock()
        transcript, *_ = stepwise.generate(PROMPT, drivers, sampling)
        constrained = clock() - start
        written = sum(finished.tokens for _, finished in transcript.segments)
        yield (constrained / written) / (plain / TOKENS)


def building(loaded: Loaded) -> None:
    """Grammars as large as they get."""
    quotes = f"start: QUOTE\nQUOTE: {' | '.join(map(literal, SENTENCES))}\n"
    segment = next(statements())
    for name, grammar in (
        (f"quotes of {len(''.join(SENTENCES))} characters", quotes),
        ("statement", segment.grammar),
    ):
        times = [seconds(lambda: built(loaded.matching, grammar)) for _ in range(20)]  # noqa: B023 (called at once)
        print(f"grammar: {name:32} {median(times) * 1000:6.1f} ms")


def main() -> None:
    """Print the times."""
    usual = "narrow" if device().type == "cpu" else "usual"
    options = argparse.ArgumentParser(description="what writing under grammars costs")
    options.add_argument("--layers", choices=SIZES, default=usual, help=f"how wide they are (here: {usual})")
    size = options.parse_args().layers
    torch.set_num_threads(1)
    loaded = model_of_the_goal(size)
    print(f"on {device().type}, {loaded.model.num_parameters() / 1e6:.0f} million weights")
    building(loaded)
    for rows in (1,) if device().type == "cpu" else (1, TOGETHER):
        found = sorted(ratios(loaded, rows))
        spread = f"{median(found):.3f} ({found[0]:.3f} to {found[-1]:.3f})"
        print(f"constrained / unconstrained, per token, {rows} at once: {spread}")
    sampling = Sampling(maximum=TOKENS)
    together, stepwise = LocalModel(loaded), LocalModel(loaded, forcing=False)
    for each in (together, stepwise):  # a device loads what it needs for each length
        each.generate(PROMPT, [quoting], sampling)
    fast = seconds(lambda: together.generate(PROMPT, [quoting], sampling))
    slow = seconds(lambda: stepwise.generate(PROMPT, [quoting], sampling))
    print(f"quotes: forced tokens one by one / read at once: {slow / fast:.1f}")


def quoting() -> Driver:
    """Quotes without end."""
    while True:
        quotes = " | ".join(map(literal, SENTENCES[::30]))
        yield Segment(f'start: QUOTE "\\n"\nQUOTE: {quotes}\n', "evidence", 120)


if __name__ == "__main__":
    main()
