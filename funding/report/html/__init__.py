"""What every page has: one base, one environment that escapes, and English marked among Welsh."""
