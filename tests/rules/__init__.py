"""Tests of what every rule has in common, and of rules that packages bring."""
