"""An independent computation of a settlement, in whole pence and exact fractions.

It is written from the definitions of the result's words, by other means than the library's, and
imports nothing of it: sharing with ceilings is capped again and again, pennies are handed out one
by one, and a formula is read straight from the tables of its file.
"""

from tests.oracle.board import Answer, Board, Offer, Partner, Source, boards_of
from tests.oracle.refused import Refused
from tests.oracle.settle import Settlement, settle

__all__ = [
    "Answer",
    "Board",
    "Offer",
    "Partner",
    "Refused",
    "Settlement",
    "Source",
    "boards_of",
    "settle",
]
