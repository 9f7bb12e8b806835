"""Branches of plain numbers, read straight from their baskets.

What is not of this form, or does not look as expected, is left to uproot: nothing here guesses.
"""
