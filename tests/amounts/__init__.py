"""Tests of money, percentages and numbers as text."""
