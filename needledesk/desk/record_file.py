"""The open record file as the words of the desk share it: the vault, the clock, the protocol in force."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from needledesk.desk.clock import Clock
from needledesk.errors import Damaged, NotNow
from needledesk.storage import history
from needledesk.storage.vault import Vault

if TYPE_CHECKING:
    from needledesk.domain.protocol import Protocol
    from needledesk.domain.visit_state import VisitState
    from needledesk.domain.visits import Visit


class RecordFile:
    """One open file. Every word of the desk holds the same one."""

    def __init__(self, vault: Vault, path: Path, clock: Clock) -> None:
        self.vault = vault
        self.path = path
        self._clock = clock
        self.opened_at = _first_entry(vault)
        self._protocols: dict[int, Protocol] = {}

    def now(self) -> datetime:
        """This moment, aware, in the laptop's zone."""
        return self._clock()

    @contextlib.contextmanager
    def standing_in(self, copy: Vault) -> Iterator[None]:
        """For a moment everything is done to a copy instead, as the file itself cannot be written."""
        own, self.vault = self.vault, copy
        try:
            yield
        finally:
            self.vault = own

    @property
    def timezone(self) -> str:
        """The IANA name of the laptop's zone."""
        return str(self.now().tzinfo)

    def protocol(self, version: int | None = None) -> Protocol:
        """That version of the practice's protocol, or the one in force. Old versions are kept in the file."""
        from needledesk.domain import protocol as protocols
        from needledesk.storage import protocol as kept_protocols

        if version is None:
            version = kept_protocols.current(self.vault)[0]
        if version not in self._protocols:
            text = kept_protocols.text(self.vault, version)
            self._protocols[version] = protocols.read(text, version)
        return self._protocols[version]

    def practitioner(self) -> str:
        """Who works with this file, as the practice says; empty if it says nothing."""
        from needledesk.storage import practice

        return practice.get(self.vault).practitioner

    def training(self) -> bool:
        """Whether it is a training file, with invented clients."""
        from needledesk.storage import practice

        return practice.get(self.vault).training

    def reopen(self, vault: Vault) -> None:
        """Go on with another file under the same name: it was restored."""
        self.vault = vault
        self._protocols.clear()

    def close_visit(self, visit: int, state: VisitState) -> None:
        """Close a visit and seal it: from now on the file refuses every change of it."""
        from needledesk.domain.visit_state import VisitState
        from needledesk.storage import seals, visits

        now, treated = self.now(), state is VisitState.CLOSED
        words = "Visit closed and sealed" if treated else "Visit closed and sealed, not treated"
        with self.vault.transaction("closed and sealed", words, visit=visit):
            visits.set_state(self.vault, visit, state, now)
            seals.seal(self.vault, visit, self.practitioner(), now)

    def seal_left(self) -> None:
        """Seal what was closed before there were seals."""
        from needledesk.storage import seals

        for visit in seals.without(self.vault):
            seals.seal(self.vault, visit, self.practitioner(), self.now())

    def open_visit(self, visit: int) -> Visit:
        """The visit, which must still be open to change. Raises NotNow once it is closed."""
        from needledesk.storage import visits

        self.must_be_open(visit)
        return visits.get(self.vault, visit)

    def must_be_open(self, visit: int) -> None:
        """Raise NotNow once the visit is closed, without reading the rest of it."""
        from needledesk.domain.visit_state import VisitState
        from needledesk.storage import visits

        if visits.state(self.vault, visit) in (VisitState.CLOSED, VisitState.NOT_TREATED):
            raise NotNow("This visit is closed.", "Its record stays as it was.", "Begin a new visit.")


def _first_entry(vault: Vault) -> int:
    """The number of the first entry of this sitting. A damaged file gets none; its history may be what is hit."""
    only_read = vault.read_only
    try:
        return history.head(vault).seq + 1
    except Damaged:
        if only_read:
            return 0
        raise
