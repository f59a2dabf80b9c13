"""The formulas that the plugin brings, each in a file of its own."""
