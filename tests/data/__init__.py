"""Tests of the Welsh reference data."""
