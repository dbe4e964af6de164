"""The practice itself: whose name stands on the sheets, in which country, and the few choices it has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """What changes from country to country. `paper` is `A4` or `Letter`; `years_kept` is a hint, not legal advice."""

    code: str
    name: str
    emergency: str
    paracetamol: str  # "paracetamol" or "acetaminophen"
    spelling: str  # "en-GB" or "en-US"
    date_order: str  # how a typed 03/04 is read: "dmy" or "mdy" (printed dates always name the month)
    paper: str
    minimum_age: int
    years_kept: int


@dataclass(frozen=True, slots=True)
class Practice:
    """What the practice told us at first use, and its standing choices."""

    name: str
    phone: str
    country: str  # a Country code
    practitioner: str = ""
    email: str = ""
    hours: str = ""  # "every day, 09:00 to 19:00"
    export_folder: str = ""  # empty: Documents/NeedleDesk
    training: bool = False  # an invented practice with invented clients
    sunscreen_after_24h: bool = False  # device makers that want none on the first day (C-33)
    source_advil: bool = False  # restore the source's own reading (C-01)
    source_hydrocortisone: bool = False  # likewise (C-30)
