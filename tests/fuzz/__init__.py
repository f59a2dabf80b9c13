"""Hostile text, made by the million: the library answers or refuses, and nothing else."""
