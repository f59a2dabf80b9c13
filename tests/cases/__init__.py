"""Whole cases, worked out beside the engine."""
