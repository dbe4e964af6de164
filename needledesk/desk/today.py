"""Today: who is here, who may come, what has come in, which sheets are missing."""

from __future__ import annotations

from datetime import timedelta

from needledesk.desk.record_file import RecordFile
from needledesk.desk.screening import ScreeningDesk
from needledesk.domain import today as told
from needledesk.domain.today import InRoom, Today, Unfinished
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
        over, coming = told.follow_up(today.untreated(vault, back), self._file.protocol, now)
        waiting = {line.client for line in (*over, *coming)}
        between = today.last_sessions(vault, told.reaches_back(protocol, day))
        return Today(
            at=now,
            in_room=tuple(self._whole(one) for one in unfinished[:IN_ROOM]),
            unfinished=tuple(told.unfinished_line(one, day) for one in unfinished),
            due=told.due((one for one in between if one.client not in waiting), protocol, day),
            over=over,
            coming=coming,
            ungiven=told.to_give(today.ungiven(vault, day - timedelta(days=told.SHEET_COUNTS + 1)), day),
            nobody=today.nobody(vault),
        )

    def _whole(self, one: Unfinished) -> InRoom:
        visit = visits.get(self._file.vault, one.visit)
        verdict = ScreeningDesk(self._file).verdict(one.visit)
        details = clients.get(self._file.vault, visit.client).details
        asked = len(self._file.protocol(visit.protocol_version).asked)
        return InRoom(visit, verdict, details.name, details.initials, details.course, asked)
