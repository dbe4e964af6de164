"""Tells the history whose record is looked at: once for each opening of a client, not for each drawing anew."""

from __future__ import annotations

from PySide6.QtCore import QObject

from needledesk.desk.desk import Desk
from needledesk.errors import DeskError
from needledesk.ui.background import Background


class Looks(QObject):
    """Gets every client who comes on the screen. Where the disk takes no writing, looking still works."""

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._client = 0

    def at(self, client: int) -> None:
        """This client is on the screen now."""
        if client != self._client:
            self._client = client
            self._background.ask(self._desk.clients.opened, client, failed=_leave, owner=self)


def _leave(_: DeskError) -> None:
    """A full disk is told where something is to be kept."""
