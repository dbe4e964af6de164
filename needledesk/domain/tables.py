"""Taking a parsed TOML table apart entry by entry, so that what is missing or not known is said by name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from needledesk.errors import BadInput

_Choice = TypeVar("_Choice", bound=StrEnum)


def refused(happened: str) -> BadInput:
    """The error for a protocol text that cannot be taken."""
    return BadInput(happened, "The protocol in force stays as it was.", "Correct that entry.")


class Table:
    """One table and its place in words (“Rule S-MED-01”). Every method raises BadInput naming that place."""

    def __init__(self, place: str, entries: Mapping[str, Any]) -> None:
        self.place, self._left = place, dict(entries)

    def take(self, name: str, kind: type, default: Any = None) -> Any:
        """The entry of that name and kind; without a default it must be there."""
        value = self._left.pop(name, default)
        if value is None:
            raise refused(f"{self.place} has no {name}.")
        if not isinstance(value, kind):
            raise refused(f"{self.place}: {name} is not what it must be.")
        return value

    def words(self, name: str) -> str:
        """A text that must not be empty."""
        text: str = self.take(name, str).strip()
        if not text:
            raise refused(f"{self.place} has an empty {name}.")
        return text

    def tables(self, name: str) -> list[Table]:
        """The tables below this one, each named by its id or key."""
        found = []
        for entries in self.take(name, list, []):
            if not isinstance(entries, dict):
                raise refused(f"{self.place}: {name} is not what it must be.")
            label = entries.get("id") or entries.get("key") or "without a name"
            found.append(Table(f"{name.capitalize()} {label}", entries))
        return found

    def choice(self, name: str, kind: type[_Choice]) -> _Choice | None:
        """One of the values of an enum, or None where the entry is missing."""
        value = self.take(name, str, "")
        return self.one_of(value, kind) if value else None

    def one_of(self, value: str, kind: type[_Choice]) -> _Choice:
        """That value of an enum."""
        try:
            return kind(value)
        except ValueError:
            raise refused(f"{self.place}: “{value}” is none of {', '.join(kind)}.") from None

    def nothing_else(self) -> None:
        """Refuse what was not taken."""
        if self._left:
            raise refused(f"{self.place} has an entry that is not known: {min(self._left)}.")
