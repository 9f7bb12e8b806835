"""Ways to do the nine tasks.

Each module has `prepare(task)`: what can be done once, before any event; it gives a function from the paths of files
to the contents of each histogram by its name, first and last of them what lies outside the axis.
"""
