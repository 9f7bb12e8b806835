"""A run over a dataset: sample by sample, normalised, added by process.

In: a program, a dataset, options. Out: a `Result` with processes, and the files of the output folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from math import fsum
from pathlib import Path

from hepir.backend.adding import added, scaled
from hepir.backend.result import DatasetRecord, ProcessResult, RegionResult, Result, SampleRecord
from hepir.datasets.errors import SumOfWeightsNotPositive, SumOfWeightsNotThere
from hepir.datasets.model import Dataset, Sample
from hepir.datasets.raising import DatasetError
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.nearest import nearest
from hepir.pipeline.options import Progress, RunOptions
from hepir.pipeline.running import execute, writing_to
from hepir.schemas.loading import all_schemas, find_schema
from hepir.source import Source


def execute_dataset(
    source: Source,
    dataset: Dataset,
    written: Source,
    options: RunOptions,
    output: Path | None,
    progress: Progress | None,
) -> Result:
    """Run over all samples and, where there is an output folder, write. `written` is the text of the dataset."""
    with writing_to(output):
        sums = {
            each.name: total_weight(each, written, options) for each in dataset.samples if each.kind == "mc"
        }
        results = {each.name: of_sample(source, each, options, progress) for each in dataset.samples}
        result = put_together(dataset, written, results, sums, options)
        if output is not None:
            from hepir.pipeline.without import without_steps
            from hepir.report.folder import write_outputs

            plain = replace(options, pictures=False, n_minus_one=False)
            without = (
                without_steps(
                    source,
                    options.schema,
                    lambda text: execute_dataset(text, dataset, written, plain, None, None),
                )
                if options.n_minus_one
                else {}
            )
            write_outputs(result, output, pictures=options.pictures, without=without)
    return result


def of_sample(source: Source, sample: Sample, options: RunOptions, progress: Progress | None) -> Result:
    """What one sample gives, not normalised."""
    own = replace(
        options,
        schema=sample.schema or options.schema,
        tree=sample.tree or options.tree,
        dataset_kind="simulation" if sample.kind == "mc" else "data",
    )
    return execute(source, [str(path) for path in sample.files], own, None, progress)


# ---- normalisation ----
def total_weight(sample: Sample, written: Source, options: RunOptions) -> float | None:
    """The sum of weights of a sample as its dataset says; None where it is the number of events."""
    rule = sample.sum_of_weights
    if rule.number is not None:
        return positive(rule.number, sample, written)
    if rule.branch is None:
        return None
    from hepir.run.sums import branches_of, sum_of_branch

    named = find_schema(sample.schema or options.schema or "") if sample.schema or options.schema else None
    trees = tuple(
        dict.fromkeys(name for each in ((named,) if named else all_schemas()) for name in each.trees)
    )
    tree = rule.tree or sample.tree or options.tree
    parts: list[float] = []
    for path in sample.files:
        try:
            found = sum_of_branch(path, tree, trees, rule.branch, rule.entry)
        except HepirError as error:
            missing = SumOfWeightsNotThere(sample.span, sample.name, f"tree `{tree}`", path.name)
            raise DatasetError(written, (missing,)) from error
        if found is None:
            near = nearest(rule.branch, branches_of(path, tree, trees))
            branch = SumOfWeightsNotThere(
                sample.span, sample.name, f"branch `{rule.branch}`", path.name, near
            )
            raise DatasetError(written, (branch,))
        parts.append(found)
    return positive(fsum(parts), sample, written)


def positive(number: float, sample: Sample, written: Source) -> float:
    """A sum of weights that can be divided by."""
    if not number > 0:
        found = SumOfWeightsNotPositive(sample.span, sample.name, sample.sum_of_weights.text, number)
        raise DatasetError(written, (found,))
    return number


def record_of(
    sample: Sample, entries: int, total: float | None, dataset: Dataset, written: Source
) -> SampleRecord:
    """A sample as it is used."""
    if sample.kind == "data":
        return SampleRecord(sample.name, sample.process, "data", entries)
    whole = positive(float(entries) if total is None else total, sample, written)
    events = dataset.luminosity * sample.cross_section * sample.filter_efficiency * sample.k_factor
    return SampleRecord(
        sample.name,
        sample.process,
        "mc",
        entries,
        events / whole,
        sample.cross_section,
        sample.filter_efficiency,
        sample.k_factor,
        whole,
    )


# ---- all samples ----
def put_together(
    dataset: Dataset,
    written: Source,
    results: dict[str, Result],
    sums: dict[str, float | None],
    options: RunOptions,
) -> Result:
    """The result of all samples."""
    records = tuple(
        record_of(each, entries_of(results[each.name]), sums.get(each.name), dataset, written)
        for each in dataset.samples
    )
    processes: list[ProcessResult] = []
    for name, kind in dataset.processes:
        parts = [
            tuple(scaled(region, record.scale) for region in results[record.name].regions)
            for record in records
            if record.process == name
        ]
        spread = max(each.cross_section_uncertainty for each in dataset.samples if each.process == name)
        processes.append(ProcessResult(name, kind, added_regions(parts), spread))
    simulated = [each.regions for each in processes if each.kind == "mc"]
    total = added_regions(simulated or [each.regions for each in processes])
    first = next((each for each in records if each.kind == "mc"), records[0])
    whole = results[first.name]
    notes = tuple(dict.fromkeys(note for each in results.values() for note in each.notes))
    if options.max_events is not None and dataset.luminosity:
        notes = (*notes, f"at most {options.max_events} events of each sample were read")
    files = tuple(file for each in results.values() for file in each.provenance.files)
    return replace(
        whole,
        regions=total,
        notes=notes,
        provenance=replace(whole.provenance, files=files),
        processes=tuple(processes),
        dataset=DatasetRecord(
            Path(written.name).name,
            sha256(written.text.encode()).hexdigest(),
            dataset.luminosity,
            dataset.luminosity_uncertainty,
            dataset.signal,
            records,
            {each.name: each.spread for each in processes if each.spread},
        ),
    )


def added_regions(parts: Sequence[tuple[RegionResult, ...]]) -> tuple[RegionResult, ...]:
    """Region by region, the sum of several samples or processes."""
    return tuple(added(regions) for regions in zip(*parts, strict=True))


def entries_of(result: Result) -> int:
    """How many events were read."""
    return sum(file.entries for file in result.provenance.files)
