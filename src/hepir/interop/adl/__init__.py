"""ADL and CutLang programs become `.hep` programs.

In: the text of an ADL program, in any of its dialects. Out: `Imported`, a program with a note for each decision, and located
diagnostics for what is wrong or unclear.
"""

from hepir.interop.adl.importing import Imported, import_adl

__all__ = ["Imported", "import_adl"]
