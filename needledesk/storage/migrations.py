"""From an empty file, or an older one, to the tables this program knows: step by step, each in one transaction.

A step is never edited once released. `user_version` counts the steps and is set in the same transaction as the
step, so that a file is always of exactly one version. `schema_version` names the program that brought each version,
so that an older program can tell which one is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from needledesk import __version__
from needledesk.storage import driver, first_schema, second_schema, third_schema

Step = Callable[[Any], None]

#: Marks the file as ours, whatever its name: "NDsk".
APPLICATION_ID = 0x4E44736B


def first_tables(db: Any) -> None:
    """Everything one whole visit needs, from the client to the sheet that is taken home."""
    for statement in first_schema.STATEMENTS:
        db.execute(statement)


def letters_overrides_drafts(db: Any) -> None:
    """Letters with several rules and pages, overrides, deferrals, carried-over answers, drafts, sheets before."""
    for statement in second_schema.STATEMENTS:
        db.execute(statement)


def history_and_seals(db: Any) -> None:
    """The history, seals and what guards them, amendments, drafts of what is typed, facts about the file."""
    for statement in third_schema.STATEMENTS:
        db.execute(statement)


STEPS: tuple[Step, ...] = (first_tables, letters_overrides_drafts, history_and_seals)
SCHEMA_VERSION = len(STEPS)
#: From this version on every change is told to the history.
WITH_HISTORY = 3

_VERSIONS = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, program TEXT NOT NULL) STRICT"
_NOTE_VERSION = "INSERT OR REPLACE INTO schema_version (version, program) VALUES (?, ?)"


def apply(db: Any, steps: Sequence[Step] = STEPS) -> None:
    """Bring the sqlite-utils database up to the last of `steps`. A step that fails leaves the file as it was."""
    migrations = driver.sqlite_utils().Migrations("needledesk")
    for number, step in enumerate(steps, start=1):
        migrations(name=f"{number}_{step.__name__}")(_numbered(step, number))
    migrations.apply(db)
    set_version(db, len(steps))


def set_version(db: Any, number: int) -> None:
    """Write `user_version` where it is not that number yet."""
    if db.execute("PRAGMA user_version").fetchone()[0] != number:
        db.execute(f"PRAGMA user_version = {number:d}")


def _numbered(step: Step, number: int) -> Step:
    def step_and_version(db: Any) -> None:
        step(db)
        db.execute(_VERSIONS)
        db.execute(_NOTE_VERSION, (number, __version__))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        set_version(db, number)

    return step_and_version
