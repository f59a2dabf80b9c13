"""How fast the batch is, side by side with others: `python -m benchmarks`, from a checkout."""
