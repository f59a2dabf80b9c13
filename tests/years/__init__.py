"""Years, parts of years, and what changes within them: numbers derived by hand."""
