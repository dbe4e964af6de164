"""Taking a parsed TOML table apart entry by entry, so that what is missing or not known is said by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from needledesk.errors import BadInput

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the text something stands: a kind of table (`rule`), its id or key, and one of its entries."""

    kind: str = ""
    name: str = ""
    entry: str = ""


NOWHERE = Place()


class Refused(BadInput):
    """A protocol text that cannot be taken, with the place that is at fault."""

    def __init__(self, happened: str, place: Place) -> None:
        super().__init__(happened, "The protocol in force stays as it was.", "Correct that entry.")
        self.place = place


def refused(happened: str, place: Place = NOWHERE) -> Refused:
    """The error for a protocol text that cannot be taken."""
    return Refused(happened, place)


class Table:
    """One table and its place in words (“Rule S-MED-01”). Every method raises Refused naming that place."""

    def __init__(self, said: str, entries: Mapping[str, Any], place: Place = NOWHERE) -> None:
        self._said, self._left, self._place = said, dict(entries), place

    def __str__(self) -> str:
        return self._said

    def refused(self, happened: str, entry: str = "") -> Refused:
        """The error for one entry of this table."""
        return Refused(happened, Place(self._place.kind, self._place.name, entry))

    def take(self, name: str, kind: type, default: Any = None) -> Any:
        """The entry of that name and kind; without a default it must be there."""
        value = self._left.pop(name, default)
        if value is None:
            raise self.refused(f"{self} has no {name}.")
        if not isinstance(value, kind):
            raise self.refused(f"{self}: {name} is not what it must be.", name)
        return value

    def words(self, name: str) -> str:
        """A text that must not be empty."""
        text: str = self.take(name, str).strip()
        if not text:
            raise self.refused(f"{self} has an empty {name}.", name)
        return text

    def tables(self, name: str) -> list[Table]:
        """The tables below this one, each named by its id or key."""
        found = []
        for entries in self.take(name, list, []):
            if not isinstance(entries, dict):
                raise self.refused(f"{self}: {name} is not what it must be.", name)
            label = str(entries.get("id") or entries.get("key") or "")
            said = f"{name.capitalize()} {label or 'without a name'}"
            found.append(Table(said, entries, Place(name, label)))
        return found

    def choice(self, name: str, kind: type[_Choice]) -> _Choice | None:
        """One of the values of an enum, or None where the entry is missing."""
        value = self.take(name, str, "")
        return self.one_of(name, value, kind) if value else None

    def one_of(self, name: str, value: str, kind: type[_Choice]) -> _Choice:
        """That value of an enum, which stands in the entry `name`."""
        try:
            return kind(value)
        except ValueError:
            raise self.refused(f"{self}: “{value}” is none of {', '.join(kind)}.", name) from None

    def nothing_else(self) -> None:
        """Refuse what was not taken."""
        if self._left:
            name = min(self._left)
            raise self.refused(f"{self} has an entry that is not known: {name}.", name)
