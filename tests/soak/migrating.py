"""A file of the version before is opened by this program, which is killed while it brings the file up to date."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from damaged_file import PASSPHRASE

from needledesk.errors import DeskError
from needledesk.storage import migrations
from needledesk.storage.vault import Vault

OLD = Path(__file__).parents[1] / "data" / "record_v2_locked.needledesk"
NOTE = "13:35 Even redness."
OPEN = """
import sys
from pathlib import Path
from needledesk.storage import keys
from needledesk.storage.vault import Vault
path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
print("now", flush=True)
Vault.open(path, key).close()
print("done", flush=True)
"""


@dataclass(slots=True)
class Tally:
    """`before` and `after`: how many were found at the old and at the new version; `wrong`: what went wrong."""

    before: int = 0
    after: int = 0
    wrong: list[str] = field(default_factory=list)


def kill_rounds(folder: Path, rounds: int, seed: int = 1) -> Tally:
    """Open and kill, each time on a fresh old file, at another moment of the time that it takes undisturbed."""
    tally, dice = Tally(), random.Random(seed)
    path = folder / "old.needledesk"
    raw, takes = _undisturbed(path)
    for number in range(rounds):
        _clear(folder)
        shutil.copy(OLD, path)
        child = _start(path, raw)
        time.sleep(dice.uniform(0, takes))
        child.kill()
        child.communicate()
        _look(path, raw, number, tally)
    return tally


def _undisturbed(path: Path) -> tuple[bytes, float]:
    """The raw key, and how long bringing it up to date takes."""
    shutil.copy(OLD, path)
    with Vault.open(path, PASSPHRASE) as vault:
        assert vault.key is not None
        raw = vault.key.raw
    _clear(path.parent)
    shutil.copy(OLD, path)
    child = _start(path, raw)
    begun = time.monotonic()
    child.communicate()
    return raw, time.monotonic() - begun


def _start(path: Path, raw: bytes) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, "-c", OPEN, str(path), raw.hex()], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "now\n"
    return child


def _look(path: Path, raw: bytes, number: int, tally: Tally) -> None:
    """The file is of one version or the other, whole, and can be brought up to date; a new one has its copy beside."""
    try:
        with Vault.open(path, raw, migrations.STEPS[:2]) as vault:
            version, note = vault.row("PRAGMA user_version")[0], _note(vault)
    except DeskError:  # of a later version than two
        version, note = 3, NOTE
    tally.before += version == 2
    tally.after += version == 3
    copies = list(path.parent.glob("old.before-v3*.needledesk"))
    if version == 3 and not copies:
        tally.wrong.append(f"{number}: no copy")
    for copy in copies:
        with Vault.open(copy, raw, migrations.STEPS[:2]) as vault:
            if _note(vault) != NOTE:
                tally.wrong.append(f"{number}: the copy is another")
    with Vault.open(path, raw) as vault:
        whole = all(result == "ok" for result in vault.integrity().values())
        if not whole or note != NOTE or _note(vault) != NOTE:
            tally.wrong.append(f"{number}: not whole at version {version}")


def _note(vault: Vault) -> str:
    return str(vault.row("SELECT text FROM note WHERE visit = 1")[0])


def _clear(folder: Path) -> None:
    for file in folder.glob("old.*"):
        file.unlink()
