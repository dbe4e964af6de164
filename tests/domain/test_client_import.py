"""What becomes of each row: new, known, alike or not understood, and nothing guessed in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from needledesk.domain.client_columns import guess
from needledesk.domain.client_import import Known, Line, Outcome, plan
from needledesk.domain.csv_table import read
from needledesk.domain.written_dates import Order

TODAY = date(2026, 11, 22)
HEADING = "given,family,dob,phone,email,allergies,skin type,number,notes\n"
ANN = Known("C-0001", "Ann", "Smith", date(1990, 3, 4), "+44 7700 900123")


def lines(rows: str, *known: Known, heading: str = HEADING) -> tuple[Line, ...]:
    table = read((heading + rows).encode())
    return plan(table, guess(table, TODAY, Order.DMY), known, TODAY)


def test_a_row_becomes_a_client() -> None:
    (line,) = lines("Ada,Ashdown,25/12/1990,0170 1234567,ada@example.org,latex,III,K-12,likes\x07 tea\n")
    assert line.outcome is Outcome.NEW
    details = line.details
    assert details is not None
    assert (details.given, details.family, details.born) == ("Ada", "Ashdown", date(1990, 12, 25))
    assert (details.phone, details.email, details.skin_type) == ("0170 1234567", "ada@example.org", 3)
    assert details.goal == "likes tea (No. K-12)"
    assert [alert.text for alert in details.alerts] == ["latex"]
    assert line.line == 2


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Ada Mary Ashdown", "Ada Mary", "Ashdown"),
        ("Ashdown, Ada", "Ada", "Ashdown"),
        ("Ada", "Ada", ""),
        ("Ada,", "Ada", ""),
    ],
)
def test_a_whole_name_is_parted(name: str, given: str, family: str) -> None:
    (line,) = lines(f'"{name}"\t1\n', heading="name\tid\n")
    assert line.details is not None
    assert (line.details.given, line.details.family) == (given, family)


def test_a_row_without_a_name_is_not_understood_and_others_go_on() -> None:
    found = lines('Ada,Ashdown,,,,,,,\n,,25/12/1990,,,,,,\n"Bea,x\nCleo,Cole,,,,,,,\n')
    assert [line.outcome.value for line in found] == ["new", "wrong", "wrong", "new"]
    assert found[1].why == "A client needs a name."
    assert "quote" in found[2].why


def test_a_row_that_is_too_long_is_not_understood() -> None:
    assert lines("Ada,Ashdown,,,,,,,,surplus\n")[0].outcome is Outcome.WRONG


@pytest.mark.parametrize("cell", ["31.02.1990", "soon", "4.3.2099"])
def test_a_birth_date_that_is_none_is_left_out_and_told(cell: str) -> None:
    rows = f"Ada,Ashdown,{cell},,,,,,\nBea,Birch,25/12/1990,,,,,,\n"
    line = lines(rows)[0]
    assert line.outcome is Outcome.NEW
    assert line.details is not None
    assert line.details.born is None
    assert cell in line.note


def test_a_skin_type_that_is_none_is_left_out_and_told() -> None:
    first, second = lines("Ada,Ashdown,,,,,Type 4,,\nBea,Birch,,,,,olive,,\n")
    assert first.details is not None
    assert first.details.skin_type == 4
    assert "olive" in second.note


@pytest.mark.parametrize("word", ["none", "No", "-", "keine."])
def test_no_allergy_is_no_alert(word: str) -> None:
    (line,) = lines(f"Ada,Ashdown,,,,{word},,,\n")
    assert line.details is not None
    assert line.details.alerts == ()


@pytest.mark.parametrize(
    ("row", "outcome", "who"),
    [
        ("Ann,Smith,4.3.1990,,", "known", "C-0001"),
        ("SMITH,ann,4.3.1990,,", "known", "C-0001"),
        ("Ann,Smith,,07700900123,", "known", "C-0001"),
        ("Ann,Smith,,0170 1111111,", "alike", "C-0001"),
        ("Ann,Smith,4.3.1991,,", "new", ""),
        ("Anne,Smith,4.3.1990,,", "alike", "C-0001"),
        ("Bob,Miller,4.3.1990,,", "new", ""),
        ("Annie,Other,,07700 900123,", "alike", "C-0001"),
        ("Tim,Smith,1.1.2020,07700 900123,", "new", "C-0001"),
        ("Bob,Miller,,900123,", "new", ""),
    ],
)
def test_who_is_on_file_already(row: str, outcome: str, who: str) -> None:
    line = lines(f"{row},,,,\nZoe,Zed,25.12.1980,,,,,,\n", ANN)[0]
    assert line.outcome.value == outcome
    assert who in line.why + line.note
    assert bool(line.why + line.note) == bool(who)


def test_rows_are_matched_with_each_other_too() -> None:
    found = lines("Ada,Ashdown,25.12.1990,,,,,,\nAda,ASHDOWN,25.12.1990,,,,,,\n")
    assert [line.outcome.value for line in found] == ["new", "known"]
    assert found[1].why == "The same as line 2."


def test_accents_make_nobody_else() -> None:
    zoe = replace(ANN, given="Zoë", family="O’Brien")
    assert lines("Zoe,O Brien,4.3.1990,,,,,,\nA,B,25.12.1990,,,,,,\n", zoe)[0].outcome is Outcome.KNOWN


def test_a_report_shows_nobody_by_accident() -> None:
    assert "Ada" not in repr(lines("Ada,Ashdown,,,,,,,\n"))
