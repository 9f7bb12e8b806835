"""Control regions without a name of their own, by the background that the heading around them names.

In: a claim of `control_region` in a section on a background. Out: the claim of `top_quark_control_region`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from hepir.extract.builtin.channels import bare
from hepir.extract.builtin.claims import Claim
from hepir.extract.builtin.naming import region_name
from hepir.extract.builtin.spelling import spelled

NAMELESS = re.compile(r"(?:control|validation)_(?:region|sample)\Z")
PROCESS = re.compile(
    r"\b(?:[WZ](?:['′]|\b)|[WZ]\(|tt|t ?t[¯̄]|ttbar\w*|top|QCD|DY|Drell|multi-?jets?|dibosons?|[VWZγ][VWZγ]|\w+ ?\+ ?jets?"
    r"|photons?|leptons?|non-?prompt|fakes?|conversions?|charge)(?!\w)",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?:(?:standard model |SM |irreducible |reducible |main |dominant )?backgrounds?|estimat\w+|determination|predictions?"
    r"|model+ing|normali[sz]ation|production|process(?:es)?|contributions?|events|control|validation|regions?|samples?"
    r"|measurement|methods?|evaluation|data-driven|definitions?|selections?)\b"
    r"|\b(?:the|from|of|for|in|due|to|with|using|and its)\b",
    re.IGNORECASE,
)
MOST_WORDS = 3


def of_background(claim: Claim, section: tuple[str, ...]) -> Claim:
    """A claim of a region that is named by the background of its section."""
    if claim.block != "region" or not NAMELESS.match(claim.name) or not section:
        return claim
    process = process_of(section[-1])
    return replace(claim, name=f"{process}_{claim.name}") if process else claim


@lru_cache(maxsize=256)
def process_of(heading: str) -> str:
    """`6.2 The W+jets background` as `w_jets`; empty where a heading names no background, or more than that."""
    words = bare(heading)
    if not PROCESS.search(words) or re.search(r"\band\b", words):
        return ""
    left = " ".join(SAID.sub(" ", spelled(words).replace("+", " ")).split())
    left = re.sub(r"\b(\w) (?=\w\b)", r"\1", left)  # `W W`, `t t`
    return region_name(f"{left.lower()} x").removesuffix("_x") if 0 < len(left.split()) <= MOST_WORDS else ""
