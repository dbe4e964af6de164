"""Writing tables anew, so that no trace of what was taken out stays in a page that others go on using.

SQLite overwrites what is deleted, and whole pages that become free. It does not overwrite what it leaves behind in a
page when it moves rows to the page beside: a copy of an earlier row may stand there for years. A table that is emptied
and filled again has none of that, as emptying overwrites each of its pages whole.
"""

from __future__ import annotations

from needledesk.storage.vault import Vault


def rewrite(vault: Vault, table: str) -> None:
    """Empty a table and fill it again with the same rows. Its triggers must be down and references not watched."""
    vault.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {table} ORDER BY rowid")  # noqa: S608 - the program's words
    vault.execute(f"DELETE FROM {table}")  # noqa: S608
    vault.execute(f"INSERT INTO {table} SELECT * FROM kept ORDER BY rowid")  # noqa: S608
    vault.execute("DROP TABLE temp.kept")


def blank(vault: Vault, table: str, where: str, client: int) -> None:
    """Overwrite bytes where they lie, before their rows go and others move into their place."""
    vault.execute(f"UPDATE {table} SET data = zeroblob(length(data)) WHERE {where}", client)  # noqa: S608
