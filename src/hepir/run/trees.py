"""Which tree of a ROOT file holds the events.

In: the classes of the objects of a ROOT file, the tree that was asked for and those that formats prefer. Out: a tree's
path and class, or the diagnostic that lists what there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hepir.run.errors import NOWHERE, NoTree, SeveralTrees, UnknownTree, fail

TTREES = frozenset({"TTree", "TNtuple", "TNtupleD", "TChain"})
RNTUPLES = frozenset({"ROOT::RNTuple"})


def choose_tree(
    file: str, classes: Mapping[str, str], tree: str | None, preferred: Sequence[str]
) -> tuple[str, str]:
    """Path and class of the tree to read: the one asked for, else the first preferred one, else the only one.

    Of several cycles (`events;1`, `events;2`, which a job writes as it goes on) the highest counts; another
    can be asked for by its number.
    """
    trees = {path: name for path, name in classes.items() if name in TTREES | RNTUPLES}
    if not trees:
        contents = sorted({f"{path.partition(';')[0]} ({name})" for path, name in classes.items()})
        fail(NoTree(NOWHERE, file, tuple(contents)))
    names = _newest(trees)
    path = _asked_for(file, tree, names, trees) if tree is not None else _preferred(file, names, preferred)
    return path, trees[path]


def _newest(trees: Mapping[str, str]) -> Mapping[str, str]:
    """Each tree's name without a cycle, to its path with the highest cycle; in the file's order."""
    newest: dict[str, int] = {}
    for path in trees:
        name, _, cycle = path.rpartition(";")
        newest[name] = max(int(cycle), newest.get(name, 0))
    return {name: f"{name};{cycle}" for name, cycle in newest.items()}


def _asked_for(file: str, tree: str, names: Mapping[str, str], trees: Mapping[str, str]) -> str:
    if tree in trees:
        return tree
    found = _named(tree, names)
    if found is None:
        fail(UnknownTree(NOWHERE, file, tree, tuple(names)))
    return found


def _preferred(file: str, names: Mapping[str, str], preferred: Sequence[str]) -> str:
    for name in preferred:
        if (found := _named(name, names)) is not None:
            return found
    if len(names) > 1:
        fail(SeveralTrees(NOWHERE, file, tuple(names)))
    return next(iter(names.values()))


def _named(name: str, names: Mapping[str, str]) -> str | None:
    """The path of the tree with that name; the folders before it need not be said if that leaves one tree."""
    if name in names:
        return names[name]
    inside = [path for full, path in names.items() if full.rpartition("/")[2] == name]
    return inside[0] if len(inside) == 1 else None
