"""Welsh reference data: who belongs where, how many live there, and the source of each fact."""
