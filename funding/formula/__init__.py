"""What a formula says: its file read and checked, and formulas found by name."""
