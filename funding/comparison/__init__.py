"""Models side by side: every result of a scenario, and how they differ."""
