"""Results against what was published, against another run, and event lists against each other.

In: the output folder of a run. Out: differences, with the statements that may explain them. Import the modules one by one.
"""
