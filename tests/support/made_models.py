"""Language models with random weights, made in the test: nothing is downloaded and nothing is learned.

Out: a folder such as `save_pretrained` writes, with a tokenizer of a given number of entries. The entries are bytes, pieces
of the words that the toy grammars use, and made-up words up to the number asked for.
"""

from __future__ import annotations

import random
from pathlib import Path

WORDS = (
    *["select", "object", "region", "muons", "jets", "count", "never", "greater", "than"],
    *["GeV", "TeV", "the", "paper", "says", "or"],
)
CHAT = (
    "{{ bos_token }}{% for message in messages %}<|user|>{{ message['content'] }}{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
SPECIAL = ("<|begin|>", "<|end|>", "<|user|>", "<|assistant|>")


def byte_pairs(size: int, seed: int) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """A vocabulary of `size` entries and the merges that lead to them: byte-level, without a training run."""
    from tokenizers.pre_tokenizers import ByteLevel

    alphabet = sorted(ByteLevel.alphabet())
    vocabulary = {letter: index for index, letter in enumerate(alphabet)}
    merges: list[tuple[str, str]] = []

    def add(word: str) -> None:
        left = word[0]
        for letter in word[1:]:
            if len(vocabulary) >= size:
                return
            if left + letter not in vocabulary:
                vocabulary[left + letter] = len(vocabulary)
                merges.append((left, letter))
            left += letter

    chance = random.Random(seed)
    for word in WORDS:
        add(word)
        add("Ġ" + word)
    while len(vocabulary) < size:
        add("Ġ" * chance.randint(0, 1) + "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=5)))
    return vocabulary, merges


def made_tokenizer(size: int, chat: bool = False):
    """A fast byte-level tokenizer of `size` entries and four special ones."""
    from tokenizers import Tokenizer
    from tokenizers.decoders import ByteLevel as Decoder
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import PreTrainedTokenizerFast

    vocabulary, merges = byte_pairs(size - len(SPECIAL), seed=1)
    tokenizer = Tokenizer(BPE(vocabulary, merges))
    tokenizer.pre_tokenizer, tokenizer.decoder = ByteLevel(add_prefix_space=False), Decoder()
    tokenizer.add_special_tokens(list(SPECIAL))
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<|begin|>", eos_token="<|end|>", model_max_length=6144
    )
    fast.chat_template = CHAT if chat else None
    return fast


def make_model(folder: Path, size: int, chat: bool = False, surplus: int = 64, width: int = 32) -> Path:
    """A folder with a model of two layers, whose scores are wider than the tokenizer's vocabulary by `surplus`."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    tokenizer = made_tokenizer(size, chat)
    with torch.random.fork_rng():
        torch.manual_seed(7)
        model = LlamaForCausalLM(
            LlamaConfig(
                vocab_size=len(tokenizer) + surplus,
                hidden_size=width,
                intermediate_size=2 * width,
                num_hidden_layers=2,
                num_attention_heads=2,
                max_position_embeddings=6144,
                bos_token_id=tokenizer.bos_token_id,
                eos_token_id=tokenizer.eos_token_id,
                initializer_range=0.5,
            )
        )
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
