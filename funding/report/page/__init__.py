"""The web page: one file with charts, tables, formulas and logs, to be put before a board."""
