"""What all sheets on paper share: the exact bytes are kept once, and each time a sheet is given is noted.

A kind of sheet has three tables: `kind`, `kind_bytes` and `kind_given`. Kinds and columns are the program's own words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from needledesk.domain.history_words import sheet_given, sheet_kept
from needledesk.errors import NotFound
from needledesk.storage import columns
from needledesk.storage.vault import Vault


def keep(
    vault: Vault, kind: str, owner: tuple[str, int], data: bytes, at: datetime, facts: Mapping[str, object]
) -> int:
    """Keep a sheet's exact bytes; returns its id. The same bytes again are the same sheet.

    `owner`: the column and id of whom it is for; `facts`: the other columns of its kind.
    """
    digest, (column, whose) = hashlib.sha256(data).hexdigest(), owner
    with vault.transaction():
        same = vault.row(f"SELECT id FROM {kind} WHERE {column} = ? AND sha256 = ?", whose, digest)  # noqa: S608
        if same:
            return int(same["id"])
        vault.describe(f"{kind} kept", sheet_kept(kind, int(str(facts["pages"]))))
        own = {column: whose, "made_at": columns.moment_text(at), "size": len(data), "sha256": digest}
        sheet = vault.insert(kind, {**facts, **own})
        vault.insert(f"{kind}_bytes", {kind: sheet, "data": data})
        return sheet


def given(vault: Vault, kind: str, sheet: int, how: str, at: datetime) -> None:
    """Note that the sheet was given. `how`: `exported` or `printed`."""
    row = vault.row(f"SELECT pages FROM {kind} WHERE id = ?", sheet)  # noqa: S608
    with vault.transaction(f"{kind} {how}", sheet_given(kind, how, row["pages"] if row else 0)):
        vault.insert(f"{kind}_given", {kind: sheet, "how": how, "given_at": columns.moment_text(at)})


def data(vault: Vault, kind: str, sheet: int) -> bytes:
    """The sheet's exact bytes. Raises NotFound."""
    row = vault.row(f"SELECT data FROM {kind}_bytes WHERE {kind} = ?", sheet)  # noqa: S608
    if row is None:
        raise NotFound("There is no such sheet in this file.")
    return bytes(row["data"])
