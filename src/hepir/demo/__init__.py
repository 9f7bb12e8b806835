"""The demonstration. In: a folder. Out: an example program and a generated sample in it."""

from hepir.demo.folder import (
    PROGRAM,
    RESULTS,
    SAMPLE,
    SCHEMA,
    SCRIPT,
    in_the_way,
    record,
    write_program,
    write_sample,
)

__all__ = [
    "PROGRAM",
    "RESULTS",
    "SAMPLE",
    "SCHEMA",
    "SCRIPT",
    "in_the_way",
    "record",
    "write_program",
    "write_sample",
]
