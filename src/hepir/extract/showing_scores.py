"""Scores as a table and as JSON.

In: scores of drafts. Out: text for people; the document that `docs/schemas/score.schema.json` describes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hepir.extract.scoring import Rates, Score, Share, total
from hepir.extract.showing_differences import changed, line_of, objects, statement_object
from hepir.report.text import printable
from hepir.schemas.showing import table


@dataclass(frozen=True)
class Scored:
    """The drafts of one gold program, each with its score, and how much they agree with each other; `paper` is the
    publication that their quotes were looked up in, None where they were believed."""

    gold: str
    drafts: tuple[tuple[str, Score], ...]
    agreement: float | None = None
    paper: str | None = None

    @property
    def remark(self) -> str:
        """What became of the quotes."""
        if self.paper is None:
            return "quotes not verified against the paper (--paper verifies them)"
        return f"quotes verified against {printable(self.paper)}"


RATES = (("criteria", "criteria"), ("behaviour", "criteria, by behaviour"), ("others", "other statements"))
SHARES = (
    ("numbers", "numbers exact"),
    ("operators", "operators exact"),
    ("units", "units exact"),
    ("scopes", "in the right place"),
    ("grounded", "grounded in quotes"),
)


def score_text(scored: Sequence[Scored]) -> str:
    """A table for each draft, what it gets wrong, and all together where there are several."""
    parts = [
        f"{name} against {each.gold}\n{score_table(score)}{each.remark}\n\n{mistakes(score)}"
        for each in scored
        for name, score in each.drafts
    ]
    parts += [
        f"the drafts of {each.gold} agree in {each.agreement:.3f} of their criteria\n"
        for each in scored
        if each.agreement is not None
    ]
    scores = [score for each in scored for _, score in each.drafts]
    if len(scores) > 1:
        parts.append(f"all {len(scores)} drafts\n{score_table(total(scores))}\n")
    return "\n".join(parts)


def score_table(score: Score) -> str:
    """Rates, then shares."""
    rates = [(title, getattr(score, name)) for name, title in RATES]
    shares = [(title, getattr(score, name)) for name, title in SHARES]
    rows = [
        (title, decimal(one.precision.value), decimal(one.recall.value), decimal(one.f1), counts(one))
        for title, one in rates
    ]
    first = table(("", "precision", "recall", "F1", "right / draft, right / gold"), rows)
    second = table(("", "share", "of"), [(title, decimal(one.value), fraction(one)) for title, one in shares])
    return f"{first}\n\n{second}\n"


def mistakes(score: Score) -> str:
    """What is omitted, invented, and different."""
    parts = [
        *(("different", changed(each)) for each in score.different),
        *(("omitted", [f"{line_of('-', each)}  ({each.scope})"]) for each in score.omitted),
        *(("invented", [f"{line_of('+', each)}  ({each.scope})"]) for each in score.invented),
    ]
    lines: list[str] = []
    for number, (title, found) in enumerate(parts):
        lines += [title] if number == 0 or parts[number - 1][0] != title else []
        lines += found
    return "".join(f"{line}\n" for line in lines)


def decimal(value: float | None) -> str:
    """Three digits; a dash where there is no value."""
    return "-" if value is None else f"{value:.3f}"


def fraction(share: Share) -> str:
    """`11 of 12`"""
    return f"{share.hits} of {share.total}"


def counts(rates: Rates) -> str:
    """The counts behind precision and recall."""
    return f"{rates.precision.hits} / {rates.precision.total}, {rates.recall.hits} / {rates.recall.total}"


# ---- JSON ----


def score_document(scored: Sequence[Scored]) -> dict[str, object]:
    """All scores as plain values; a rate without a meaning is null."""
    scores = [score for each in scored for _, score in each.drafts]
    return {
        "pairs": [
            {
                "gold": each.gold,
                "agreement": each.agreement,
                "quotes_verified": each.paper is not None,
                "paper": each.paper,
                "drafts": [{"draft": name, **score_object(score)} for name, score in each.drafts],
            }
            for each in scored
        ],
        "total": score_object(total(scores)),
    }


def score_object(score: Score) -> dict[str, object]:
    """One score."""
    return {
        **{name: rates_object(getattr(score, name)) for name, _ in RATES},
        **{name: share_object(getattr(score, name)) for name, _ in SHARES},
        "omitted": objects(score.omitted),
        "invented": objects(score.invented),
        "different": [
            {
                "first": statement_object(each.first),
                "second": statement_object(each.second),
                "aspects": list(each.aspects),
            }
            for each in score.different
        ],
    }


def rates_object(rates: Rates) -> dict[str, object]:
    """Precision, recall and F1."""
    return {
        "precision": share_object(rates.precision),
        "recall": share_object(rates.recall),
        "f1": rates.f1,
    }


def share_object(share: Share) -> dict[str, object]:
    """Counts and their ratio."""
    return {"hits": share.hits, "total": share.total, "value": share.value}
