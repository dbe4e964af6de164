"""Dates as they are written; the order is told by the column."""

from __future__ import annotations

from datetime import date

import pytest

from needledesk.domain.written_dates import Order, guess, read

TODAY = date(2026, 11, 22)
MARCH = date(1990, 3, 4)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("1990-03-04", Order.DMY),
        ("1990-03-04T00:00:00", Order.DMY),
        ("1990-03-04 00:00", Order.MDY),
        ("1990/3/4", Order.DMY),
        ("19900304", Order.DMY),
        ("4.3.1990", Order.DMY),
        ("04.03.90", Order.DMY),
        ("3/4/1990", Order.MDY),
        ("3/4/90 12:00 AM", Order.MDY),
        ("90-03-04", Order.YMD),
        ("4 March 1990", Order.MDY),
        ("4. März 1990", Order.MDY),
        ("4 févr. 1990", Order.MDY),
        ("4-Mar-90", Order.YMD),
        ("Mar 4, 1990", Order.DMY),
        ("32936", Order.SERIAL),
    ],
)
def test_a_day_is_read(text: str, order: Order) -> None:
    assert read(f" {text} ", order, TODAY) == (date(1990, 2, 4) if "févr" in text else MARCH)


@pytest.mark.parametrize(
    "text", ["", "?", "31.02.1990", "13/13/1990", "1990", "4.3.2099", "4.3.1790", "32936", "4 xyz 1990"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read(text, Order.DMY, TODAY) is None


@pytest.mark.parametrize(("year", "full"), [("26", 2026), ("27", 1927), ("00", 2000), ("99", 1999)])
def test_a_short_year_is_the_latest_that_has_been(year: str, full: int) -> None:
    assert read(f"04.03.{year}", Order.DMY, TODAY) == date(full, 3, 4)


@pytest.mark.parametrize(
    ("texts", "usual", "order", "unsure"),
    [
        (["04/03/1990", "25/12/1980"], Order.MDY, Order.DMY, False),
        (["04/03/1990", "12/25/1980"], Order.DMY, Order.MDY, False),
        (["04/03/1990", "05/06/1980"], Order.MDY, Order.MDY, True),
        (["04/03/1990", "05/06/1980"], Order.DMY, Order.DMY, True),
        (["1990-03-04", ""], Order.MDY, Order.MDY, False),
        (["32936", "29221"], Order.DMY, Order.SERIAL, False),
        (["07/07/1990"], Order.DMY, Order.DMY, False),
        ([], Order.DMY, Order.DMY, False),
        (["nothing"], Order.DMY, Order.DMY, False),
    ],
)
def test_the_column_tells_the_order(texts: list[str], usual: Order, order: Order, unsure: bool) -> None:
    assert guess(texts, TODAY, usual) == (order, unsure)
