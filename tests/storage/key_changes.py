"""Changes of a record file's key: what they must keep, and how they are killed in the middle."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from subprocess import Popen
from typing import Any

from needledesk.domain.clients import Details
from needledesk.errors import FileTrouble
from needledesk.storage import checks, clients, history, keys
from needledesk.storage.vault import Vault

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
KINDS = {"change": (OLD, NEW), "set": (None, NEW), "remove": (OLD, None)}
Secret = bytes | None

CHILD = """
import sys
from pathlib import Path
from needledesk.storage import keys
from needledesk.storage.vault import Vault
path, old, new = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None, bytes.fromhex(sys.argv[3]) or None
vault = Vault.open(path, old)
key = None if new is None else keys.Key(new, vault.key.salt if vault.key else bytes(range(16)))
print("ready", flush=True)
vault.change_key(key, "passphrase changed")
print("done", flush=True)
"""
Start = Callable[..., "Popen[str]"]


def fill(vault: Vault, at: datetime, megabytes: int = 0) -> None:
    for number in range(20):
        clients.add(vault, Details("Zoë", f"O’Brien {number}"), at)
    with vault.transaction():
        vault.execute("CREATE TABLE ballast (id INTEGER PRIMARY KEY, bytes BLOB)")
        for _ in range(megabytes):
            vault.execute("INSERT INTO ballast (bytes) VALUES (randomblob(1000000))")


def all_rows(vault: Vault) -> dict[str, list[Any]]:
    """Everything in the file but the history, which goes on."""
    names = [row[0] for row in vault.tuples("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: vault.tuples(f'SELECT * FROM "{name}"') for name in names if not name.startswith("history")}


def new_key(vault: Vault, new: Secret) -> keys.Key | None:
    return None if new is None else keys.Key(new, vault.key.salt if vault.key else bytes(range(16)))


def beside(path: Path) -> list[str]:
    """What lies beside the file, but for what the program and SQLite keep there themselves."""
    known = {path.name + ending for ending in ("", "-lock", "-reserve", "-shm", "-journal")}
    return sorted(found.name for found in path.parent.iterdir() if found.is_file() and found.name not in known)


def unbroken(vault: Vault) -> bool:
    """Whether every row's code is right under the key of its stretch."""
    kept = vault.tuples("SELECT since, key FROM history_key ORDER BY since")
    before = bytes(32)
    for row in history.entries(vault):
        stretch = [key for since, key in kept if since <= row["seq"]]
        key = stretch[-1] if stretch else vault.history_key
        before = history.mac(key, before, row, hashlib.sha256(row["detail"].encode()).digest())
        if before != row["mac"]:
            return False
    return True


def killed(start: Start, path: Path, kind: tuple[Secret, Secret], after: float) -> bool:
    """Change the key in another process and kill it so many seconds after it has begun; whether it was still at it."""
    old, new = kind
    child = start(CHILD, path, (old or b"").hex(), (new or b"").hex())
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(after)
    child.kill()
    return "done" not in child.communicate()[0]


def opens(path: Path, secret: Secret) -> bool:
    try:
        Vault.open(path, secret).close()
    except FileTrouble:
        return False
    return True


def taken(start: Start, path: Path, kind: tuple[Secret, Secret]) -> float:
    """Seconds that the whole change takes."""
    child = start(CHILD, path, (kind[0] or b"").hex(), (kind[1] or b"").hex())
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    began = time.monotonic()
    assert child.stdout.readline() == "done\n"
    child.communicate()
    return time.monotonic() - began


def kills(
    start: Start, folder: Path, at: datetime, kind: tuple[Secret, Secret], count: int, seed: int, copied: bool = False
) -> Iterator[bool]:
    """So many kills at random moments of changes of the key; each proves that nothing is lost and one key opens it."""
    path, dice = folder / "killed.needledesk", random.Random(seed)
    old, new = kind
    with Vault.create(path, old) as vault:
        fill(vault, at, megabytes=3)
        rows = all_rows(vault)
    if copied:
        (folder / ".stfolder").mkdir()
    span = taken(start, path, kind)
    old, new = new, old
    for _ in range(count):
        at_it = killed(start, path, (old, new), dice.uniform(0, span * 1.1))
        found = [secret for secret in (old, new) if opens(path, secret)]
        assert len(found) == 1
        with Vault.open(path, found[0]) as vault:
            assert all_rows(vault) == rows
            assert all(result == "ok" for result in checks.integrity(vault._connection).values())
            assert unbroken(vault)
        assert not beside(path), beside(path)
        old, new = (old, new) if found[0] == old else (new, old)
        yield at_it
