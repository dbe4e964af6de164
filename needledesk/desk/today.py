"""Today: who is here, who may come, what has come in, which sheets are missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from needledesk.desk.record_file import RecordFile
from needledesk.desk.screening import ScreeningDesk
from needledesk.domain import today as told
from needledesk.domain.today import InRoom, Today
from needledesk.storage import clients, today, visits

#: Visits that are read whole, with their steps and their verdict; a room holds no more.
IN_ROOM = 4


class TodayDesk:
    """`desk.today`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    def read(self) -> Today:
        """Everything that the day asks for, in the order of what must happen next."""
        vault, now, protocol = self._file.vault, self._file.now(), self._file.protocol()
        day = now.date()
        back = day - timedelta(days=told.LOOKS_BACK + 1)  # the file counts in UTC, and may be a day behind
        unfinished = told.in_order(today.unfinished(vault))
        waits = tuple(today.untreated(vault, back))
        over, coming = told.follow_up(waits, self._file.protocol, now)
        waiting = {line.client for line in (*over, *coming)}
        between = today.last_sessions(vault, told.reaches_back(protocol, day))
        return Today(
            at=now,
            in_room=tuple(self._whole(one.visit) for one in unfinished[:IN_ROOM]),
            unfinished=tuple(told.unfinished_line(one, day) for one in unfinished),
            due=told.due((one for one in between if one.client not in waiting), protocol, day),
            over=over,
            coming=coming,
            ungiven=told.to_give(today.ungiven(vault, day - timedelta(days=told.SHEET_COUNTS + 1)), day),
            waits=waits,
            nobody=today.nobody(vault),
        )

    def later(self, earlier: Today) -> Today:
        """The same as it stands now, if nobody wrote anything since: waits by the hour end, verdicts follow.

        The lines of all clients are read again on another day only.
        """
        now = self._file.now()
        if now.date() != earlier.at.date():
            return self.read()
        over, coming = told.follow_up(earlier.waits, self._file.protocol, now)
        in_room = tuple(self._whole(one.visit.id) for one in earlier.in_room)
        return replace(earlier, at=now, in_room=in_room, over=over, coming=coming)

    def _whole(self, number: int) -> InRoom:
        visit = visits.get(self._file.vault, number)
        verdict = ScreeningDesk(self._file).verdict(number)
        details = clients.get(self._file.vault, visit.client).details
        asked = len(self._file.protocol(visit.protocol_version).asked)
        return InRoom(visit, verdict, details.name, details.initials, details.course, asked)
