"""The result with everything that is needed to repeat it.

In: what was prepared, and the counts of the regions. Out: a `Result`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from hepir.backend.result import (
    InputFile,
    ProgramFile,
    Provenance,
    RegionResult,
    Result,
    StatementStatus,
)
from hepir.pipeline.options import Prepared, RunOptions
from hepir.tabular.files import Folder, TableError
from hepir.tabular.onnx import LARGEST
from hepir.version import __version__

ABSENT = "unknown"  # the version of what is not installed
PACKAGES = ("awkward", "hist", "numpy", "uproot", "vector")


def result_of(
    prepared: Prepared,
    options: RunOptions,
    regions: tuple[RegionResult, ...],
    remarks: tuple[str, ...] = (),
    checksum: Callable[[Path], str] | None = None,
) -> Result:
    """The result with everything that is needed to repeat it, and remarks on how it was made."""
    from hepir.run.checksums import sha256_of

    checksum = checksum or sha256_of
    plan, publication = prepared.plan, prepared.plan.program.publication
    left = options.max_events
    files: list[InputFile] = []
    for file in prepared.files:
        read = file.entries if left is None else min(left, file.entries)
        left = None if left is None else left - read
        files.append(InputFile(file.path.name, checksum(file.path), file.tree, read))
    kept, changed = program_files(prepared)
    provenance = Provenance(
        __version__,
        {name: version_of(name) for name in (*PACKAGES, *(("numba",) if options.backend == "fused" else ()))},
        Path(prepared.source.name).name,
        sha256(prepared.source.text.encode("utf-8", errors="surrogatepass")).hexdigest(),
        plan.schema,
        plan.schema_sha256,
        options.backend,
        prepared.kind,
        tuple(files),
        {
            "max_events": options.max_events,
            "seed": options.seed,
            "skip_holes": options.skip_holes,
            "tree": options.tree,
        },
        prepared.source.text,
        kept,
    )
    notes = [*plan.program.notes, *remarks, *changed]
    if options.skip_holes:
        notes.append("holes were skipped: statements with a hole are left out")
    if prepared.kind == "data" and prepared.left_out:
        notes.append(f"not applied to data: {', '.join(each.text for each in prepared.left_out)}")
    return Result(
        publication.title,
        publication.experiment,
        publication.sqrt_s,
        publication.luminosity,
        regions,
        tuple(StatementStatus(each.line, each.statement, each.status, each.note) for each in plan.statuses),
        tuple(notes),
        provenance,
    )


def program_files(prepared: Prepared) -> tuple[tuple[ProgramFile, ...], tuple[str, ...]]:
    """The files that the program reads, and remarks on those that are no longer what they were when it was checked."""
    named = prepared.functions
    functions = {each.function.path: (each.function.sha256, each.content) for each in named}
    folder = Folder(Path(prepared.source.name).parent)
    kept: list[ProgramFile] = []
    changed: list[str] = []
    for each in prepared.plan.program.files:
        with suppress(TableError):
            content = folder.content(each.path, LARGEST)
            if folder.read[each.path] == each.sha256:
                kept.append(ProgramFile(each.path, each.sha256, content))
                continue
        changed.append(f"`{each.path}` was changed while the program ran, and is not kept")
    kept += [ProgramFile(path, digest, content) for path, (digest, content) in sorted(functions.items())]
    return tuple(kept), tuple(changed)


def version_of(package: str) -> str:
    """The installed version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ABSENT
