"""Diagnostics of the semantics stage: names (01), types (02), units (03), evidence (04)."""
