"""Which heads a beginning may become, so that the grammar of what follows can be built before it is asked for.

In: what is written of a head, and the scene. Out: heads with all that their bodies depend on, the likeliest first. A guess
that is wrong costs some work and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hepir.extract.typed.openings import DECLARED, DIRECTIONS, FIRST, Begun, begun
from hepir.extract.typed.scene import Scene

# the words after which something comes before the body
KEYWORDS = ("hist", "let", "weight", "define", "table")


def foreseen(opening: str, text: str, scene: Scene) -> Iterator[str]:
    """The heads that may become of a text behind the finished parts of a head; none while too much is open."""
    beginning = f"{opening}{text}".rstrip(" ,")
    read = begun(f"{beginning} ")
    if read.lists == begun(opening).lists and is_known(read, scene):
        declared = f"{beginning} ".removesuffix(read.rest).rstrip(" ,")
        rest = read.rest.split()
        for words in likely(rest, scene) if rest else last_words(read, scene):
            yield f"{declared} {words}".lstrip()


def is_known(read: Begun, scene: Scene) -> bool:
    """Whether there is all that is named."""
    places = (each["place"] for group in read.groups for each in DECLARED.finditer(group) if each["place"])
    names = (found[1] if (found := FIRST.fullmatch(each)) else each for each in places)
    return (not read.target or read.target in scene.taken) and all(
        each in scene.collections or each in read.lists for each in names
    )


def last_words(read: Begun, scene: Scene) -> Sequence[str]:
    """The words that a head may end with. Most statements select; bins take the longest to be built."""
    if read.target in scene.regions:
        return ("select", "when", "bin")
    return ("select", "sort by") if read.target in scene.objects else ()


def likely(rest: list[str], scene: Scene) -> Iterator[str]:
    """The words of a statement as far as its body depends on them."""
    match rest:
        case ["choose", _, "from", name, *_] if name in scene.collections:
            yield f"choose it from {name} minimizing"
        case [word, varied, *_] if word in DIRECTIONS and is_varied(varied, scene):
            yield f"{word} {varied} ="
        case ["expect", _, *_]:
            yield "expect it "
        case [word, *_] if word in KEYWORDS:
            yield word


def is_varied(text: str, scene: Scene) -> bool:
    """Whether a text is `owner.property`."""
    owner, _, name = text.partition(".")
    return owner in (*scene.collections, *scene.singles) and name in scene.variable(owner)
