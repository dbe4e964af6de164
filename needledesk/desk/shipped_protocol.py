"""The protocol that ships with the program: the first version of every new record file."""

from __future__ import annotations

from functools import cache

from needledesk import resources
from needledesk.domain.protocol import Protocol, read

#: The files in the order in which their rules and questions stand in the protocol.
FILES = (
    "groups.toml",
    "medicines.toml",
    "absolute.toml",
    "contraindications.toml",
    "skin_today.toml",
    "zones_and_intervals.toml",
    "aftercare.toml",
    "expectations.toml",
    "extensions_skin.toml",
    "extensions_health.toml",
    "extensions_record.toml",
)


@cache
def shipped_text() -> str:
    """The files of resources/protocol, one after the other: one TOML text, as a record file keeps it."""
    return "\n".join(resources.text("protocol", name) for name in FILES)


@cache
def shipped_protocol() -> Protocol:
    """The shipped text, read: version 1."""
    return read(shipped_text())
