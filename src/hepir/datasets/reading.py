"""Dataset files.

In: the path of a TOML file. Out: a `Dataset`, or `DatasetError` with everything that is wrong, each at its place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from math import isfinite
from pathlib import Path

from hepir.datasets.errors import (
    DatasetKey,
    DatasetUnreadable,
    DatasetValue,
    DuplicateSample,
    QuantityWithoutUnit,
    SampleWithoutFiles,
)
from hepir.datasets.model import Dataset, Kind, Sample, SumOfWeights
from hepir.datasets.places import Places
from hepir.datasets.raising import DatasetError
from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.nearest import nearest
from hepir.source import Source, Span
from hepir.types.dimensions import BY_NAME
from hepir.types.units import parse_unit, units_of

TOP = ("luminosity", "luminosity_uncertainty", "signal", "samples")
COMMON = ("name", "process", "kind", "files", "schema", "tree")
SIMULATED = (
    "cross_section",
    "cross_section_uncertainty",
    "filter_efficiency",
    "k_factor",
    "sum_of_weights",
)
SUMS = ("branch", "tree", "entry")
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*\Z")
QUANTITY = re.compile(r"\s*([0-9][0-9.]*(?:[eE][+-]?[0-9]+)?)\s*(\S.*?)?\s*\Z")


def read_dataset(path: Path) -> tuple[Dataset, Source]:
    """The dataset of a file, and its text. Raises DatasetError (HEP0780 to HEP0785)."""
    try:
        source = Source(str(path), path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise DatasetError(
            Source("", ""), (DatasetUnreadable(Span(0, 0), str(path), reason.lower()),)
        ) from error
    try:
        table = tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = DatasetUnreadable(place_in(str(error), source), path.name, str(error))
        raise DatasetError(source, (found,)) from error
    reader = Reader(source, path.parent)
    dataset = reader.dataset(table)
    if reader.found:
        raise DatasetError(source, tuple(sorted(reader.found, key=lambda each: (each.span, each.code))))
    return dataset, source


def place_in(reason: str, source: Source) -> Span:
    """The place that the reader of TOML names in its message, else the beginning."""
    found = re.search(r"line ([0-9]+), column ([0-9]+)", reason)
    lines = source.text.splitlines(keepends=True)
    if found is None or int(found[1]) > len(lines):
        return Span(0, 1)
    start = sum(map(len, lines[: int(found[1]) - 1])) + int(found[2]) - 1
    return Span(start, start + 1)


class Reader:
    """Reads tables, and notes what is wrong."""

    def __init__(self, source: Source, folder: Path) -> None:
        self.places, self.folder = Places(source.text), folder
        self.found: list[Diagnostic] = []

    def dataset(self, table: dict[str, object]) -> Dataset:
        """A whole file."""
        self.only(table, TOP, "a dataset", None)
        listed = table.get("samples", [])
        if not isinstance(listed, list) or not listed or not all(isinstance(each, dict) for each in listed):
            self.note(
                DatasetKey(
                    self.places.key("samples", None),
                    "samples",
                    "the dataset",
                    advice="begin each with `[[samples]]`",
                )
            )
            return Dataset(())
        samples = tuple(self.sample(each, number) for number, each in enumerate(listed))
        self.unlike(samples)
        needed = any(each.kind == "mc" for each in samples)
        luminosity = self.quantity(
            table, "luminosity", "inverse_cross_section", None, needed=needed, owner="the dataset"
        )
        signal = self.text(table, "signal", None)
        processes = tuple(name for name, kind in Dataset(samples).processes if kind == "mc")
        if signal is not None and signal not in processes:
            expected = f"a process of simulation ({', '.join(processes)})"
            self.wrong("signal", signal, expected, None)
        spread = self.fraction(table, "luminosity_uncertainty", 0.0, None)
        return Dataset(samples, luminosity, spread, signal)

    def sample(self, table: dict[str, object], number: int) -> Sample:
        """One of `[[samples]]`."""
        span = self.places.sample(number)
        name = self.text(table, "name", number)
        owner = f"sample `{name}`" if name else "a sample"
        if name is None:
            self.note(DatasetKey(span, "name", owner, advice="give each sample a name"))
        elif not NAME.match(name):
            self.wrong("name", name, "a name of letters, digits, `_`, `.`, `+` and `-`", number)
        kind = self.kind(table, number, owner, span)
        known = COMMON if table.get("kind") == "data" else (*COMMON, *SIMULATED)
        self.only(table, known, f"{owner} of data" if known == COMMON else owner, number)
        process = self.text(table, "process", number) or ("data" if kind == "data" else name or "")
        if process and not NAME.match(process):
            self.wrong("process", process, "a name of letters, digits, `_`, `.`, `+` and `-`", number)
        made = Sample(
            name or "",
            process,
            kind,
            self.files(table, number, name or "", owner, span),
            schema=self.schema(table, number),
            tree=self.text(table, "tree", number),
            span=span,
        )
        if kind == "data":
            return made
        return Sample(
            made.name,
            made.process,
            made.kind,
            made.files,
            self.quantity(table, "cross_section", "cross_section", number, needed=True, owner=owner),
            self.positive(table, "filter_efficiency", number),
            self.positive(table, "k_factor", number),
            self.sum_of_weights(table, number, owner, span),
            self.fraction(table, "cross_section_uncertainty", 0.0, number),
            made.schema,
            made.tree,
            span,
        )

    def kind(self, table: dict[str, object], number: int, owner: str, span: Span) -> Kind:
        """Data or simulation."""
        found = self.text(table, "kind", number)
        if found is None and "kind" not in table:
            self.note(DatasetKey(span, "kind", owner, advice='write `kind = "data"` or `kind = "mc"`'))
        if found in ("data", "mc"):
            return "data" if found == "data" else "mc"
        if found is not None:
            self.wrong("kind", found, '"data" or "mc"', number)
        return "data"

    def schema(self, table: dict[str, object], number: int) -> str | None:
        """A name, or a path from the folder of the dataset."""
        found = self.text(table, "schema", number)
        return str(self.folder / found) if found is not None and found.endswith(".toml") else found

    def files(
        self, table: dict[str, object], number: int, name: str, owner: str, span: Span
    ) -> tuple[Path, ...]:
        """The files of a sample; patterns are resolved."""
        listed = table.get("files")
        listed = [listed] if isinstance(listed, str) else listed
        if listed is None:
            self.note(DatasetKey(span, "files", owner, advice='write `files = ["folder/*.root"]`'))
            return ()
        if (
            not isinstance(listed, list)
            or not listed
            or not all(isinstance(each, str) and each for each in listed)
        ):
            self.wrong("files", listed, "a list of paths or patterns", number)
            return ()
        found: dict[Path, None] = {}
        for pattern in listed:
            matches = matching(self.folder, pattern)
            if not matches:
                self.note(SampleWithoutFiles(self.places.key("files", number), name, pattern))
            found |= dict.fromkeys(matches)
        return tuple(found)

    def unlike(self, samples: Sequence[Sample]) -> None:
        """Names and files are there once."""
        names: dict[str, Span] = {}
        files: dict[Path, Span] = {}
        for number, sample in enumerate(samples):
            place = self.places.key("name", number)
            if names.setdefault(sample.name, place) != place:
                self.note(DuplicateSample(place, f"the name `{sample.name}`", names[sample.name]))
            place = self.places.key("files", number)
            for path in sample.files:
                if files.setdefault(path.resolve(), place) != place:
                    self.note(DuplicateSample(place, f"the file `{path.name}`", files[path.resolve()]))
        kinds: dict[str, Kind] = {}
        for number, sample in enumerate(samples):
            if kinds.setdefault(sample.process, sample.kind) != sample.kind:
                self.wrong("process", sample.process, "a process that is either data or simulation", number)

    def sum_of_weights(self, table: dict[str, object], number: int, owner: str, span: Span) -> SumOfWeights:
        """A number, `"events"`, or a table with a branch."""
        match table.get("sum_of_weights"):
            case bool():
                pass
            case int() | float() as value:
                return SumOfWeights(float(value))
            case "events":
                return SumOfWeights()
            case {"branch": str(branch), **rest} if all(key in SUMS for key in rest):
                tree, entry = rest.get("tree"), rest.get("entry")
                if isinstance(tree, str | None) and isinstance(entry, int | None):
                    return SumOfWeights(None, branch, tree, entry)
            case None:
                advice = 'a number, "events", or { tree = "Runs", branch = "genEventSumw" }'
                self.note(DatasetKey(span, "sum_of_weights", owner, advice=advice))
                return SumOfWeights(1.0)
            case _:
                pass
        self.wrong(
            "sum_of_weights",
            table.get("sum_of_weights"),
            'a number, "events" or a table with `branch` and perhaps `tree` and `entry`',
            number,
        )
        return SumOfWeights(1.0)

    # ---- values ----
    def quantity(
        self,
        table: dict[str, object],
        key: str,
        dimension: str,
        number: int | None,
        *,
        needed: bool,
        owner: str,
    ) -> float:
        """A number with a unit, in pb or 1/pb."""
        value, wanted = table.get(key), BY_NAME[dimension]
        usual = "pb" if dimension == "cross_section" else "/fb"
        units = (usual, *(each for each in units_of(wanted) if each != usual))
        if value is None:
            if needed:
                span = self.places.sample(number) if number is not None else self.places.start
                advice = f'write `{key} = "1 {units[0]}"`; units are {", ".join(units)}'
                self.note(DatasetKey(span, key, owner, advice=advice))
            return 0.0
        parts = QUANTITY.match(value) if isinstance(value, str) else None
        unit = parse_unit(parts[2]) if parts else None
        if parts is None or unit is None or unit.dimension != wanted:
            self.note(QuantityWithoutUnit(self.places.key(key, number), key, shown(value), units))
            return 0.0
        size = float(parts[1]) * unit.size if parts[1].count(".") < 2 else 0.0
        if size <= 0 or not isfinite(size):
            self.wrong(key, value, "a quantity above zero", number)
        return size

    def fraction(self, table: dict[str, object], key: str, default: float, number: int | None) -> float:
        """A fraction, as a number or with `%`."""
        match table.get(key, default):
            case bool():
                pass
            case int() | float() as value if 0 <= value < 1:
                return float(value)
            case str(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)? ?%", text) and float(text.strip(" %")) < 100:
                return float(text.strip(" %")) / 100
        self.wrong(key, table.get(key), 'a fraction such as 0.016 or "1.6 %"', number)
        return default

    def positive(self, table: dict[str, object], key: str, number: int) -> float:
        """A number above zero; 1 where it is not given."""
        match table.get(key, 1.0):
            case bool():
                pass
            case int() | float() as value if 0 < value < float("inf"):
                return float(value)
        self.wrong(key, table.get(key), "a number above zero", number)
        return 1.0

    def text(self, table: dict[str, object], key: str, number: int | None) -> str | None:
        """A text that is not empty, or None."""
        match table.get(key):
            case None:
                return None
            case str(text) if text:
                return text
            case other:
                self.wrong(key, other, "a text", number)
                return None

    # ---- what is wrong ----
    def only(self, table: dict[str, object], known: tuple[str, ...], owner: str, number: int | None) -> None:
        """Note keys that are not known."""
        for key in table:
            if key not in known:
                place = self.places.key(key, number)
                self.note(DatasetKey(place, key, owner, known, nearest(key, known)))

    def wrong(self, key: str, value: object, expected: str, number: int | None) -> None:
        """Note a value of another kind."""
        self.note(DatasetValue(self.places.key(key, number), key, shown(value), expected))

    def note(self, diagnostic: Diagnostic) -> None:
        """Remember what is wrong, once."""
        if diagnostic not in self.found:
            self.found.append(diagnostic)


def matching(folder: Path, pattern: str) -> tuple[Path, ...]:
    """The files that a path or a pattern names, sorted."""
    from glob import glob, has_magic

    whole = str(folder / Path(pattern).expanduser())
    names = glob(whole, recursive=True) if has_magic(pattern) else [whole]
    return tuple(sorted(path for path in map(Path, names) if path.is_file()))


def shown(value: object) -> str:
    """A value as it is written, shortened."""
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
