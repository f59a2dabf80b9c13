"""The verbs of a formula: one file a rule, each turning its settings into columns."""
