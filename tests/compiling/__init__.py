"""Tests of how a formula and a board become a worksheet with its figures, and of what is warned."""
