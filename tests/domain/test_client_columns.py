"""What columns hold: by their headings in several languages, else by what stands in them."""

from __future__ import annotations

from datetime import date

import pytest

from needledesk.domain.client_columns import Meaning, guess, why_not
from needledesk.domain.csv_table import read
from needledesk.domain.written_dates import Order

TODAY = date(2026, 11, 22)


def meanings(text: str) -> list[str]:
    return [meaning.value for meaning in guess(read(text.encode()), TODAY, Order.DMY).meanings]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("First name,Last name,Date of birth,Mobile,E-mail", ["given", "family", "born", "phone", "email"]),
        ("Vorname;Name;Geburtsdatum;Telefon;Bemerkungen", ["given", "family", "born", "phone", "remark"]),
        ("Nr.;Nachname;Vorname;Geb.-Datum;Handy", ["number", "family", "given", "born", "phone"]),
        ("Prénom;Nom;Date de naissance;Portable;Courriel", ["given", "family", "born", "phone", "email"]),
        ("Nombre;Apellidos;Fecha de nacimiento;Móvil;Alergias", ["given", "family", "born", "phone", "allergy"]),
        ("Client name,DOB,Phone,Mobile,Skin type", ["full", "born", "phone", "phone", "skin"]),
        ("First name,Last name,Name,ID,Notes", ["given", "family", "", "number", "remark"]),
        ("Whatever,Name,City,Zip,Country", ["", "full", "", "", ""]),
    ],
)
def test_headings(heading: str, expected: list[str]) -> None:
    assert meanings(heading + "\n") == expected
    assert guess(read((heading + "\n").encode()), TODAY, Order.DMY).heading


def test_without_a_heading_the_content_tells() -> None:
    text = "Ada Ashdown,04.03.1990,+49 170 1234567,ada@example.org\nBea Birch,25.12.1980,0171-7654321,bea@example.org\n"
    found = guess(read(text.encode()), TODAY, Order.MDY)
    assert not found.heading
    assert [meaning.value for meaning in found.meanings] == ["", "born", "phone", "email"]
    assert (found.order, found.unsure_of_order) == (Order.DMY, False)


def test_an_unknown_heading_is_one_still() -> None:
    found = guess(read(b"wer,wann,wo\nAda,04.03.1990,x\n"), TODAY, Order.DMY)
    assert found.heading
    assert found.meanings == (Meaning.NOTHING, Meaning.BORN, Meaning.NOTHING)


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ((Meaning.PHONE,), "No column holds a name."),
        ((Meaning.GIVEN, Meaning.GIVEN), "Two columns are said to hold: Given name."),
        ((Meaning.FULL, Meaning.BORN, Meaning.BORN), "Two columns are said to hold: Birth date."),
        ((Meaning.FULL, Meaning.FAMILY), "The name stands either in one column or in two."),
        ((Meaning.FULL, Meaning.PHONE, Meaning.PHONE), ""),
        ((Meaning.FAMILY,), ""),
    ],
)
def test_which_columns_make_clients(chosen: tuple[Meaning, ...], why: str) -> None:
    assert why_not(chosen) == why
