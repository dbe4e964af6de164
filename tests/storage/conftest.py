"""An open record file with one client and one visit, and a way to run a program of its own beside the test."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import needledesk
from needledesk.domain.clients import Client, Details
from needledesk.storage import clients, protocol, visits
from needledesk.storage.vault import Vault

CODE = Path(needledesk.__file__).resolve().parents[1]


@pytest.fixture
def at() -> datetime:
    """Sunday 22 November 2026, 19:30 in Berlin."""
    return datetime(2026, 11, 22, 19, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "practice.needledesk"


@pytest.fixture
def vault(path: Path, at: datetime) -> Iterator[Vault]:
    """A new file without a passphrase that holds version 1 of a protocol."""
    with Vault.create(path, None) as vault:
        protocol.add(vault, "first text", "Ada", at)
        yield vault


@pytest.fixture
def client(vault: Vault, at: datetime) -> Client:
    return clients.add(vault, Details("Zoë", "O’Brien", phone="07700 900 123"), at)


@pytest.fixture
def visit(vault: Vault, client: Client, at: datetime) -> int:
    return visits.begin(vault, client.id, at, "Europe/Berlin", 1)


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start_child() -> Iterator[Start]:
    """Start a Python program in a process of its own; killed at the end of the test if it still runs."""
    children: list[subprocess.Popen[str]] = []

    def start(program: str, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)]
        environment = os.environ | {"PYTHONPATH": str(CODE), "PYTHONDONTWRITEBYTECODE": "1"}
        child = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=CODE
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()


@pytest.fixture
def run_child(start_child: Start) -> Callable[..., str]:
    """Run a Python program to its end and return what it printed."""

    def run(program: str, *arguments: object) -> str:
        child = start_child(program, *arguments)
        printed, complaints = child.communicate(timeout=100)
        assert child.returncode == 0, complaints
        return printed

    return run
