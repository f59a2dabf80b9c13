"""Tests of reading TOML files and of their faults."""
