"""Where the source contradicts itself or leaves a choice open, each spot once: shown on the protocol page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from needledesk.domain.tables import Table


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One spot of the source with two readings. `setting`: the field of Practice that switches to the other one."""

    id: str  # "C-01"
    lines: str  # of the source: "21, 44"; empty where it is silent
    rules: tuple[str, ...]
    title: str
    source: str  # what stands where, in our words
    default: str  # what the program does: the cautious reading
    other: str  # the other reading
    setting: str = ""


def read(tables: Mapping[str, Any]) -> tuple[Contradiction, ...]:
    """What texts/<language>/contradictions.toml holds, parsed. Raises BadInput, naming the entry."""
    top = Table("The list of contradictions", tables)
    found = tuple(_contradiction(table) for table in top.tables("contradiction"))
    top.nothing_else()
    return found


def _contradiction(table: Table) -> Contradiction:
    found = Contradiction(
        id=table.words("id"),
        lines=table.take("lines", str, ""),
        rules=tuple(str(rule) for rule in table.take("rules", list)),
        title=table.words("title"),
        source=table.words("source"),
        default=table.words("default"),
        other=table.words("other"),
        setting=table.take("setting", str, ""),
    )
    table.nothing_else()
    return found
