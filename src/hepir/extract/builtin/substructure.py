"""Variables that only large jets have: `the soft-drop mass of both jets` is that of the large-radius ones.

In: claims of a document. Out: the claims, in which jets with such variables are the large ones where the document has rules
for these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hepir.extract.builtin.claims import LETTERS, Claim, Stated

OF_LARGE_JETS = re.compile(r"\b(?:softdrop_mass|trimmed_mass|pruned_mass|tau21|tau32)\b")
JET = re.compile(r"\{(Jet|\w+:Jet)\}")


def with_large_jets(stated: Iterable[Stated]) -> tuple[Stated, ...]:
    """The claims about substructure on the jets that have one."""
    given = tuple(stated)
    if not any(each.claim.block == "object" and each.claim.name == "FatJet" for each in given):
        return given
    return tuple(replace(each, claim=of_large_jets(each.claim)) for each in given)


def of_large_jets(claim: Claim) -> Claim:
    """A claim about substructure, on large jets."""
    if not OF_LARGE_JETS.search(claim.text):
        return claim
    text = re.sub(
        rf"\b{LETTERS['Jet']}\b",
        LETTERS["FatJet"],
        JET.sub(lambda found: f"{{{found[1].replace('Jet', 'FatJet')}}}", claim.text),
    )
    return replace(claim, text=text, name="FatJet" if claim.name == "Jet" else claim.name)
