"""What if: the figures of a board, varied a million times."""
