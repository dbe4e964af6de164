"""Where a visit stands: a word of its own, as the list of clients needs it and nothing else of a visit."""

from __future__ import annotations

from enum import StrEnum


class VisitState(StrEnum):
    """Where a visit stands."""

    OPEN = "open"  # screening or treating
    FINISHED = "finished"  # the last needle is done, the finish is stamped
    CLOSED = "closed"  # treated and closed
    NOT_TREATED = "not_treated"  # closed without treatment
