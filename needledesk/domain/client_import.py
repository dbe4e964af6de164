"""Clients from another program's list: what each row becomes, who is known already, and why a row is not understood.

Nothing is decided for good here: a row that only looks like somebody is set aside and told, not added and not dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from needledesk.domain import written_dates
from needledesk.domain.client_columns import Columns, Meaning
from needledesk.domain.clients import Alert, AlertKind, Details, checked
from needledesk.domain.csv_table import Table, TableRow
from needledesk.errors import BadInput

_SAME_DIGITS = 8  # of a phone number, from its end: country codes are written or not
_ALIKE = 0.85  # of two names, by the same birth date
_LONGEST = 300  # letters of one value
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"  # a duplicate: skipped
    ALIKE = "alike"  # perhaps a duplicate: skipped unless wanted
    WRONG = "wrong"  # not understood


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """Somebody who is on file already, or stands further up in the list."""

    who: str  # "C-0007", "line 12"
    given: str
    family: str
    born: date | None
    phone: str


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One row: what becomes of it and why, in words; `note` is something to look at in a row that is added."""

    line: int
    outcome: Outcome
    details: Details | None
    why: str = ""
    note: str = ""


def plan(table: Table, columns: Columns, known: Iterable[Known], today: date) -> tuple[Line, ...]:
    """What becomes of every row but the heading, in their order. Writes nothing."""
    people = _People(known)
    lines = []
    for row in table.rows[columns.heading :]:
        line = _line(row, columns, today)
        if line.details is not None and line.outcome is Outcome.NEW:
            details = line.details
            line = _matched(line, details, people)
            people.add(_as_known(row, details))
        lines.append(line)
    return tuple(lines)


def _line(row: TableRow, columns: Columns, today: date) -> Line:
    if row.wrong:
        return Line(row.line, Outcome.WRONG, None, row.wrong)
    notes: list[str] = []
    try:
        details = checked(_details(row, columns, today, notes), today)
    except BadInput as error:
        return Line(row.line, Outcome.WRONG, None, error.happened)
    return Line(row.line, Outcome.NEW, details, note=" ".join(notes))


def _details(row: TableRow, columns: Columns, today: date, notes: list[str]) -> Details:
    """What the row says. What is not understood beside the name is left out and noted, not guessed."""
    if len(row.cells) > len(columns.meanings) and any(cell.strip() for cell in row.cells[len(columns.meanings) :]):
        raise BadInput("It has more columns than the heading: is a quote missing?")
    cells: dict[Meaning, list[str]] = {meaning: [] for meaning in Meaning}
    for cell, meaning in zip(row.cells, columns.meanings, strict=False):
        if cell.strip():
            cells[meaning].append(_tidy(cell))
    given, family = _names(cells)
    return Details(
        given=given,
        family=family,
        born=_born(cells[Meaning.BORN], columns, today, notes),
        phone=" / ".join(dict.fromkeys(cells[Meaning.PHONE])),
        email=next(iter(cells[Meaning.EMAIL]), ""),
        skin_type=_skin(cells[Meaning.SKIN], notes),
        goal=" ".join([*cells[Meaning.REMARK], *(f"(No. {number})" for number in cells[Meaning.NUMBER])]),
        alerts=tuple(Alert(AlertKind.ALLERGY, text) for text in cells[Meaning.ALLERGY] if not _means_none(text)),
    )


def _names(cells: dict[Meaning, list[str]]) -> tuple[str, str]:
    """Given and family name; a family name that stands alone is all there is of a name."""
    if cells[Meaning.FULL]:
        whole = cells[Meaning.FULL][0]
        family, comma, given = whole.partition(",")
        if comma and given.strip():
            return given.strip(), family.strip()
        given, _, family = whole.strip(" ,").rpartition(" ")
        return (given, family) if given else (family, "")
    given, family = " ".join(cells[Meaning.GIVEN]), " ".join(cells[Meaning.FAMILY])
    return (given, family) if given else (family, "")


