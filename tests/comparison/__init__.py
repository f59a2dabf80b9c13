"""Tests of what stands side by side, against figures worked out by hand."""
