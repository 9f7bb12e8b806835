"""Corrections of correctionlib, as tables or as computations."""
