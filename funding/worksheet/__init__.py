"""The meaning of a formula: lettered columns over the partners of a board, and nothing else."""
