"""A program as one function of machine code, made by numba from a text that is generated."""
