"""Tests of what a column can say, on cells put in directly."""
