"""What became of the files that were handed in together, and where each one goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from needledesk.domain.photos import Moment, Photo
from needledesk.errors import DeskError

PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".heif")


@dataclass(frozen=True, slots=True, repr=False)
class Import:
    """One file and its fate: still reading while it has neither a photo nor an error."""

    path: Path
    moment: Moment
    view: str
    photo: Photo | None = None
    error: DeskError | None = None

    @property
    def reading(self) -> bool:
        """Whether it is still being taken in."""
        return self.photo is None and self.error is None


@dataclass(slots=True, repr=False)
class Batch:
    """Files taken in one after another; what is refused never stops the rest."""

    imports: list[Import] = field(default_factory=list)

    def begin(self, path: Path, moment: Moment, view: str) -> None:
        """A file is being taken in, or once more."""
        self.imports = [one for one in self.imports if one.error is None or one.path != path or one.view != view]
        self.imports.append(Import(path, moment, view))

    def kept(self, path: Path, photo: Photo) -> bool:
        """A file has become a photo; False if it is none of these."""
        return self._settle(path, photo.moment, photo.view, photo=photo)

    def refused(self, path: Path, moment: Moment, view: str, error: DeskError) -> bool:
        """A file was not taken in; False if it is none of these."""
        return self._settle(path, moment, view, error=error)

    def drop(self, path: Path, view: str) -> None:
        """Forget a refused file: another one takes its place."""
        self.imports = [one for one in self.imports if one.error is None or one.path != path or one.view != view]

    @property
    def reading(self) -> tuple[Import, ...]:
        """Those still under way."""
        return tuple(one for one in self.imports if one.reading)

    @property
    def bad(self) -> tuple[Import, ...]:
        """Those refused."""
        return tuple(one for one in self.imports if one.error is not None)

    @property
    def good(self) -> tuple[Import, ...]:
        """Those kept."""
        return tuple(one for one in self.imports if one.photo is not None)

    def _settle(
        self,
        path: Path,
        moment: Moment,
        view: str,
        photo: Photo | None = None,
        error: DeskError | None = None,
    ) -> bool:
        for place, one in enumerate(self.imports):
            if one.reading and (one.path, one.moment, one.view) == (path, moment, view):
                self.imports[place] = replace(one, photo=photo, error=error)
                return True
        return False


def places(count: int, start: str, views: Sequence[str], free: Iterable[str]) -> list[str]:
    """The view for each of `count` files: the free ones from `start` on, round and round; then `start` takes the rest.

    One file more than there are free views joins those at `start`, where it can be moved from.
    """
    at = views.index(start)
    order = [view for view in (*views[at:], *views[:at]) if view in set(free)]
    return [order[number] if number < len(order) else start for number in range(count)]


def picture_files(paths: Iterable[Path]) -> list[Path]:
    """The files meant, in the order of their names; a folder stands for the pictures in it."""
    found: list[Path] = []
    for path in sorted(paths, key=lambda path: path.name.lower()):
        if path.is_dir():
            inside = sorted(path.iterdir(), key=lambda path: path.name.lower())
            found.extend(file for file in inside if file.suffix.lower() in PICTURES)
        else:
            found.append(path)
    return found
