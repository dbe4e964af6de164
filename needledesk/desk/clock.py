"""The desk owns the clock: the laptop's own time, in its own zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]


@cache
def laptop_zone() -> ZoneInfo:
    """The IANA zone of this laptop; a fixed offset would forget the next clock change."""
    from zoneinfo import ZoneInfo

    import tzlocal

    return ZoneInfo(tzlocal.get_localzone_name())


def laptop_clock() -> datetime:
    """This moment, to the second, in the laptop's zone."""
    return datetime.now(laptop_zone()).replace(microsecond=0)
