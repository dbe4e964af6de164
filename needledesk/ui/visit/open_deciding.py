"""What the practitioner decides about the open visit beside its answers: override, take it back, put the visit off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from needledesk.domain.decisions import Override
from needledesk.ui.visit.open_screening import OpenScreening


class OpenDeciding(OpenScreening):
    """The open visit, and what goes against or after its verdict."""

    def override(self, reason: str, by: str) -> None:
        """Treat against the verdict, for that reason; the verdict stays as it is."""
        override = Override(self.verdict.status, reason, by, self.desk.now())
        self.visit = replace(self.visit, override=override)
        self._ask(self.desk.screening.override, self.visit.id, reason, by, override.status)
        self.judge()

    def withdraw_override(self) -> None:
        """The verdict holds again."""
        self.visit = replace(self.visit, override=None)
        self._ask(self.desk.screening.withdraw_override, self.visit.id)
        self.judge()

    def defer(self, until: date | datetime, note: str) -> None:
        """Put the visit off until then, and close it untreated."""
        self.keep_typed()
        self._ask(self.desk.visits.defer, self.visit.id, until, note, then=lambda _: self.reload())

    def letters_changed(self, client: int) -> None:
        """Letters of that client were recorded or withdrawn: what was decided without them is decided anew."""
        if self.shown and self.visit.client == client:
            self._changes += 1  # a load that is under way does not know of it
            self.reload()
