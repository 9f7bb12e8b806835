"""ADL and CutLang programs become `.hep` programs: `hepir.interop.adl.importing.import_adl`.

In: the text of an ADL program, in any of its dialects. Out: a program with a note for each decision, and located diagnostics
for what is wrong or unclear.
"""
