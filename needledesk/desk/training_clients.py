"""Twelve invented clients, each at another stage. No such person exists; the practice does not either."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Alert, AlertKind, Details
from needledesk.domain.practice import Practice
from needledesk.domain.treatment import Intensity, ZoneWork

Said = dict[str, Answer]
CHEEKS = ("cheek_right", "cheek_left")


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """A doctor's letter on file."""

    rule: str
    days_ago: int
    by: str


@dataclass(frozen=True, slots=True, repr=False)
class Earlier:
    """A visit before today. Without `work` it ended untreated; `answered` 0 means every question."""

    days_ago: int
    intensity: Intensity = Intensity.MILD
    zones: tuple[str, ...] = ()
    work: tuple[ZoneWork, ...] = ()
    answers: Callable[[date], Said] = lambda day: {}
    answered: int = 0
    left_open: bool = False
    put_off: int = 0  # days after it, to which it was put off
    reason: str = ""  # of the decision to treat
    override: str = ""  # why it was treated against the verdict
    note: str = ""
    photos: tuple[str, ...] = ()
    sheet: bool = True  # whether the client took the sheet home


@dataclass(frozen=True, slots=True, repr=False)
class Stage:
    """A client with everything that happened so far."""

    details: Details
    known_for: int
    visits: tuple[Earlier, ...] = ()
    letters: tuple[Letter, ...] = ()


def yes(**said: object) -> Answer:
    """A yes with what it carries."""
    return Answer(Reply.YES, **said)  # type: ignore[arg-type]


def practice(folder: str) -> Practice:
    """The invented practice; its sheets go beside the training file."""
    return Practice(
        name="Alder & Linen Skin Studio",
        phone="202-555-0142",
        country="US",
        practitioner="M. Averil",
        email="care@alderlinen.example",
        hours="every day, 09:00 to 19:00",
        export_folder=folder,
        training=True,
    )


def _work(depth: float, passes: int, where: tuple[str, ...] = CHEEKS) -> tuple[ZoneWork, ...]:
    return tuple(ZoneWork(zone, depth, passes) for zone in where)


def _light(days_ago: int) -> Earlier:
    where = ("forehead", *CHEEKS, "chin")
    return Earlier(days_ago, work=_work(0.5, 2, where), note="Even redness after the second pass.")


def _deep(days_ago: int, depth: float, note: str) -> Earlier:
    return Earlier(
        days_ago,
        Intensity.DEEP,
        CHEEKS,
        _work(depth, 3),
        lambda day: {"herpes_history": yes(detail="lip, about once a year")},
        reason="Letter read; agreed with her doctor, no sore seen today",
        note=note,
        photos=("left_45", "front", "right_45"),
    )


def _recent(key: str, days: int) -> Callable[[date], Said]:
    return lambda day: {key: yes(last=When((day - timedelta(days=days)).isoformat()), prescribed=Reply.NO)}


OTTILIE = Stage(
    Details(
        "Ottilie", "Farnwick", date(1992, 3, 9), "202-555-0177", "ottilie@farnwick.example", 3,
        "acne scars, cheeks", 6, (Alert(AlertKind.ALLERGY, "Lidocaine allergy"),),
    ),
    110,
    (
        _deep(106, 1.0, "First session, both cheeks. Redness at the first pass."),
        _deep(71, 1.5, "Slight peeling last time, settled on day 6."),
        Earlier(35, Intensity.DEEP, CHEEKS, answers=lambda day: {
            "herpes_history": yes(detail="lip, about once a year"),
            "nsaid": yes(last=When((day - timedelta(days=3)).isoformat()), prescribed=Reply.NO, name="ibuprofen"),
        }),
        _deep(28, 1.5, "Redness gone on day 3 last time."),
    ),
    (Letter("S-CON-06", 110, "Dr S. Brandvold"),),
)  # fmt: skip

CLIENTS: tuple[Stage, ...] = (
    OTTILIE,
    Stage(
        Details("Imke", "Solvarde", date(1999, 6, 21), "202-555-0119", skin_type=4, goal="texture"),
        0,
        (
            Earlier(0, answered=28, left_open=True, answers=lambda day: {
                "isotretinoin": yes(last=When((day - timedelta(days=131)).isoformat())),
                "aspirin": yes(last=When((day - timedelta(days=3)).isoformat()), prescribed=Reply.NO),
                "herbal": Answer(Reply.UNSURE),
                "herpes_history": yes(detail="lip"),
            }),
        ),
    ),
    Stage(Details("Amara", "Delisse", date(1988, 1, 30), "202-555-0163", skin_type=5), 60, (_light(32), _light(4))),
    Stage(Details("Yara", "Lindholt", date(1979, 11, 2), "202-555-0108", skin_type=2), 90, (_light(58), _light(40))),
    Stage(Details("Rosalind", "Thackwray", date(1965, 8, 14), "202-555-0184", goal="fine lines"), 50, (_light(17),)),
    Stage(Details("Delphine", "Okarro", date(1990, 4, 27), "202-555-0131", skin_type=6, course=4), 50, (
        replace(_light(21), answers=_recent("vitamin_e", 5), override="Two days short; no bruises, light only"),
    )),
    Stage(
        Details("Joss", "Penhallick", date(1996, 12, 5), "202-555-0150"),
        9, (Earlier(9, answers=_recent("fish_oil", 1)),),
    ),
    Stage(
        Details("Hana", "Korveth", date(2001, 2, 18), "202-555-0142"),
        2, (Earlier(2, answers=_recent("aspirin", 0), put_off=7),),
    ),
    Stage(Details("Mateo", "Brisvane", date(1984, 7, 11), "202-555-0195", goal="acne scars"), 20, (
        replace(_light(3), sheet=False),
    )),
    Stage(
        Details("Priya", "Vantongeren", date(1993, 10, 23), "202-555-0127"),
        14, (Earlier(14, answers=lambda day: {"pregnant": yes()}),),
    ),
    Stage(
        Details("Tobias", "Merrow", date(1971, 5, 6), "202-555-0116"),
        6, (Earlier(6, answers=lambda day: {"diabetes": yes(detail="type 2, since 2015")}),),
    ),
    Stage(Details("Lenka", "Osterwald", date(1987, 9, 19), "202-555-0173", goal="pore size"), 0),
)  # fmt: skip
