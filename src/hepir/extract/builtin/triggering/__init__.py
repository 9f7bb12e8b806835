"""What sentences on triggers say: from words to the names of triggers.

In: the text of a sentence as `spelling` writes it. Out: names that say what each trigger asks for (`photon_165_trigger`),
none where the sentence does not say which threshold is of what.
"""

from hepir.extract.builtin.triggering.besides import with_besides
from hepir.extract.builtin.triggering.channels import by_channel
from hepir.extract.builtin.triggering.goings import (
    goes_on_about_triggers,
    names_triggers,
    with_trigger_before,
)
from hepir.extract.builtin.triggering.telling import is_triggering, told_triggers

__all__ = [
    "by_channel",
    "goes_on_about_triggers",
    "is_triggering",
    "names_triggers",
    "told_triggers",
    "with_besides",
    "with_trigger_before",
]
