"""RNTuples read straight from their pages.

In: an RNTuple as uproot knows it. Out: its plain fields as flat columns; every other field is for uproot.
"""
