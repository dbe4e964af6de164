"""The right column beside a client's page: the last verdict, what to bear in mind, how to reach them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.calendar import say_day
from needledesk.domain.clients import Client
from needledesk.domain.decisions import standing
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Verdict
from needledesk.domain.visits import Visit
from needledesk.ui.theme import Theme
from needledesk.ui.visit.contact_card import AlertsCard, ContactCard
from needledesk.ui.visit.letters_card import LettersCard
from needledesk.ui.widgets.status_card import HEAD_AIR, StatusCard
from needledesk.ui.widgets.text import Text


class ClientSide(QWidget):
    """`open_requested` carries the visit whose verdict is shown, to look at the question behind a reason."""

    open_requested = Signal(int)
    add_letter_requested = Signal()
    letter_requested = Signal(object)  # a Letter to look at
    withdraw_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visit = 0
        self.status = StatusCard("reasons")
        self.status.jump_requested.connect(lambda _: self.open_requested.emit(self._visit))
        self._title, self._note = Text("", "h3"), Text("", "small")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, HEAD_AIR, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._note)
        self.column.addLayout(head)
        self.column.addWidget(self.status)
        self._cards: list[QWidget] = []
        self.fit()

    def show_client(self, client: Client, visit: Visit | None, verdict: Verdict | None, today: date) -> None:
        """Show a client with the verdict of the newest visit, if there is one."""
        shown = visit is not None and verdict is not None
        for part in (self._title, self._note, self.status):
            part.setVisible(shown)
        if visit is not None and verdict is not None:
            self._visit = visit.id
            self._show_verdict(visit, verdict, today)
        self._show_cards(client)

    def show_letters(self, letters: tuple[Letter, ...], protocol: Protocol, today: date) -> None:
        """Show the client's letters, below the verdict."""
        card = LettersCard(letters, protocol, today)
        card.add_requested.connect(self.add_letter_requested)
        card.open_requested.connect(self.letter_requested)
        card.withdraw_requested.connect(self.withdraw_requested)
        self.column.insertWidget(self.column.indexOf(self.status) + 1, card)
        self._cards.append(card)

    def fit(self) -> None:
        """Less air on a short screen."""
        self.column.setSpacing(Theme.current().size("side_gap"))

    def _show_verdict(self, visit: Visit, verdict: Verdict, today: date) -> None:
        day = visit.opened.date()
        decided = visit.decision if verdict.status is Status.PRACTITIONER_DECISION else None
        note = say_day(day, year=day.year != today.year)
        if decided is not None and day == today:
            note = f"{decided.by}, {decided.at:%H:%M}"
        self._title.setText("Today’s verdict" if day == today else "Last verdict")
        self._note.setText(note)
        past_proceed = verdict.status is Status.PROCEED and day != today
        second = f"on {say_day(day, year=day.year != today.year)}" if past_proceed else None
        self.status.show_verdict(
            verdict, second=second, decision=decided, today=today, override=standing(visit.override, verdict)
        )

    def _show_cards(self, client: Client) -> None:
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self._cards = [AlertsCard(client)] if client.details.alerts else []
        self._cards.append(ContactCard(client))
        for card in self._cards:
            self.column.addWidget(card)
