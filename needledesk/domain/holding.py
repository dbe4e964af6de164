"""How long a record must be kept before it may be erased. A reckoning by the practice's own years, no law."""

from __future__ import annotations

from datetime import date

from needledesk.domain.calendar import add_months

ADULT = 18  # years
LONGEST = 100  # years that a practice may ask for


def free_from(last_visit: date | None, born: date | None, years: int) -> date | None:
    """The first day on which the record may be erased; None where there was no visit, so that nothing is held.

    `years` count from the last visit; of whoever was a minor then, also from the 18th birthday, and the later counts.
    """
    if last_visit is None:
        return None
    grown = add_months(born, 12 * ADULT) if born is not None else None
    since = max(last_visit, grown) if grown is not None else last_visit
    return add_months(since, 12 * years)


def held_as_minor(last_visit: date | None, born: date | None) -> bool:
    """Whether the 18th birthday is what the time counts from."""
    return last_visit is not None and born is not None and add_months(born, 12 * ADULT) > last_visit
