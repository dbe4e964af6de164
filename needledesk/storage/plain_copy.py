"""The record as a plain SQLite file for other programs: no key, no triggers, references kept, bytes left out.

Any SQLite since 3.9 reads it, Datasette shows it with its references as links.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from needledesk.storage import driver
from needledesk.storage.portability import Row, children
from needledesk.storage.tables import RECORDED, Table
from needledesk.storage.vault import Vault

#: Two views for whoever looks around without knowing the tables.
_VIEWS = (
    "CREATE VIEW client_overview AS SELECT client.id, client.number, client.given, client.family,"
    " count(visit.id) AS visits, max(visit.opened) AS last_visit"
    " FROM client LEFT JOIN visit ON visit.client = client.id GROUP BY client.id",
    "CREATE VIEW visit_overview AS SELECT visit.id, client.number, client.given, client.family, visit.opened,"
    " visit.state, screening.status, treatment.intensity, note.text AS note"
    " FROM visit JOIN client ON client.id = visit.client LEFT JOIN screening ON screening.visit = visit.id"
    " LEFT JOIN treatment ON treatment.visit = visit.id LEFT JOIN note ON note.visit = visit.id",
)


def columns(vault: Vault, table: Table) -> list[str]:
    """The columns of a table in an export: its own, and `file` where it has bytes."""
    own = [row["name"] for row in vault.rows(f"PRAGMA table_info({table.name})")]
    return [*own, "file"] if any(child.bulky for child in children(table)) else own


class PlainCopy:
    """The file while it is filled. `close` when every row is in."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self._connection = driver.connect(path, "rwc")
        self._inserts: dict[str, str] = {}
        for setting in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            self._connection.execute(f"PRAGMA {setting}").fetchall()
        self._connection.execute("BEGIN")
        for table in RECORDED:
            if not table.bulky:
                self._make(vault, table)
        for view in _VIEWS:
            self._connection.execute(view)

    def add(self, table: Table, row: Row) -> None:
        """Add a row as it stands in the record."""
        self._connection.execute(self._inserts[table.name], row)

    def close(self) -> None:
        """Write it to disk whole."""
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA user_version = 1")
        self._connection.close()

    def drop(self) -> None:
        """Let go of it; the file goes with its place."""
        self._connection.close()

    def _make(self, vault: Vault, table: Table) -> None:
        info = vault.rows(f"PRAGMA table_info({table.name})")
        parts = [_column(row, table) for row in info]
        if any(child.bulky for child in children(table)):
            parts.append('"file" TEXT')
        if len(table.key) > 1:
            parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
        for row in vault.rows(f"PRAGMA foreign_key_list({table.name})"):
            to = row["to"] or next(other.key[0] for other in RECORDED if other.name == row["table"])
            parts.append(f'FOREIGN KEY ("{row["from"]}") REFERENCES "{row["table"]}" ("{to}")')
        self._connection.execute(f"CREATE TABLE {table.name} ({', '.join(parts)})")
        if table.owner and table.key[0] != table.owner:
            self._connection.execute(f"CREATE INDEX {table.name}_of_{table.of} ON {table.name} ({table.owner})")
        names = columns(vault, table)
        marks = ", ".join(f":{name}" for name in names)
        quoted = ", ".join(f'"{name}"' for name in names)
        self._inserts[table.name] = f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})"  # noqa: S608


def _column(row: Any, table: Table) -> str:
    key = " PRIMARY KEY" if table.key == (row["name"],) else ""
    return f'"{row["name"]}" {row["type"]}{key}{" NOT NULL" if row["notnull"] and not key else ""}'
