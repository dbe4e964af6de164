"""Before a treatment: compose the sheet for an appointment, export it, hand it to the printer, keep what was given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from needledesk import resources
from needledesk.desk.aftercare import Given, Sheet
from needledesk.desk.files import unused, write_atomically
from needledesk.desk.practice import PracticeDesk, country
from needledesk.desk.record_file import RecordFile
from needledesk.domain.calendar import Precision, When, add_months, say_day
from needledesk.domain.intervals import interval_rule, next_window
from needledesk.domain.pretreatment import BeforeDates, BeforeGiven, compose, dates
from needledesk.domain.screening import PastSession
from needledesk.domain.treatment import Intensity
from needledesk.errors import BadInput
from needledesk.storage import clients, history, pretreatment, visits

#: How many months ahead an appointment can be; further on, a typing error is likelier.
FURTHEST = 24


@dataclass(frozen=True, slots=True)
class NextDates:
    """From which date the client's next session can be, as far as the interval goes; None before the first.

    `put_off`: the date to which the newest visit was put off, if it was.
    """

    light: date | None
    deep: date | None
    put_off: date | None = None

    @property
    def first(self) -> date | None:
        """The first date on which any session can be."""
        return max((day for day in (self.light, self.put_off) if day is not None), default=None)


@cache
def texts(language: str = "en") -> dict[str, Any]:
    """The sheet's words in a language."""
    return resources.toml("texts", language, "pretreatment.toml")


class PretreatmentDesk:
    """`desk.pretreatment`. An appointment is a When with a day and a time of day, on this laptop's clock."""

    def __init__(self, file: RecordFile, practice: PracticeDesk) -> None:
        self._file = file
        self._practice = practice

    def dates(self, appointment: When) -> BeforeDates:
        """The dates that count back from the appointment. Raises BadInput for one that cannot be."""
        return dates(self._moment(appointment), self._file.protocol())

    def next_dates(self, client: int) -> NextDates:
        """When the next session can be, whether it is planned light or deep (S-INT-02, S-INT-03)."""
        history = visits.sessions(self._file.vault, client)
        light, deep = (self._next(history, planned) for planned in (Intensity.MILD, Intensity.DEEP))
        return NextDates(light, deep, self._put_off(client))

    def too_early(self, client: int, appointment: When) -> str:
        """In words, that the day lies before the next one that is possible, and which that is; empty if it does not."""
        day, first = self._moment(appointment).date(), self.next_dates(client)
        if first.put_off is not None and day < first.put_off:
            return f"Too early: the last visit was put off to {say_day(first.put_off, year=True)}."
        if first.light is not None and day < first.light:
            return f"Too early after the last session: not before {say_day(first.light, year=True)}."
        if first.deep is not None and day < first.deep:
            return f"Too early for a deep session: not before {say_day(first.deep, year=True)}. A light one can be."
        return ""

    def sheet(self, client: int, appointment: When, large: bool = False) -> Sheet:
        """The sheet as it would be given now. Raises BadInput for an appointment that cannot be."""
        from needledesk.documents.pages import count
        from needledesk.documents.pretreatment import draw
        from needledesk.documents.stationery import printable

        at, practice = self._moment(appointment), self._practice.get()
        found = clients.get(self._file.vault, client)
        name = found.details.name if printable(found.details.name) else found.number
        before = compose(
            appointment=at,
            client_name=name,
            practice=practice,
            country=country(practice.country),
            protocol=self._file.protocol(),
            texts=texts(),
            made=self._file.now(),
        )
        before = replace(before, history=history.head_of(self._file.vault, client=client).text)
        data = draw(before, country(practice.country), large=large)
        return Sheet(data, count(data))

    def export(self, client: int, appointment: When, large: bool = False) -> Given:
        """Write the sheet to the practice's folder and keep its exact bytes. Raises BadInput, NotSaved."""
        sheet = self.sheet(client, appointment, large)
        path = unused(self._practice.export_folder() / self.file_name(client, appointment))
        kept = self._keep(client, appointment, sheet)
        write_atomically(path, sheet.data)
        pretreatment.given(self._file.vault, kept, "exported", self._file.now())
        return Given(kept, path)

    def for_printer(self, client: int, appointment: When, large: bool = False) -> tuple[int, bytes]:
        """Keep the sheet and give its id and bytes for the printer; call `printed` once the printer took it."""
        sheet = self.sheet(client, appointment, large)
        return self._keep(client, appointment, sheet), sheet.data

    def printed(self, sheet: int) -> None:
        """Note that the printer took that sheet."""
        pretreatment.given(self._file.vault, sheet, "printed", self._file.now())

    def kept(self, sheet: int) -> bytes:
        """The exact bytes of a sheet that was given. Raises NotFound."""
        return pretreatment.data(self._file.vault, sheet)

    def given(self, client: int) -> tuple[BeforeGiven, ...]:
        """Each time the client was given such a sheet, oldest first."""
        return tuple(pretreatment.of_client(self._file.vault, client))

    def file_name(self, client: int, appointment: When) -> str:
        """`Before treatment - 2026-12-05 - C-0007.pdf`: the client's number, as a name is nobody else's business."""
        number = clients.get(self._file.vault, client).number
        return f"Before treatment - {self._moment(appointment):%Y-%m-%d} - {number}.pdf"

    def _keep(self, client: int, appointment: When, sheet: Sheet) -> int:
        at, version = self._moment(appointment), self._file.protocol().version
        return pretreatment.keep(self._file.vault, client, at, sheet.data, sheet.pages, version, self._file.now())

    def _next(self, history: list[PastSession], planned: Intensity) -> date | None:
        if not history:
            return None
        protocol, last = self._file.protocol(), history[-1]
        # A session that nobody graded counts as deep, as it does on the client's page.
        deep = Intensity.DEEP in (last.intensity or Intensity.DEEP, planned)
        counted = Intensity.DEEP if deep else Intensity.MILD
        on = protocol.on(interval_rule(protocol, counted).id)
        return next_window(protocol, last.day, counted)[0] if on else None

    def _put_off(self, client: int) -> date | None:
        newest = next(iter(visits.of_client(self._file.vault, client)), None)
        until = newest.deferral.until if newest is not None and newest.deferral is not None else None
        return until.date() if isinstance(until, datetime) else until

    def _moment(self, appointment: When) -> datetime:
        """The appointment on the laptop's clock. Raises BadInput for one that is past, too far off, or no moment."""
        now = self._file.now()
        day, clock = appointment.last_day(), appointment.clock()
        if day is None or appointment.precision is not Precision.MINUTE or clock is None:
            raise BadInput("The sheet counts from the day and time of the visit.", "Nothing was made.", "Type both.")
        at = datetime.combine(day, clock, now.tzinfo)
        if at.astimezone(UTC).astimezone(now.tzinfo).time() != clock:
            said = f"The clocks go forward that night: there is no {clock:%H:%M} on {say_day(day)}."
            raise BadInput(said, "Nothing was made.", "Choose another time.")
        if at.astimezone(UTC) <= now.astimezone(UTC):
            raise BadInput("That day and time is past.", "Nothing was made.", "Choose a time to come.")
        if day > add_months(now.date(), FURTHEST):
            raise BadInput("That is more than two years ahead.", "Nothing was made.", "Check the year.")
        return at
