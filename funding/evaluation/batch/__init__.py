"""Millions of boards at once, every penny equal to the exact evaluation."""
