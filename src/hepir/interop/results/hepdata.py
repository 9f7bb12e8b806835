"""Results as a submission to HEPData.

In: the results of a run. Out: the files of a folder by name: `submission.yaml` and a table for each cutflow and histogram, as
https://hepdata-submission.readthedocs.io describes them. What `hepir compare --to` reads is what is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hepir.backend.result import RegionResult
from hepir.comparison.cells import cells_of
from hepir.comparison.outputs import Outputs
from hepir.report.arrays import Histogram
from hepir.report.names import safe_name
from hepir.report.picture_axes import unit
from hepir.tabular.model import Measured

Object = dict[str, object]
AXES = 3  # a table of HEPData shows no more
FLOW = "Events below the first and above the last edge are not listed."


def submission(outputs: Outputs) -> Mapping[str, bytes]:
    """All files; the same bytes for the same results."""
    tables = list(all_tables(outputs))
    head: Object = {"comment": f"{outputs.title or outputs.name}: made by hepir from the results of a run."}
    documents = [head, *(entry(name, title, description) for name, title, description, _ in tables)]
    files = {f"{name}.yaml": dumped([table]) for name, _, _, table in tables}
    return {**files, "submission.yaml": dumped(documents)}


def all_tables(outputs: Outputs) -> Iterator[tuple[str, str, str, Object]]:
    """File name without its end, title, description and content of each table."""
    for region in outputs.regions:
        title = f"Cutflow of {region.name}"
        yield (
            f"cutflow-{safe_name(region.name)}",
            title,
            f"Events that pass each step of region {region.name}.",
            cutflow(region),
        )
        for name, histogram in region.histograms.items():
            if histogram.ndim <= AXES:
                said = f"Histogram {name} of the events of region {region.name}. {FLOW}"
                yield (
                    f"{safe_name(region.name)}-{safe_name(name)}",
                    f"{region.name} {name}",
                    said,
                    table(region, name, histogram),
                )


def entry(name: str, title: str, description: str) -> Object:
    """What `submission.yaml` says of a table."""
    return {
        "name": title,
        "location": "",
        "description": description,
        "keywords": [
            {"name": each, "values": []} for each in ("reactions", "observables", "cmenergies", "phrases")
        ],
        "data_file": f"{name}.yaml",
    }


def cutflow(region: RegionResult) -> Object:
    """The steps of a region: sums of weights with their statistical errors, and raw counts."""
    weights = [value_of(Measured.counted(step.sumw, step.sumw2)) for step in region.steps]
    return {
        "independent_variables": [
            {"header": {"name": "Step"}, "values": [{"value": step.statement} for step in region.steps]}
        ],
        "dependent_variables": [
            column("Sum of weights", region.name, weights),
            column("Events", region.name, [{"value": step.entries} for step in region.steps]),
        ],
    }


def table(region: RegionResult, name: str, histogram: Histogram) -> Object:
    """The bins of a histogram."""
    cells = cells_of(histogram, flow=False)
    return {
        "independent_variables": [
            axis_of(str(axis.label or axis.name), unit(axis), [cell[place] for cell in cells])
            for place, axis in enumerate(histogram.axes)
        ],
        "dependent_variables": [
            column(f"Events ({name})", region.name, [value_of(each) for each in cells.values()])
        ],
    }


def axis_of(label: str, units: str, bins: list[tuple[float, float]]) -> Object:
    """An axis with the bin of each row."""
    name = label.removesuffix(f"[{units}]").strip() if units else label
    header = {"name": name, "units": units} if units else {"name": name}
    return {"header": header, "values": [{"low": low, "high": high} for low, high in bins]}


def column(name: str, region: str, values: list[Object]) -> Object:
    """A dependent variable of a region."""
    return {"header": {"name": name}, "qualifiers": [{"name": "Region", "value": region}], "values": values}


def value_of(found: Measured) -> Object:
    """A number with its statistical error; an error of zero is none."""
    errors: list[Object] = [{"symerror": found.up, "label": "stat"}] if found.up else []
    return {"value": found.value, **({"errors": errors} if errors else {})}


def dumped(documents: list[Object]) -> bytes:
    """YAML, document by document."""
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump_all(documents, Dumper=dumper, sort_keys=False, allow_unicode=True, width=120)
    return str(text).encode("utf-8")
