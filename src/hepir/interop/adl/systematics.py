"""Systematic variations of CutLang.

In: `systematic ON "UP" "DOWN" KIND`: two branches of weights, or two trees. Out: a `systematic` here; one that is switched
off is a comment. Raises ConversionError for other kinds.
"""

from __future__ import annotations

import re

from hepir.interop.adl import errors
from hepir.interop.adl.blocks import Block
from hepir.interop.adl.lines import Line
from hepir.interop.adl.pieces import quoted
from hepir.interop.adl.rows import Chunk
from hepir.interop.adl.scope import Scope
from hepir.interop.adl.stopping import ConversionError, cannot

FORM = re.compile(r'\s*"(?P<up>[^"]+)"\s*"(?P<down>[^"]+)"\s*(?P<kind>\w+)\s*$')
BRANCH = re.compile(r"[A-Za-z_]\w*$")
ENDING = re.compile(r"_*(?:1up|up)$", re.IGNORECASE)
WEIGHTS = {
    "weight_mc": "event.mc_weight",
    "weight_pileup": "event.pileup_weight",
    "weight_jvt": "event.jvt_scale_factor",
    "weight_btagsf": "event.btag_scale_factor",
}
LEPTONS = {"_el_": "event.electron_scale_factor", "_mu_": "event.muon_scale_factor"}
TREE = "ttree"


def convert(block: Block, scope: Scope) -> Chunk:
    """The chunk of a systematic."""
    found = FORM.match(block.tail)
    if found is None or block.name.lower() not in ("on", "off", "true", "false"):
        raise ConversionError(
            errors.NotUnderstood(block.line.span, 'a systematic is `systematic ON "UP" "DOWN" KIND`')
        )
    chunk = Chunk("", block.line.span, list(block.line.before))
    if block.name.lower() in ("off", "false"):
        chunk.comments.append(f"switched off: systematic {found['up']} {found['down']} {found['kind']}")
        return chunk
    varied = target(found["kind"], found["up"], block)
    chunk.header = f"systematic {scope.fresh(ENDING.sub('', found['up']))}"
    line = Line("", "", block.line.start, block.line.span)
    for direction in ("up", "down"):
        chunk.add(f"{direction} {varied} {quoted(found[direction])}", line)
    return chunk


def target(kind: str, up: str, block: Block) -> str:
    """What is varied: a tree, or a weight that is read from another branch."""
    if kind.lower() == TREE:
        return "from tree"
    by_lepton = next((value for part, value in LEPTONS.items() if part in up.lower()), None)
    weight = by_lepton if kind.lower() == "weight_leptonsf" else WEIGHTS.get(kind.lower())
    if weight is None or not BRANCH.match(up):
        raise cannot(block.line.span, f"a variation of `{kind}` from `{up}`")
    return f"{weight} from branch"
