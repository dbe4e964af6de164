"""Rules that the program itself relies on, whatever the practice's text makes of them."""

from __future__ import annotations

#: Rules that the program counts with, on or off: the text must hold them with a window (and its far end).
#: Without one a visit could be screened and treated, and then no sheet could be made for it.
COUNTED = {
    "S-INT-02": ("window", "until"),
    "S-INT-03": ("window", "until"),
    "S-RES-01": ("window",),
    "S-AFT-01": ("window",),
    "S-AFT-05": ("window",),
    "S-AFT-08": ("window",),
    "S-SFX-03": ("until",),
    "S-SFX-04": ("window", "until"),
    "S-SFX-07": ("until",),
    "S-SFX-08": ("until",),
    "S-MED-01": ("window",),
    "S-MED-08": ("window",),
    "X-32": ("window",),
    "X-33": ("window", "until"),
    "X-34": ("window",),
}
COUNTED_WHEN_ON = {"X-28": ("window",)}  # while it is on, the sheet counts with it instead of S-MED-08
NEVER_OFF = ("S-ZON-01", "S-ZON-02")  # eyelids and lips can never be treated (line 28)
LETTER_ALWAYS = ("S-MED-03", "S-MED-07")  # the prescriber decides: a window would print a date beside the medicine

#: Rules beside those of the questions that the program looks at: intervals, course, age and the treatment record, and
#: those whose lines on a sheet are printed only while they are on (resources/texts, `when` and `any`).
SWITCHED = frozenset(
    {
        *("S-INT-01", "S-INT-02", "S-INT-03", "S-CRS-01", "X-15", "X-20", "X-21", "X-30"),
        *("S-AFT-01", "S-AFT-08", "S-RES-01", "X-06", "X-07", "X-08", "X-32", "X-33", "X-34"),
    }
)
#: Shop-bought or prescribed makes all the difference to these (line 21): their questions ask.
PRESCRIBED_OR_NOT = ("S-MED-01", "S-MED-02", "S-MED-04", "S-MED-05", "S-MED-06")
#: Asked anew at every visit, whatever a text says of them: last time's answer may never be confirmed (4d).
ASKED_AGAIN = (
    *("pregnant", "infection_bacterial", "infection_fungal", "x_viral_lesion_active"),
    *("aspirin", "nsaid", "blood_thinner"),
)
LOOKED_AT = ("skin_today",)  # groups that are looked at, at every visit, whatever a text says
