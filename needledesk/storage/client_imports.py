"""The latest import of clients: who came with it, so that it can be taken back as long as nothing was built on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from needledesk.domain.client_import import Known
from needledesk.domain.clients import Details
from needledesk.storage import clients, columns, file_facts, search, tables
from needledesk.storage.vault import Vault

_FACT = "client import"


@dataclass(frozen=True, slots=True)
class Latest:
    """When it was, and the ids of the clients that came with it and were not taken back yet."""

    at: datetime
    clients: tuple[int, ...]


def known(vault: Vault) -> list[Known]:
    """Everybody on file, as far as matching needs."""
    rows = vault.tuples("SELECT number, given, family, born, phone FROM client")
    return [Known(number, given, family, columns.day(born), phone) for number, given, family, born, phone in rows]


def begin(vault: Vault, at: datetime) -> None:
    """A new import begins: the one before can no longer be taken back."""
    _keep(vault, Latest(at, ()))


def add(vault: Vault, details: Sequence[Details], at: datetime) -> list[int]:
    """Add some clients in one transaction; returns their ids."""
    with vault.transaction("added from a list"):
        latest = get(vault)
        before = latest.clients if latest is not None else ()
        added = [clients.add(vault, each, at).id for each in details]
        _keep(vault, Latest(latest.at if latest is not None else at, (*before, *added)))
    return added


def get(vault: Vault) -> Latest | None:
    """The latest import; None where there was none, or all of it was taken back."""
    text = file_facts.get(vault, _FACT)
    if not text:
        return None
    kept = json.loads(text)
    return Latest(columns.moment(kept["at"]), tuple(kept["clients"]))


def take_back(vault: Vault, some: Iterable[int]) -> tuple[list[int], list[int]]:
    """Take out these clients in one transaction; returns who is gone, and who stays as something was built on them."""
    gone, stays = [], []
    with vault.transaction("import taken back"):
        for client in some:
            if vault.row("SELECT 1 FROM client WHERE id = ?", client) is None:
                continue  # erased meanwhile
            if _built_upon(vault, client):
                stays.append(client)
            else:
                clients.remove(vault, client)
                gone.append(client)
        latest = get(vault)
        if latest is not None:
            done = {*gone, *stays}
            _keep(vault, Latest(latest.at, tuple(client for client in latest.clients if client not in done)))
    return gone, stays


def end(vault: Vault) -> None:
    """Nothing of it is left to be taken back. What the search index still held of it is written over."""
    with vault.transaction():
        file_facts.forget(vault, _FACT)
        search.squeeze(vault)


def _built_upon(vault: Vault, client: int) -> bool:
    """Whether the details were changed since, or anything else belongs to the client."""
    if vault.row("SELECT 1 FROM client WHERE id = ? AND added <> changed", client) is not None:
        return True
    more = (table for table in tables.of_client() if table.of == "client" and table.name != "client_alert")
    return any(
        vault.row(f"SELECT 1 FROM {table.name} WHERE {table.owner} = ? LIMIT 1", client) is not None  # noqa: S608
        for table in more
    )


def _keep(vault: Vault, latest: Latest) -> None:
    text = json.dumps({"at": columns.moment_text(latest.at), "clients": latest.clients})
    file_facts.keep(vault, _FACT, text)
