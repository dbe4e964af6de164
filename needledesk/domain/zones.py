"""Where on the body: the treatable zones, those that never are, and the depth from which a reason is asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from needledesk.errors import BadInput

FACE: dict[str, str] = {
    "forehead": "Forehead",
    "glabella": "Between the brows",
    "temples": "Temples",
    "crows_feet_right": "Crow’s feet R, outside the bone",
    "crows_feet_left": "Crow’s feet L, outside the bone",
    "cheek_right": "Cheek R",
    "cheek_left": "Cheek L",
    "nose": "Nose",
    "upper_lip_skin": "Upper lip skin",
    "chin": "Chin",
    "jawline": "Jawline",
}
BODY: dict[str, str] = {
    "neck": "Neck",
    "chest": "Chest",
    "abdomen": "Abdomen",
    "thighs": "Thighs",
    "arms": "Arms",
    "back": "Back",
}
#: Inside the orbital rim (S-ZON-01, line 28).
EYELIDS: dict[str, str] = {
    "eyelid_upper_left": "Upper eyelid L",
    "eyelid_upper_right": "Upper eyelid R",
    "eyelid_lower_left": "Lower eyelid L",
    "eyelid_lower_right": "Lower eyelid R",
}
#: Inside the border of the lips (S-ZON-02, line 28).
LIPS: dict[str, str] = {"lip_vermilion": "Red of the lips"}
#: Both: never treated, not overridable.
NEVER: dict[str, str] = EYELIDS | LIPS
TREATABLE: dict[str, str] = FACE | BODY
ALL: dict[str, str] = TREATABLE | NEVER
FULL_FACE = "full_face"
#: Zones that have one name when all of them are meant.
TOGETHER: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(FACE), "Full face"),
    (frozenset({"crows_feet_right", "crows_feet_left"}), "Crow’s feet, outside the bone"),
    (frozenset({"cheek_right", "cheek_left"}), "Cheeks"),
    (frozenset(EYELIDS), "Eyelids"),
)


def expand(keys: Iterable[str]) -> tuple[str, ...]:
    """The single zones meant, in map order, `full_face` written out. Raises BadInput for a zone not known."""
    return _expanded(tuple(keys))


@lru_cache(maxsize=512)  # a verdict asks for the same few lists at every question
def _expanded(keys: tuple[str, ...]) -> tuple[str, ...]:
    wanted: set[str] = set()
    for key in keys:
        if key != FULL_FACE and key not in ALL:
            raise BadInput(f"“{key}” is not a zone.", do=f"Known zones: {', '.join([FULL_FACE, *ALL])}.")
        wanted.update(FACE if key == FULL_FACE else (key,))
    return tuple(key for key in ALL if key in wanted)


def say(keys: Iterable[str]) -> str:
    """`Full face`, `Cheeks, Chin` or `Cheek R`: the zones in words, two sides as one."""
    return _said(expand(keys))


@lru_cache(maxsize=512)
def _said(zones: tuple[str, ...]) -> str:
    single = set(zones)
    named: dict[str, str] = {}  # by the first of its zones, for the order of the map
    for group, name in TOGETHER:
        if group <= single:
            named[min(group, key=list(ALL).index)] = name
            single -= group
    named |= {key: ALL[key] for key in single}
    return ", ".join(named[key] for key in ALL if key in named)
