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


def elapsed() -> float:
    """Seconds that run on evenly, whatever the clock is set to, and while the laptop sleeps too."""
    import time

    # The first is Linux's, the second macOS's: time.monotonic() stands still there while the laptop sleeps.
    which = getattr(time, "CLOCK_BOOTTIME", None) or getattr(time, "CLOCK_MONOTONIC", None)
    return time.monotonic() if which is None else time.clock_gettime(which)


def laptop_clock() -> datetime:
    """This moment, to the second, in the laptop's zone."""
    return datetime.now(laptop_zone()).replace(microsecond=0)
