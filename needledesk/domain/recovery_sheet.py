"""What stands on a recovery sheet, as ready words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from needledesk.domain import recovery
from needledesk.domain.calendar import say_day, say_moment
from needledesk.domain.handout import Line
from needledesk.domain.practice import Practice


@dataclass(frozen=True, slots=True, repr=False)
class RecoverySheet:
    """Everything that the sheet prints. It holds the key: it has no repr."""

    practice: str
    file: str  # the record file's name, and the day
    key: str  # "Key 7f3a 90bc": which key this is, not the key itself
    groups: tuple[str, ...]
    made: str
    made_at: datetime
    language: str
    intro: tuple[Line, ...]
    keep: tuple[Line, ...]
    use: tuple[Line, ...]
    words: Mapping[str, str]

    @property
    def text(self) -> str:
        """All groups, as the square code holds them."""
        return " ".join(self.groups)


def compose(
    key: bytes,
    key_id: str,
    file: str,
    practice: Practice,
    texts: Mapping[str, Any],
    made: datetime,
    language: str = "en",
) -> RecoverySheet:
    """The sheet for a key of 32 bytes. `texts` is what texts/<language>/recovery_sheet.toml holds."""
    words: dict[str, str] = dict(texts["words"])
    groups = recovery.groups(key)
    words["groups"] = words["groups"].format(count=len(groups))
    return RecoverySheet(
        practice=practice.name,
        file=words["file"].format(file=file, day=say_day(made.date(), year=True)),
        key=words["key"].format(key=key_id),
        groups=groups,
        made=words["made"].format(made=say_moment(made, year=True)),
        made_at=made,
        language=language,
        intro=_lines(texts["intro"]),
        keep=_lines(texts["keep"]),
        use=_lines(texts["use"]),
        words=words,
    )


def _lines(entries: Iterable[Mapping[str, str]]) -> tuple[Line, ...]:
    return tuple(
        Line(tuple((part, bool(at % 2)) for at, part in enumerate(entry["text"].split("**")) if part))
        for entry in entries
    )
