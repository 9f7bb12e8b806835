"""Diagnostics about language models: HEP0950 to HEP0979."""

from hepir.models.errors.choice import (
    MalformedModel,
    MissingExtra,
    ProviderClash,
    UnknownProvider,
    UnusableProvider,
)
from hepir.models.errors.local import ModelNotFound, PromptTooLong, UnusableModel
from hepir.models.errors.recorded import RecordingDisagrees, RecordingUnreadable
from hepir.models.errors.servers import (
    ServerAnswer,
    ServerRefused,
    ServerUnreachable,
    UnknownServedModel,
)

__all__ = [
    "MalformedModel",
    "MissingExtra",
    "ModelNotFound",
    "PromptTooLong",
    "ProviderClash",
    "RecordingDisagrees",
    "RecordingUnreadable",
    "ServerAnswer",
    "ServerRefused",
    "ServerUnreachable",
    "UnknownProvider",
    "UnknownServedModel",
    "UnusableModel",
    "UnusableProvider",
]
