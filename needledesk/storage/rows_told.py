"""Every row of a client against what the history last said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from needledesk.domain.verification import named
from needledesk.storage import history, tables
from needledesk.storage.vault import Vault

#: A bare column beside max() is that of the row with the greatest.
_TOLD = """
SELECT told.key, told.value, max(history.seq), history.visit, count(*)
FROM history, json_each(history.detail, '$[2]') AS told
WHERE history.client = ? {more} GROUP BY told.key
"""


def compare(vault: Vault, client: int, number: str) -> tuple[int, list[str]]:
    """How many rows there are, and what was touched past the program. Client 0: what belongs to nobody."""
    more = "AND history.client <> 0" if client else ""
    told = {
        name: (value, visit, times) for name, value, _, visit, times in vault.tuples(_TOLD.format(more=more), client)
    }
    seen, faults = 0, []
    for name, table, row in _rows(vault, client):
        seen += 1
        value, visit, times = told.pop(name, (history.GONE, 0, 0))
        if value == history.GONE:
            faults.append(_fault(name, visit or _visit(table, row), number, "added past the program"))
        elif value != tables.digest(row):
            faults.append(_fault(name, visit, number, "changed past the program"))
        elif table.name == "seal" and times > 1:
            faults.append(_fault(name, visit, number, "written a second time"))
    for name, (value, visit, _) in told.items():
        if value not in (history.GONE, history.BYTES):
            faults.append(_fault(name, visit, number, "taken out past the program"))
    return seen, faults


def _rows(vault: Vault, client: int) -> Iterator[tuple[str, tables.Table, Any]]:
    """Every row that the history has a digest of, with its name."""
    whose = tables.of_client()
    for table in whose if client else [one for one in tables.RECORDED if one not in whose]:
        if table.bulky and not table.own_sum:
            continue
        parameters = (client,) if client else ()
        sql = tables.rows_of(table, "client") if client else f"SELECT * FROM {table.name}"  # noqa: S608
        for row in vault.rows(sql, *parameters):
            if table.name != "photo" or row["kept"]:
                yield " ".join([table.name, *(str(row[column]) for column in table.key)]), table, row


def _visit(table: tables.Table, row: Any) -> int:
    if table.name == "visit":
        return int(row["id"])
    return int(row["visit"]) if "visit" in row.keys() else 0  # noqa: SIM118 - the driver's rows iterate over their values


def _fault(name: str, visit: int, number: str, what: str) -> str:
    table, *key = name.split(" ")
    return f"{named(table, tuple(key), visit, number)}: {what}"
