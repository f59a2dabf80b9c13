"""A workbook whose live formulas work a scenario out again, from its figures to the pennies.

The worksheet says what a formula means; here each column becomes a column of cells. Nothing of a
rule is said again: `translating.py` goes through the expressions, `levels.py`, `sharings.py` and
`divisors.py` have the three primitives as cells.
"""
