"""Datasets: which files are data and which simulation, of what process, and how much simulation counts.

Import the modules one by one; this package imports nothing.
"""
