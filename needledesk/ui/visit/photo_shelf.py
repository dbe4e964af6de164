"""One set of views with the photos that lie in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from needledesk.domain import zones
from needledesk.domain.photos import BODY_VIEWS, FACE_VIEWS, Moment, Photo
from needledesk.domain.visits import Visit


@dataclass(frozen=True, slots=True, repr=False)
class Shelf:
    """The photos of one moment, of the face or the body."""

    photos: tuple[Photo, ...]
    moment: Moment
    body: bool

    @classmethod
    def of(cls, visit: Visit, moment: Moment, body: bool, hidden: Collection[int] = ()) -> Shelf:
        """The visit's photos for that set, without the hidden ones."""
        shown = tuple(photo for photo in visit.photos if photo.moment is moment and photo.id not in hidden)
        return cls(shown, moment, body)

    @property
    def views(self) -> dict[str, str]:
        """The views of the set, by key and name."""
        return BODY_VIEWS if self.body else FACE_VIEWS

    def shots(self, view: str) -> tuple[Photo, ...]:
        """The photos of a view, the newest last."""
        return tuple(photo for photo in self.photos if photo.view == view)

    def free(self, coming: Collection[str] = ()) -> tuple[str, ...]:
        """The views without a photo, and with none on its way."""
        return tuple(view for view in self.views if not self.shots(view) and view not in coming)

    @property
    def taken(self) -> int:
        """How many views have a photo."""
        return len(self.views) - len(self.free())


def shows_body(visit: Visit) -> bool:
    """Whether the visit is about the body: by its photos, else by what is treated or planned."""
    views = [photo.view for photo in visit.photos]
    if views:
        return all(view in BODY_VIEWS for view in views)
    where: Sequence[str] = [work.zone for work in visit.treatment.zones] or visit.plan.zones
    return bool(where) and not any(zone in zones.FACE or zone == zones.FULL_FACE for zone in where)


def since(photo: Photo, short: bool = False) -> str:
    """`Taken 14:34` by the camera's clock if it was that day, else `Imported 14:41`, or in `short` `Added 14:41`."""
    if photo.taken is not None and photo.taken.date() == photo.added.date():
        return f"Taken {photo.taken:%H:%M}"
    return f"{'Added' if short else 'Imported'} {photo.added:%H:%M}"
