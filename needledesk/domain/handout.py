"""The sheet that the client takes home, as ready words and dates, and how its lines are filled from the texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from needledesk.domain.treatment import Intensity


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A sentence as spans (text, bold), with the ids of the rules and references it rests on.

    It may tell of the client's health: it has no repr.
    """

    spans: tuple[tuple[str, bool], ...]
    ids: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence without its emphasis."""
        return "".join(text for text, _ in self.spans)


@dataclass(frozen=True, slots=True)
class Again:
    """A box "you may start again": what, a remark in lighter letters, and from when, in words."""

    title: str
    note: str
    when: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the chart of what is normal: the usual time, if any, the time it is still normal, and a note."""

    label: str
    usual: tuple[datetime, datetime] | None
    still_normal: tuple[datetime, datetime]
    note: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """When to call whom. `level`: `emergency`, `doctor` or `us`."""

    level: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Handout:
    """Everything that the sheet prints, as ready words and dates. Holds a client's name: it has no repr."""

    practice: str
    phone: str
    email: str
    hours: str
    practitioner: str
    client: str
    finished: datetime
    finished_text: str  # "Sunday 22 November 2026, 14:30"
    session: str  # "Session 4 of 6, deep"
    zones: str
    intensity: Intensity | None
    protocol_version: int
    made: str  # "Sun 22 Nov 2026, 14:36"
    made_at: datetime
    language: str  # "en-US"
    again: tuple[Again, ...]
    medicines: Line
    normal: tuple[Bar, ...]
    bruises: Line
    do: tuple[Line, ...]
    not_yet: tuple[Line, ...]
    emergency: str  # the number
    alarm: Line  # the emergency signs in one sentence
    calls: tuple[Call, ...]
    for_you: tuple[Line, ...]
    first_hours: tuple[Line, ...]
    week_1: tuple[Line, ...]
    weeks_2_to_6: tuple[Line, ...]
    next_visit: Line
    before_next: Line
    words: Mapping[str, str]  # headings and other fixed words
    history: str = ""  # the head of the history that the paper binds: `1234-7F3A-91C2-55E0-0D1B`


class Lines:
    """Fills words into the rows of the texts, and leaves out the rows whose conditions do not hold.

    `words` are what the {names} stand for; `facts` what `when` and `any` can ask for (texts/<language>/aftercare.toml).
    """

    def __init__(self, words: Mapping[str, str], facts: frozenset[str]) -> None:
        self._words = words
        self._facts = facts

    def line(self, row: Mapping[str, Any], **more: str) -> Line:
        """One row; `**bold**` in its text becomes a bold span, and only then are the names filled in."""
        parts = row["text"].split("**")
        filled = [(part.format(**self._words, **more), bool(at % 2)) for at, part in enumerate(parts)]
        return Line(tuple(span for span in filled if span[0]), tuple(row.get("ids", ())))

    def lines(self, rows: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
        """The rows that hold."""
        return tuple(self.line(row) for row in rows if self._holds(row))

    def again(self, rows: Iterable[Mapping[str, Any]]) -> tuple[Again, ...]:
        """The boxes that hold."""
        return tuple(
            Again(self._fill(row["title"]), self._fill(row.get("note", "")), self._fill(row["date"]), tuple(row["ids"]))
            for row in rows
            if self._holds(row)
        )

    def calls(self, levels: Mapping[str, Mapping[str, Any]]) -> tuple[Call, ...]:
        """The levels in the order of the texts, each with the rows that hold."""
        return tuple(
            Call(level, self._fill(said["title"]), self.lines(said["lines"])) for level, said in levels.items()
        )

    def _fill(self, text: str) -> str:
        return text.format(**self._words)

    def _holds(self, row: Mapping[str, Any]) -> bool:
        enough = not row.get("any") or any(fact in self._facts for fact in row["any"])
        return enough and all(self._true(condition) for condition in row.get("when", ()))

    def _true(self, condition: str) -> bool:
        negated = condition.startswith("not ")
        return (condition.removeprefix("not ") in self._facts) is not negated
