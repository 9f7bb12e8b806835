"""What a paragraph on backgrounds is about, where its sentences do not name a region.

In: a sentence, and what was said before it. Out: whether it goes on about the region of the paragraph before, and what one of
which nothing is believed says of the region that the next are about.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.claims import Reading
from hepir.extract.builtin.facts import LONGEST
from hepir.extract.builtin.sections import Scope, scope_of_headings
from hepir.extract.builtin.sentences import sentence_reading
from hepir.reading.document import Sentence

PLACES = re.compile(r"\b(?:samples?|regions?|sidebands?|categor\w+|channels?|(?:[\w-]*(?:SR|CR|VR))s?)\b")
CONTROLLING = re.compile(r"control|validation|(?:\A|_)(?:CR|VR)|(?:CR|VR)(?:_|\Z)")
ASKING = re.compile(
    r"\A(?!The (?:event|data|total|remaining|result))"
    r"[^.;:]{0,90}?\b(?:requir\w+|reject\w+|must|selected|vetoed|suppressed by)\b"
)


def goes_over(previous: Reading, sentence: Sentence, section: tuple[str, ...]) -> bool:
    """Whether a paragraph goes on about the control region that the one before it in its section was about."""
    about = previous.topic and section == sentence.section and bool(CONTROLLING.search(previous.region))
    asks = (
        ASKING.match(sentence.text) and not PLACES.search(sentence.text) and not sentence.text.endswith(":")
    )
    return bool(about and asks) and scope_of_headings(sentence.section) is Scope.NAMED_REGIONS


def besides(text: str, sentence: Sentence, previous: Reading, block: str) -> tuple[Reading, str]:
    """What the next sentence is about behind one of which nothing is believed, and its paragraph.

    `The W+jets background is estimated in a control region` is about that one; `this is checked in another sample` is about
    none that is known.
    """
    named = scope_of_headings(sentence.section) is Scope.NAMED_REGIONS and len(text) <= LONGEST
    if not named or not PLACES.search(text):
        return previous, block
    said = sentence_reading(text, named_only=True)
    if said.region and said.topic:
        return Reading(region=said.region, topic=True), sentence.block
    other = said.region != previous.region or not previous.region
    return (Reading() if other else previous), block
