"""What the erasing of a client says, as plain sentences."""

from __future__ import annotations

from needledesk.domain.calendar import say_day
from needledesk.domain.erasure import Outlook, said_counts


def hold(outlook: Outlook) -> str:
    """Until when the record must be kept, and by which reckoning."""
    if outlook.free_from is None or outlook.last_visit is None:
        return "There was no visit, so nothing has to be kept."
    since = "the 18th birthday" if outlook.as_minor else f"the last visit, {say_day(outlook.last_visit, year=True)}"
    years = f"{outlook.years} year{'' if outlook.years == 1 else 's'}"
    day = say_day(outlook.free_from, year=True)
    return f"Kept for {years} from {since}: " + (f"until {day}." if outlook.held else f"that ended {day}.")


def what_goes(outlook: Outlook) -> str:
    """Each kind of thing that goes, with how many there are."""
    kinds = ("The client's details", *said_counts(outlook.counts))
    return f"{', '.join(kinds)}."


def copies(outlook: Outlook) -> str:
    """Where the client will still be found."""
    elsewhere = "Copies of the file, exports and paper still hold the client: that is for you to look for."
    if not outlook.copies:
        return elsewhere
    return f"{elsewhere} Known here: {', '.join(outlook.copies)}."
