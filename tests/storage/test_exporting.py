"""An export: whole or not there, the same in JSON, CSV and SQLite, and of one client nothing of another."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import sqlite3
import zipfile
from collections import namedtuple
from datetime import datetime
from pathlib import Path

import pytest
from storage.whole_record import Maker

from needledesk.domain.progress import Watch
from needledesk.errors import FileTrouble, NoRoom, NotFound, Stopped
from needledesk.storage import exporting, history, photos, plain_copy, practice
from needledesk.storage.tables import RECORDED
from needledesk.storage.vault import Vault

TEXTS = {"README.txt": "what is in it\n"}


@pytest.fixture
def full(vault: Vault, at: datetime) -> Vault:
    """Two clients with rows in every table; a practice; an erased client."""
    from needledesk.domain.practice import Practice

    practice.keep(vault, Practice("Alder", "1", "DE", export_folder="/home/somebody/sheets"))
    for seed in (1, 2):
        Maker(vault, seed, at).client()
    vault.insert("erasure", {"number": "C-0099", "erased_at": "2026-01-02T03:04:05Z", "erased_by": "A", "counts": "{}"})
    return vault


def export(vault: Vault, to: Path, at: datetime, **more: object) -> exporting.Exported:
    return exporting.export(vault, to, TEXTS, at, **more)  # type: ignore[arg-type]


def every_file(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_no_table_is_empty_in_these_tests(full: Vault) -> None:
    empty = [table.name for table in RECORDED if full.row(f"SELECT 1 FROM {table.name}") is None]
    assert empty == []


def test_every_file_is_on_the_list_with_its_sum(full: Vault, tmp_path: Path, at: datetime) -> None:
    written = export(full, tmp_path / "out", at)
    files = every_file(tmp_path / "out")
    listed = dict(reversed(line.split("  ")) for line in files.pop(exporting.SUMS).decode().splitlines())
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert written.files == len(files) + 1
    assert written.size == sum(map(len, files.values())) + (tmp_path / "out" / exporting.SUMS).stat().st_size


def test_folder_and_zip_hold_the_same(full: Vault, tmp_path: Path, at: datetime) -> None:
    export(full, tmp_path / "out", at)
    export(full, tmp_path / "out.zip", at, zipped=True)
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        assert packed.testzip() is None
        assert {name: packed.read(name) for name in packed.namelist()} == every_file(tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == ["out", "out.zip"]


def test_photos_letters_and_sheets_are_the_kept_bytes(full: Vault, tmp_path: Path, at: datetime) -> None:
    export(full, tmp_path / "out", at)
    files = every_file(tmp_path / "out")
    (photo,) = [
        name for name in files if re.fullmatch(r"photos/C-0001/2026-.*_visit-1_before_left_45_photo-1.jpg", name)
    ]
    assert files[photo] == photos.data(full, 1)
    for kind in ("letter_page", "handout", "pretreatment"):
        sums = {row["sha256"] for row in full.rows(f"SELECT sha256 FROM {kind}")}
        assert sums <= {hashlib.sha256(data).hexdigest() for data in files.values()}, kind
    assert files["protocols/protocol-1.toml"] == b"first text"


def test_no_name_of_a_file_holds_the_name_of_a_client(full: Vault, tmp_path: Path, at: datetime) -> None:
    export(full, tmp_path / "out", at)
    assert not [name for name in every_file(tmp_path / "out") if re.search("Q[12]zx", name)]


def test_csv_and_sqlite_hold_every_row(full: Vault, tmp_path: Path, at: datetime) -> None:
    export(full, tmp_path / "out", at)
    plain = sqlite3.connect(tmp_path / "out" / exporting.SQLITE)
    plain.row_factory = sqlite3.Row
    for table in RECORDED:
        if table.bulky:
            continue
        order = ", ".join(table.key)
        kept = [
            dict(zip(row.keys(), row, strict=True)) for row in full.rows(f"SELECT * FROM {table.name} ORDER BY {order}")
        ]
        copied = [dict(row) for row in plain.execute(f"SELECT * FROM {table.name} ORDER BY {order}")]
        files = [row.pop("file", None) for row in copied]
        assert copied == kept, table.name
        assert all(name is None or (tmp_path / "out" / name).is_file() for name in files)
        with (tmp_path / "out" / "tables" / f"{table.name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        said = [{name: "" if value is None else str(value) for name, value in row.items()} for row in kept]
        key = [tuple(row[name] for name in table.key) for row in said]
        by_key = {tuple(row[name] for name in table.key): row for row in rows}
        assert [{n: v for n, v in by_key[k].items() if n != "file"} for k in key] == said, table.name
        assert len(rows) == len(said)
    plain.close()


def test_the_sqlite_file_is_sound_and_has_nothing_that_hinders(full: Vault, tmp_path: Path, at: datetime) -> None:
    export(full, tmp_path / "out", at)
    plain = sqlite3.connect(tmp_path / "out" / exporting.SQLITE)
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    assert plain.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone() == (0,)
    assert ("visit", "client") in {(row[2], row[3]) for row in plain.execute("PRAGMA foreign_key_list(visit)")} or any(
        row[2] == "client" for row in plain.execute("PRAGMA foreign_key_list(visit)")
    )
    assert len(plain.execute("SELECT * FROM client_overview").fetchall()) == 2
    assert len(plain.execute("SELECT * FROM visit_overview").fetchall()) == 4
    plain.execute("UPDATE note SET text = 'mine now'")
    plain.close()


def test_the_copy_is_nobodys_record_file(full: Vault, tmp_path: Path, at: datetime) -> None:
    from needledesk.errors import NotOurs

    export(full, tmp_path / "out", at)
    with pytest.raises(NotOurs):
        Vault.open(tmp_path / "out" / exporting.SQLITE, None)


@pytest.mark.parametrize("zipped", [False, True])
def test_of_one_client_nothing_of_another_is_in_it(full: Vault, tmp_path: Path, at: datetime, zipped: bool) -> None:
    export(full, tmp_path / "out", at, client=1, zipped=zipped)
    if zipped:
        with zipfile.ZipFile(tmp_path / "out") as packed:
            files = {name: packed.read(name) for name in packed.namelist()}
    else:
        files = every_file(tmp_path / "out")
    together = b"".join(name.encode() + data for name, data in files.items())
    assert b"Q1zx" in together
    assert b"Q2zx" not in together
    assert b"C-0002" not in together
    assert b"C-0099" not in together
    assert b"/home/somebody" not in together


def test_one_clients_file_holds_visits_with_everything_inside(full: Vault, tmp_path: Path, at: datetime) -> None:
    export(full, tmp_path / "out", at)
    client = json.loads((tmp_path / "out" / "clients" / "C-0002.json").read_bytes())["client"]
    assert [visit["note"][0]["visit"] for visit in client["visit"]] == [3, 4]
    photo = client["visit"][0]["photo"][0]
    assert sum(photo["photo_bytes"]["pieces"]) == photo["size"]
    assert (tmp_path / "out" / photo["photo_bytes"]["file"]).stat().st_size == photo["size"]


def test_the_manifest_says_what_it_is(full: Vault, tmp_path: Path, at: datetime) -> None:
    head = history.head(full).text
    export(full, tmp_path / "out", at, client=2)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert (manifest["format"], manifest["version"], manifest["record_version"]) == ("needledesk-export", 1, 3)
    assert (manifest["scope"], manifest["client"], manifest["history_head"]) == ("one client", "C-0002", head)
    assert manifest["counts"]["visit"] == 2


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("step", [1, 2, 3])
def test_stopped_nothing_is_left(full: Vault, tmp_path: Path, at: datetime, zipped: bool, step: int) -> None:
    told: list[int] = []
    impatient = Watch(lambda _words, done, _whole: told.append(done), lambda: len(told) == step - 1)
    with pytest.raises(Stopped):
        export(full, tmp_path / "there" / "out", at, zipped=zipped, watch=impatient)
    assert list((tmp_path / "there").iterdir()) == []


def test_progress_comes_to_its_end(full: Vault, tmp_path: Path, at: datetime) -> None:
    told: list[tuple[int, int]] = []
    export(full, tmp_path / "out", at, watch=Watch(lambda _words, done, whole: told.append((done, whole))))
    assert told[-1] == (4, 4)


def test_a_name_that_is_taken_is_left_alone(full: Vault, tmp_path: Path, at: datetime) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(FileTrouble, match="already"):
        export(full, tmp_path / "out", at)
    assert (tmp_path / "out").read_text() == "mine"


def test_without_room_nothing_is_begun(
    full: Vault, tmp_path: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 40_000_000))
    with pytest.raises(NoRoom, match="too full"):
        export(full, tmp_path / "there" / "out", at)
    assert not (tmp_path / "there").exists()


def test_what_an_earlier_attempt_left_is_swept(full: Vault, tmp_path: Path, at: datetime) -> None:
    (tmp_path / "out.partial" / "clients").mkdir(parents=True)
    (tmp_path / "out.partial" / "clients" / "C-0001.json").write_text("{}")
    export(full, tmp_path / "out", at)
    assert not (tmp_path / "out.partial").exists()


def test_a_client_who_is_not_there_is_said_to_be(vault: Vault, tmp_path: Path, at: datetime) -> None:
    with pytest.raises(NotFound):
        export(vault, tmp_path / "out", at, client=7)


def test_a_number_that_is_no_number_of_ours_leads_nowhere(full: Vault, tmp_path: Path, at: datetime) -> None:
    full.change("client", {"id": 1}, {"number": "../../evil"})
    export(full, tmp_path / "out", at)
    assert (tmp_path / "out" / "clients" / "client-1.json").is_file()


def test_more_room_is_asked_for_than_is_used(full: Vault, tmp_path: Path, at: datetime) -> None:
    assert export(full, tmp_path / "out", at).size < exporting.needed(full)
    assert exporting.needed(full, 1) < exporting.needed(full)


def test_the_columns_are_those_of_the_copy(full: Vault, tmp_path: Path, at: datetime) -> None:
    export(full, tmp_path / "out", at)
    plain = sqlite3.connect(tmp_path / "out" / exporting.SQLITE)
    for table in RECORDED:
        if not table.bulky:
            found = [row[1] for row in plain.execute(f"PRAGMA table_info({table.name})")]
            assert found == plain_copy.columns(full, table)
    plain.close()
