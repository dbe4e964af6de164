"""Clients: find as you type, look up, add, change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from needledesk.desk.clock import Clock
from needledesk.desk.record_file import RecordFile
from needledesk.domain.clients import Client, ClientFacts, ClientLine, Details, checked
from needledesk.domain.visit_state import VisitState
from needledesk.storage import clients, history

if TYPE_CHECKING:
    from needledesk.domain.protocol import Protocol


class ClientDesk:
    """`desk.clients`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def find(self, text: str = "", limit: int = 50, offset: int = 0) -> tuple[ClientLine, ...]:
        """One page of the list, by name, phone number, client number or lot; all clients for an empty text."""
        facts = clients.page(self._file.vault, text, limit, offset)
        return tuple(line(fact, self._file.now, self._file.protocol) for fact in facts)

    def count(self, text: str = "") -> int:
        """How many clients match."""
        return clients.count(self._file.vault, text)

    def get(self, client: int) -> Client:
        """One client. Raises NotFound."""
        return clients.get(self._file.vault, client)

    def numbered(self, number: str) -> Client:
        """The client with that number, such as C-0007. Raises NotFound."""
        return clients.numbered(self._file.vault, number.strip().upper())

    def opened(self, client: int) -> None:
        """Tell the history that the client is being looked at: once for each opening, not for each drawing anew."""
        history.note(self._file.vault, "client viewed", "Client opened", client)

    def add(self, details: Details) -> Client:
        """Write down a new client under the next number. Raises BadInput."""
        now = self._file.now()
        with self._file.vault.transaction("client added", "Client added"):
            return clients.add(self._file.vault, checked(details, now.date()), now)

    def change(self, client: int, details: Details) -> Client:
        """Correct a client's details; with another birth date, what was decided before no longer stands.

        Raises BadInput, NotFound.
        """
        from needledesk.domain.history_words import client_changed  # not needed for the first picture of the window

        now = self._file.now()
        before = clients.get(self._file.vault, client).details
        with self._file.vault.transaction("client changed", client_changed(before, details), client):
            another_age = before.born != details.born
            changed = clients.change(self._file.vault, client, checked(details, now.date()), now)
            if another_age:
                from needledesk.storage import decisions

                decisions.reopen(self._file.vault, client, now)
        return changed


def line(facts: ClientFacts, now: Clock, protocol: Callable[[], Protocol]) -> ClientLine:
    """A row of the list: who, and in a few words what comes next. Clock and protocol are asked where a date counts."""
    state, text = _next_step(facts, now, protocol)
    return ClientLine(facts.id, facts.number, facts.name, facts.initials, state, text)


def _next_step(facts: ClientFacts, now: Clock, protocol: Callable[[], Protocol]) -> tuple[str, str]:
    if facts.visit_state == VisitState.OPEN:
        return "open", f"Session {facts.sessions + 1} open"
    if facts.visit_state == VisitState.FINISHED:
        return "finished", f"Session {facts.sessions} finished, not closed"
    if facts.visit_state == VisitState.NOT_TREATED:
        return _after_refusal(facts, now().date())
    if facts.finished is None:
        return "new", "New client"
    return _window(facts.finished.date(), facts.intensity, now().date(), protocol())


def _window(finished: date, graded: str, today: date, protocol: Protocol) -> tuple[str, str]:
    """Where today lies in the usual window. What counts it is imported by the first client who has a session."""
    from needledesk.domain.calendar import say_day
    from needledesk.domain.intervals import next_window
    from needledesk.domain.treatment import Intensity

    intensity = Intensity(graded) if graded else Intensity.DEEP
    opens, closes = next_window(protocol, finished, intensity)
    if today < opens:
        return "waiting", f"Next from {say_day(opens)}"
    if today <= closes:
        return "due", f"Due until {say_day(closes)}"
    return "late", f"Window closed {say_day(closes)}"


def _after_refusal(facts: ClientFacts, today: date) -> tuple[str, str]:
    from needledesk.domain.calendar import say_day
    from needledesk.domain.protocol import Status

    if facts.status == Status.DO_NOT_TREAT:
        return "stopped", "Do not treat"
    earliest = datetime.fromisoformat(facts.earliest).date() if facts.earliest else None
    if facts.status == Status.MEDICAL_CLEARANCE:
        return "letter", f"Letter, not before {say_day(earliest)}" if earliest else "Waits for a letter"
    if earliest is None:
        return "closed", "Not treated last time"
    if earliest > today:
        return "deferred", f"Not before {say_day(earliest)}"
    return "over", f"Wait over since {say_day(earliest)}"
