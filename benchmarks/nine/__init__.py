"""Nine analysis tasks, done by hepir and by its rivals: the eight ADL tasks, and one of four leptons.

In: files of generated events. Out: seconds, memory and histograms of each.
"""
