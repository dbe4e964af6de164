"""Pictures that can be compared: five standard views of the face, four of the body, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Moment(StrEnum):
    """Which set a picture belongs to: before the first needle, or after the last."""

    BEFORE = "before"
    AFTER = "after"


FACE_VIEWS: dict[str, str] = {
    "left": "Left",
    "left_45": "Left 45",
    "front": "Front",
    "right_45": "Right 45",
    "right": "Right",
}
BODY_VIEWS: dict[str, str] = {
    "body_front": "Body front",
    "body_left": "Body left",
    "body_right": "Body right",
    "body_close": "Close",
}
VIEWS: dict[str, str] = FACE_VIEWS | BODY_VIEWS


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture made fit to keep: metadata removed, pixels untouched, with its thumbnail. Sizes in pixels, upright."""

    data: bytes
    thumbnail: bytes  # JPEG, at most 480 px on the long side
    kind: str  # "jpeg", "png" or "heic"
    width: int
    height: int
    sha256: str  # of `data`
    original_sha256: str  # of the file as it came
    taken: datetime | None  # the camera's own clock, naive, if it said


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture kept with a visit."""

    id: int
    visit: int
    moment: Moment
    view: str
    kind: str
    width: int
    height: int
    size: int  # bytes
    sha256: str
    taken: datetime | None
    added: datetime
