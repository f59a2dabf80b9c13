"""What was asked: a scenario file read, checked, and made into boards."""
