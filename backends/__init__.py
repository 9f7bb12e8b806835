"""Backends: each turns a plan into events that pass, cutflows and histograms, or into code that does."""
