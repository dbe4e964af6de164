"""The tables of record version 3: the history, seals with what comes after them, drafts, and facts about the file.

Released once, never edited: a change is a new step in `migrations`. The columns follow `first_schema`. The triggers
that guard sealed visits are part of the file, so that every program that opens it meets them.
"""

from __future__ import annotations

from needledesk.storage import tables
from needledesk.storage.failures import LASTING, SEALED
from needledesk.storage.first_schema import AT, HASH, OWNER

# `detail` is what an erasure takes out; `digest` then keeps its SHA-256, which the chain was made with.
# `history_key`: the keys of stretches that the file's own key does not cover, by the first row of each.
_HISTORY = f"""
CREATE TABLE history (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL CHECK (at {AT}),
    offset INTEGER NOT NULL,
    action TEXT NOT NULL,
    client INTEGER NOT NULL,
    visit INTEGER NOT NULL,
    detail TEXT CHECK (detail IS NULL OR json_type(detail) = 'array'),
    digest BLOB CHECK (digest IS NULL OR length(digest) = 32),
    mac BLOB NOT NULL CHECK (length(mac) = 32)
) STRICT;
CREATE INDEX history_of_client ON history (client, visit);

CREATE TABLE history_key (
    since INTEGER PRIMARY KEY,
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT
"""

# An amendment may say which value it corrects: what was written, and what it should have been. `corrects`: the key of
# the value (domain.recorded_values), such as `lot cartridge`; lots are looked up by it.
_SEAL = f"""
CREATE TABLE seal (
    visit INTEGER PRIMARY KEY {OWNER.format("visit")},
    sealed_at TEXT NOT NULL CHECK (sealed_at {AT}),
    sealed_by TEXT NOT NULL,
    sha256 {HASH.format("sha256")}
) STRICT;

CREATE TABLE amendment (
    id INTEGER PRIMARY KEY,
    visit INTEGER NOT NULL {OWNER.format("visit")},
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    corrects TEXT NOT NULL DEFAULT '',
    was TEXT NOT NULL DEFAULT '',
    becomes TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    added_at TEXT NOT NULL CHECK (added_at {AT}),
    sha256 {HASH.format("sha256")}
) STRICT;
CREATE INDEX amendment_of_visit ON amendment (visit, id);

CREATE TABLE voiding (
    visit INTEGER PRIMARY KEY {OWNER.format("visit")},
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    voided_at TEXT NOT NULL CHECK (voided_at {AT})
) STRICT
"""

# `erasure.reason`: why before its time, where it was. `head`: of the history as it stood just before.
# A draft is what was typed and not kept yet, by the place in the window where it was typed.
_FILE = f"""
CREATE TABLE draft (
    place TEXT PRIMARY KEY,
    content TEXT NOT NULL CHECK (json_valid(content)),
    changed_at TEXT NOT NULL CHECK (changed_at {AT})
) STRICT;

CREATE TABLE file_fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE erasure (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    erased_at TEXT NOT NULL CHECK (erased_at {AT}),
    erased_by TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    head TEXT NOT NULL DEFAULT '',
    counts TEXT NOT NULL CHECK (json_type(counts) = 'object')
) STRICT
"""

_WHEN_SEALED = """
CREATE TRIGGER {name}_{verb}_sealed BEFORE {verb} ON {name}
WHEN EXISTS (SELECT 1 FROM seal WHERE visit IN ({visits})) BEGIN SELECT raise(ABORT, '{words}'); END
"""
# `INSERT OR REPLACE` and `UPDATE OR REPLACE` take out the row that is in their way without asking its DELETE guard, by
# the number of the row too, which every table has whatever its key is.
_IN_THE_WAY = "(SELECT {visit} FROM {name} AS there WHERE there.rowid = NEW.rowid)"
_ONLY_ADDED = """
CREATE TRIGGER {name}_INSERT_never BEFORE INSERT ON {name}
WHEN EXISTS (SELECT 1 FROM {name} WHERE rowid = NEW.rowid) BEGIN SELECT raise(ABORT, '{words}'); END
"""
_NEVER = "CREATE TRIGGER {name}_{verb}_never BEFORE {verb} ON {name} BEGIN SELECT raise(ABORT, '{words}'); END"
_ONLY_CLOSED = f"""
CREATE TRIGGER seal_only_closed BEFORE INSERT ON seal
WHEN (SELECT state FROM visit WHERE id = NEW.visit) NOT IN ('closed', 'not_treated')
BEGIN SELECT raise(ABORT, '{LASTING}: only a closed visit is sealed'); END
"""  # noqa: S608 - no value in it
_ONLY_SEALED = """
CREATE TRIGGER {name}_only_sealed BEFORE INSERT ON {name}
WHEN NOT EXISTS (SELECT 1 FROM seal WHERE visit = NEW.visit)
BEGIN SELECT raise(ABORT, '{words}: only a sealed visit is added to'); END
"""
_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def guards() -> dict[str, str]:
    """Every trigger by its name: sealed visits refuse any change, and what only lasts is never changed or removed."""
    made = {}
    for table in tables.sealed():
        for verb, rows in _ROWS.items():
            visits = ", ".join([tables.belongs(table, "visit", row) for row in rows] + _replaced(table, rows))
            made[f"{table.name}_{verb}_sealed"] = _WHEN_SEALED.format(
                name=table.name, verb=verb, visits=visits, words=SEALED
            )
    for name in ("history", *(table.name for table in tables.RECORDED if table.lasting)):
        for verb in ("UPDATE", "DELETE"):
            made[f"{name}_{verb}_never"] = _NEVER.format(name=name, verb=verb, words=LASTING)
        made[f"{name}_INSERT_never"] = _ONLY_ADDED.format(name=name, words=LASTING)
    made["seal_only_closed"] = _ONLY_CLOSED
    for name in ("amendment", "voiding"):
        made[f"{name}_only_sealed"] = _ONLY_SEALED.format(name=name, words=LASTING)
    return made


def _replaced(table: tables.Table, rows: tuple[str, ...]) -> list[str]:
    """The visit of the row that would be written over."""
    return [_IN_THE_WAY.format(visit=tables.belongs(table, "visit", "there"), name=table.name)] if "NEW" in rows else []


TABLES: tuple[str, ...] = tuple(
    statement.strip() for group in (_HISTORY, _SEAL, _FILE) for statement in group.split(";\n")
)
STATEMENTS: tuple[str, ...] = (*TABLES, *(trigger.strip() for trigger in guards().values()))
