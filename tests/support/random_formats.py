"""The formats of random programs: one of real files, and one that does with stored values all that a schema can say.

In: nothing. Out: for each format its schema, and what programs for it can speak of.
"""

from pathlib import Path

from random_shapes import CMS, FURTHER_KINDS

from hepir.schemas.loading import find_schema, schema_from_path

FORMATS = {
    "cms_opendata_2012": (find_schema("cms_opendata_2012"), CMS),
    "random": (schema_from_path(Path(__file__).with_name("random_format.toml")), FURTHER_KINDS),
}
