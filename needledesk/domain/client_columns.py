"""What the columns of somebody else's list of clients mean: guessed by their headings, then by what stands in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from needledesk.domain import written_dates
from needledesk.domain.csv_table import Table
from needledesk.domain.written_dates import Order


class Meaning(StrEnum):
    """What a column holds."""

    NOTHING = ""
    GIVEN = "given"
    FAMILY = "family"
    FULL = "full"
    BORN = "born"
    PHONE = "phone"
    EMAIL = "email"
    ALLERGY = "allergy"
    SKIN = "skin"
    NUMBER = "number"
    REMARK = "remark"


SAID = {
    Meaning.NOTHING: "Leave out",
    Meaning.GIVEN: "Given name",
    Meaning.FAMILY: "Family name",
    Meaning.FULL: "Whole name",
    Meaning.BORN: "Birth date",
    Meaning.PHONE: "Phone",
    Meaning.EMAIL: "E-mail",
    Meaning.ALLERGY: "Allergies",
    Meaning.SKIN: "Skin type",
    Meaning.NUMBER: "Number there",
    Meaning.REMARK: "Remarks",
}
#: Headings in several languages, as they stand without marks and accents.
_HEADINGS = {
    Meaning.GIVEN: "firstname givenname forename given first vorname rufname prenom nombre voornaam nome imie fornamn",
    Meaning.FAMILY: "lastname surname familyname family last nachname familienname nom nomdefamille apellido apellidos"
    " achternaam cognome nazwisko efternamn",
    Meaning.FULL: "fullname name clientname client patient patientname customer customername contact kunde kundin"
    " kundenname displayname",
    Meaning.BORN: "birthday birthdate dateofbirth dob born geburtsdatum geburtstag geboren gebdatum datedenaissance"
    " naissance fechadenacimiento nacimiento geboortedatum datadinascita dataurodzenia",
    Meaning.PHONE: "phone phonenumber mobile mobilephone mobilenumber cell cellphone tel telephone telefon"
    " telefonnummer handy mobil telefono movil portable telefoon phone1 homephone",
    Meaning.EMAIL: "email emailaddress mail emailadresse courriel correo",
    Meaning.ALLERGY: "allergy allergies allergien allergie alergias",
    Meaning.SKIN: "skintype fitzpatrick fitzpatricktype hauttyp phototype phototyp",
    Meaning.NUMBER: "id number no nr clientnumber clientid clientno patientid customernumber customerid kundennummer"
    " kundennr nummer numero",
    Meaning.REMARK: "notes note remark remarks comment comments bemerkung bemerkungen notiz notizen remarques notas",
}
_MEANT = {word: meaning for meaning, words in _HEADINGS.items() for word in words.split()}
_SAMPLE = 200  # rows that are looked at
_MOSTLY = 0.7  # of the filled cells


@dataclass(frozen=True, slots=True)
class Columns:
    """The meaning of each column, in their order; whether the first row is a heading; the order of dates."""

    meanings: tuple[Meaning, ...]
    heading: bool
    order: Order
    unsure_of_order: bool = False


def guess(table: Table, today: date, usual: Order) -> Columns:
    """What the table seems to hold. `usual`: the order of dates in the practice's country."""
    width = table.width
    first = [_plain(cell) for cell in table.rows[0].cells] if table.rows else []
    named = [_MEANT.get(word, Meaning.NOTHING) for word in first]
    heading = any(named) or (bool(first) and not any(_tells(cell) for cell in table.rows[0].cells))
    rows = [row.cells for row in table.rows[heading : _SAMPLE + 1] if not row.wrong]
    columns = [[cells[at].strip() for cells in rows if at < len(cells) and cells[at].strip()] for at in range(width)]
    meanings = [named[at] if at < len(named) else Meaning.NOTHING for at in range(width)]
    for at, cells in enumerate(columns):
        if meanings[at] is Meaning.NOTHING:
            meanings[at] = _by_content(cells, today)
    meanings = _settled(meanings)
    born = [cells for cells, meaning in zip(columns, meanings, strict=True) if meaning is Meaning.BORN]
    order, unsure = written_dates.guess(born[0] if born else (), today, usual)
    return Columns(tuple(meanings), heading, order, unsure)


def why_not(meanings: Sequence[Meaning]) -> str:
    """Why clients cannot be made from these columns, as a sentence; empty if they can."""
    if not {Meaning.GIVEN, Meaning.FAMILY, Meaning.FULL} & set(meanings):
        return "No column holds a name."
    for meaning in (Meaning.GIVEN, Meaning.FAMILY, Meaning.FULL, Meaning.BORN, Meaning.EMAIL, Meaning.SKIN):
        if meanings.count(meaning) > 1:
            return f"Two columns are said to hold: {SAID[meaning]}."
    if Meaning.FULL in meanings and {Meaning.GIVEN, Meaning.FAMILY} & set(meanings):
        return "The name stands either in one column or in two."
    return ""


def _settled(meanings: list[Meaning]) -> list[Meaning]:
    """“Name” beside a given name is the family name; beside both it is left out; of what there is one of, the first."""
    if Meaning.GIVEN in meanings and Meaning.FULL in meanings:
        instead = Meaning.NOTHING if Meaning.FAMILY in meanings else Meaning.FAMILY
        meanings = [instead if meaning is Meaning.FULL else meaning for meaning in meanings]
    if Meaning.FAMILY in meanings and Meaning.FULL in meanings:
        meanings = [Meaning.NOTHING if meaning is Meaning.FULL else meaning for meaning in meanings]
    seen: set[Meaning] = set()
    for at, meaning in enumerate(meanings):
        if meaning in seen and meaning not in (Meaning.PHONE, Meaning.REMARK, Meaning.ALLERGY):
            meanings[at] = Meaning.NOTHING
        seen.add(meaning)
    return meanings


def _by_content(cells: Sequence[str], today: date) -> Meaning:
    if not cells:
        return Meaning.NOTHING
    if _share(cells, lambda cell: "@" in cell and "." in cell) > _MOSTLY:
        return Meaning.EMAIL
    orders = (Order.YMD, Order.DMY, Order.MDY)
    if max(_share(cells, partial(_is_date, order=order, today=today)) for order in orders) > _MOSTLY:
        return Meaning.BORN
    if _share(cells, _is_phone) > _MOSTLY:
        return Meaning.PHONE
    return Meaning.NOTHING


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(holds(cell) for cell in cells) / len(cells)


def _is_date(cell: str, order: Order, today: date) -> bool:
    return written_dates.read(cell, order, today) is not None


def _is_phone(cell: str) -> bool:
    digits = sum(sign.isdigit() for sign in cell)
    return digits >= 6 and not re.search(r"[^\W\d_]", cell)


def _tells(cell: str) -> bool:
    """Whether it is data rather than a heading: it holds digits or an address."""
    return "@" in cell or sum(sign.isdigit() for sign in cell) > 1


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in folded if sign.isalnum())
