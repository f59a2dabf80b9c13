"""A formula and a board's shape made into a worksheet, and a board's figures bound to it."""
