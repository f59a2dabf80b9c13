"""Worksheets one after another: year after year, board after board, and what passes between."""
