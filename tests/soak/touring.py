"""Starts the tour with every folder of the system inside one that is watched, and says what it left behind."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from soak import compiled
from soak.secrets import Secrets

PASSPHRASE = "five quiet words of no use"
#: What is not ours to look at: devices, what the kernel shows of a process, and the system's list of its own fonts.
_NO_FILES = ("/dev/", "/proc/", "/sys/", "/var/cache/fontconfig/")


@dataclass
class Seen:
    """What a tour did. Paths are relative to the watched folder where they lie in it."""

    holding: set[str]  # files that hold a secret at the end
    written_into: set[str]  # files into which a secret was written at any time
    opened: set[str]  # files that were opened for writing
    network: list[str]


def tour(folder: Path, passphrase: str | None = PASSPHRASE) -> Seen:
    """One whole tour. `folder` must be empty."""
    watched = folder / "watched"
    watched.mkdir()
    secrets = Secrets.make(watched)
    before = set(_files(watched))
    network = _run(folder, watched, passphrase or "", secrets)
    after = set(_files(watched)) - before
    return Seen(
        holding={str(path.relative_to(watched)) for path in after if secrets.within(path.read_bytes())},
        written_into=_witnessed(folder, watched, "secret"),
        opened=_witnessed(folder, watched, "write"),
        network=[*network, *_lines(folder, "socket")],
    )


def call_out(folder: Path) -> Seen:
    """A process that does what no tour may do."""
    watched = folder / "watched"
    watched.mkdir()
    return Seen(set(), set(), set(), [*_run(folder, watched, "calls out", None), *_lines(folder, "socket")])


def _run(folder: Path, watched: Path, passphrase: str, secrets: Secrets | None) -> list[str]:
    more = {"HOME": "home", "TMPDIR": "tmp", "NEEDLEDESK_HOME": "needledesk", "SQLITE_TMPDIR": "tmp"}
    more |= {f"XDG_{name}_HOME": name.lower() for name in ("CONFIG", "CACHE", "DATA", "STATE")}
    more |= {"XDG_RUNTIME_DIR": "runtime", "COVERAGE_FILE": "coverage"}
    for name in more.values():
        (watched / name).mkdir(exist_ok=True, mode=0o700)
    env = compiled.environment(**{name: str(watched / value) for name, value in more.items()})
    env["QT_QPA_PLATFORM"] = "offscreen"
    if not compiled.cannot_compile():
        texts = secrets.all() if secrets else []
        (folder / "secrets").write_bytes(b"".join(struct.pack("<I", len(text)) + text for text in texts))
        library = compiled.library("witness", folder)
        env |= {"LD_PRELOAD": str(library), "WITNESSED": str(folder / "seen"), "SECRETS": str(folder / "secrets")}
    command = [sys.executable, "-m", "soak.tour", str(watched), passphrase]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, cwd=watched)
    assert done.returncode == 0, done.stderr
    told: list[str] = json.loads(done.stdout.splitlines()[-1])
    return told


def _lines(folder: Path, what: str) -> list[str]:
    seen = folder / "seen"
    lines = seen.read_text().splitlines() if seen.exists() else []
    return [line.partition(" ")[2] for line in lines if line.startswith(what + " ")]


def _witnessed(folder: Path, watched: Path, what: str) -> set[str]:
    paths = {path for path in _lines(folder, what) if not path.startswith(_NO_FILES)}
    return {os.path.relpath(path, watched) if Path(path).is_relative_to(watched) else path for path in paths}


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
