"""Diagnostics of the run stage: HEP07xx."""

from hepir.run.errors.common import NOWHERE, fail, listed, raise_all, reason_of
from hepir.run.errors.events import (
    DisagreeingBranches,
    MissingBranches,
    NoTree,
    SeveralTrees,
    UnknownTree,
    UnreadableBranch,
)
from hepir.run.errors.inputs import (
    DamagedFile,
    InputNotAllowed,
    InputNotFound,
    NoInputs,
    NotAnEventFile,
    RemoteInput,
    TruncatedFile,
)
from hepir.run.errors.lists import LinkToOtherList, ListsDisagree, PlaceOutside

__all__ = [
    "NOWHERE",
    "DamagedFile",
    "DisagreeingBranches",
    "InputNotAllowed",
    "InputNotFound",
    "LinkToOtherList",
    "ListsDisagree",
    "MissingBranches",
    "NoInputs",
    "NoTree",
    "NotAnEventFile",
    "PlaceOutside",
    "RemoteInput",
    "SeveralTrees",
    "TruncatedFile",
    "UnknownTree",
    "UnreadableBranch",
    "fail",
    "listed",
    "raise_all",
    "reason_of",
]
