"""The words of a result are listed once, and every other list is of them."""

from __future__ import annotations

from dataclasses import fields

from funding.comparison.bill import Bill
from funding.evaluation.result import BILL_WORDS, BOARD_WORDS, PARTNER_WORDS, PartnerResult
from funding.report.wording import BOARD_LABELS, PARTNER_LABELS


def test_every_published_sum_of_a_partner_is_a_word() -> None:
    assert {field.name for field in fields(PartnerResult)} == {
        "id",
        "assessed_exact",
        *PARTNER_WORDS,
    }


def test_a_bill_has_the_words_of_its_identity_in_their_order() -> None:
    assert tuple(field.name for field in fields(Bill)) == BILL_WORDS
    assert set(BILL_WORDS) <= set(PARTNER_WORDS)


def test_every_word_that_a_table_shows_is_one_that_is_published() -> None:
    assert tuple(PARTNER_LABELS) == PARTNER_WORDS
    assert set(BOARD_LABELS) <= set(BOARD_WORDS)
