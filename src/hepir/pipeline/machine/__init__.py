"""A small compiler for generated loops: Python that is nothing but numbers and arrays, to machine code by LLVM.

numba takes any numeric Python, and seconds for a loop, most of them in finding out types. A generated loop needs little of
that. What is not known here raises `NotKnownError`, and numba compiles the loop.
"""
