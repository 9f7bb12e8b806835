"""What went wrong and how to mend it: the diagnostic type, the catalogue, the renderers."""

from hepir.diagnostics.core import Diagnostic, Edit, HepirError, Label, Severity

__all__ = ["Diagnostic", "Edit", "HepirError", "Label", "Severity"]