def _born(cells: Sequence[str], columns: Columns, today: date, notes: list[str]) -> date | None:
    if not cells:
        return None
    born = written_dates.read(cells[0], columns.order, today)
    if born is None:
        notes.append(f"Birth date “{cells[0][:40]}” not understood, left out.")
    return born


def _skin(cells: Sequence[str], notes: list[str]) -> int:
    if not cells:
        return 0
    word = re.sub(r"(?i)^(skin|type|typ|fitzpatrick|\s)*", "", cells[0]).casefold().strip()
    number = _ROMAN.get(word) or (int(word) if re.fullmatch(r"[1-6]", word) else 0)
    if not number:
        notes.append(f"Skin type “{cells[0][:40]}” not understood, left out.")
    return number


def _means_none(text: str) -> bool:
    return text.casefold().strip(" .") in ("no", "none", "nil", "n/a", "-", "keine", "nein", "aucune", "ninguna")


def _tidy(cell: str) -> str:
    """On one line, without what cannot be seen, and no longer than a field takes."""
    shown = "".join(sign if sign.isprintable() else " " for sign in cell)
    return " ".join(shown.split())[:_LONGEST]


class _People:
    """Who is known, findable by name, birth date and phone: a list of thousands is matched in one go."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_name: dict[str, list[Known]] = {}
        self._by_born: dict[date, list[Known]] = {}
        self._by_phone: dict[str, list[Known]] = {}
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        self._by_name.setdefault(_name(one), []).append(one)
        if one.born is not None:
            self._by_born.setdefault(one.born, []).append(one)
        for phone in _phones(one.phone):
            self._by_phone.setdefault(phone, []).append(one)

    def named_like(self, one: Known) -> list[Known]:
        return self._by_name.get(_name(one), [])

    def born_with(self, one: Known) -> list[Known]:
        return self._by_born.get(one.born, []) if one.born is not None else []

    def called_by(self, one: Known) -> Iterator[Known]:
        for phone in _phones(one.phone):
            yield from self._by_phone.get(phone, [])


def _matched(line: Line, details: Details, people: _People) -> Line:
    """Known by name and birth date, or by name and phone; alike by half of it; a phone alone may be a family's."""
    one = Known("", details.given, details.family, details.born, details.phone)
    for other in people.named_like(one):
        if one.born is not None and other.born is not None and one.born != other.born:
            continue
        if (one.born is not None and one.born == other.born) or _phones(one.phone) & _phones(other.phone):
            return replace(line, outcome=Outcome.KNOWN, why=f"The same as {other.who}.")
        return replace(line, outcome=Outcome.ALIKE, why=f"The same name as {other.who}.")
    for other in people.born_with(one):
        if _alike(_name(one), _name(other)):
            return replace(line, outcome=Outcome.ALIKE, why=f"The same birth date and almost the name of {other.who}.")
    for other in people.called_by(one):
        if one.born is None or other.born is None or one.born == other.born:
            return replace(line, outcome=Outcome.ALIKE, why=f"The same phone number as {other.who}.")
        return replace(line, note=f"{line.note} The same phone number as {other.who}.".strip())
    return line


def _as_known(row: TableRow, details: Details) -> Known:
    return Known(f"line {row.line}", details.given, details.family, details.born, details.phone)


def _name(one: Known) -> str:
    """The words of a name without accents and marks, in one order: Smith, Ann is Ann Smith."""
    plain = unicodedata.normalize("NFKD", f"{one.given} {one.family}".casefold())
    return " ".join(sorted(re.findall(r"\w+", "".join(sign for sign in plain if not unicodedata.combining(sign)))))


def _alike(one: str, other: str) -> bool:
    """The quick looks come first: they are never lower than the thorough one."""
    matcher = SequenceMatcher(None, one, other)
    looks = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(look() >= _ALIKE for look in looks)


def _phones(text: str) -> set[str]:
    """The ends of the numbers, long enough to tell people apart."""
    numbers = (re.sub(r"\D", "", part) for part in text.split("/"))
    return {number[-_SAME_DIGITS:] for number in numbers if len(number) >= _SAME_DIGITS - 1}
