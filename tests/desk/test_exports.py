"""The way out and in through the desk: names, notes, words that fit the file, and a file that is whole or not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from needledesk.desk import exports
from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.clients import Details
from needledesk.domain.progress import Watch
from needledesk.errors import BadInput, FileTrouble, NotFound, Stopped
from needledesk.storage import history, plain_copy, tables
from needledesk.storage.vault import Vault


@pytest.fixture
def out(desk: Desk, tmp_path: Path) -> Path:
    """An export of a practice with one client."""
    desk.clients.add(Details("Ada", "Ashdown", date(1990, 1, 1), "202-555-0101"))
    desk.exports.export(tmp_path / "out")
    return tmp_path / "out"


def test_every_table_and_column_is_described_and_nothing_else(tmp_path: Path) -> None:
    told = exports.description()
    used = set()
    with Vault.create(tmp_path / "empty.needledesk", None) as vault:
        for table in tables.RECORDED:
            if table.bulky:
                continue
            columns, own = plain_copy.columns(vault, table), dict(told["tables"].pop(table.name))
            assert own.pop("about")
            assert set(own) <= set(columns), table.name
            missing = set(columns) - set(own)
            assert missing <= set(told["common"]), table.name
            used |= missing
    assert told["tables"] == {}
    assert used == set(told["common"])


def test_every_file_of_an_export_is_described(out: Path) -> None:
    said = exports.description()["files"]
    for path in (path for path in out.rglob("*") if path.is_file()):
        name = path.relative_to(out).as_posix()
        first = name.split("/")[0]
        assert name in said or any(described.startswith(f"{first}/") for described in said), name


def test_the_readme_warns_and_names_every_table(out: Path) -> None:
    text = (out / "README.txt").read_text(encoding="utf-8")
    assert "NOT ENCRYPTED" in text
    assert "The whole practice. Made Sun 22 Nov 2026, 13:30." in text
    assert all(f"\n{table.name}\n" in text for table in tables.RECORDED if not table.bulky)


def test_datasette_finds_its_notes(out: Path) -> None:
    notes = json.loads((out / "datasette.json").read_bytes())
    assert notes["databases"]["record"]["tables"]["client"]["label_column"] == "number"


def test_the_name_holds_a_number_and_no_name(desk: Desk, out: Path, tmp_path: Path) -> None:
    assert desk.exports.name() == "NeedleDesk export 2026-11-22"
    assert desk.exports.name(1, zipped=True) == "NeedleDesk export C-0001 2026-11-22.zip"
    assert desk.exports.place(1) == tmp_path / "sheets" / "NeedleDesk export C-0001 2026-11-22"
    with pytest.raises(NotFound):
        desk.exports.name(7)


def test_the_history_is_told(open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    desk = open_desk()
    desk.clients.add(Details("Ada"))
    desk.exports.export(tmp_path / "one.zip", client=1, zipped=True)
    desk.close()
    with Vault.open(tmp_path / "studio.needledesk", None) as vault:
        last = list(history.entries(vault))[-1]
    assert (last["action"], last["client"]) == ("exported", 1)


def test_it_comes_back_under_a_passphrase(out: Path, tmp_path: Path, clock: SetClock) -> None:
    counts = exports.read_in(out, tmp_path / "back.needledesk", "five words of my own", clock)
    assert counts["client"] == 1
    desk = Desk.open(tmp_path / "back.needledesk", "five words of my own", clock)
    assert desk.clients.find("ashd")[0].name == "Ada Ashdown"
    assert desk.practice.get().name == "Alder & Linen Skin Studio"
    assert desk.facts()["sound"]
    assert desk.history.verify(whole=True).whole
    desk.close()


def test_a_taken_name_is_left_alone(out: Path, tmp_path: Path) -> None:
    (tmp_path / "back.needledesk").write_text("mine")
    with pytest.raises(FileTrouble, match="already"):
        exports.read_in(out, tmp_path / "back.needledesk")
    assert (tmp_path / "back.needledesk").read_text() == "mine"


def test_what_is_refused_or_stopped_leaves_nothing(out: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    with pytest.raises(Stopped):
        exports.read_in(out, there / "back.needledesk", watch=Watch(cancelled=lambda: True))
    client = out / "clients" / "C-0001.json"
    client.write_bytes(client.read_bytes().replace(b"Ada", b"Eda"))
    with pytest.raises(BadInput, match=r"C-0001\.json"):
        exports.read_in(out, there / "back.needledesk")
    assert list(there.iterdir()) == []
