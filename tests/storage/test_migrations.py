"""From an older file to the one this program knows, and back to the copy if need be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from needledesk.domain.answers import Reply
from needledesk.errors import FileTrouble, TooNew
from needledesk.storage import clients, decisions, driver, letters, migrations, opening, pretreatment, protocol, visits
from needledesk.storage.keys import Key
from needledesk.storage.vault import Vault


def add_colour(db: Any) -> None:
    db.execute("CREATE TABLE colour (name TEXT NOT NULL) STRICT")


def fill_and_fail(db: Any) -> None:
    db.execute("CREATE TABLE shape (name TEXT NOT NULL) STRICT")
    raise RuntimeError("a step that does not work")


TWO = (migrations.STEPS[0], add_colour)
DATA = Path(__file__).resolve().parents[1] / "data"


@pytest.fixture
def older(path: Path) -> Path:
    """A file of the first version with something in it."""
    with Vault.create(path, "x", migrations.STEPS[:1]) as vault:
        vault.execute("UPDATE schema_version SET program = 'the first one'")
    return path


def tables(vault: Vault) -> set[str]:
    return {row["name"] for row in vault.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_every_table_is_strict_and_keeps_its_owner(vault: Vault) -> None:
    internal = ("sqlite_", "_sqlite", "client_search")
    ours = [name for name in tables(vault) if not name.startswith(internal)]
    assert len(ours) > 20
    strict = {row["name"] for row in vault.rows("PRAGMA table_list") if row["strict"]}
    assert set(ours) <= strict
    for name in ours:
        for owner in vault.rows(f"PRAGMA foreign_key_list({name})"):
            assert owner["on_delete"] == "RESTRICT"


def test_every_reference_can_be_followed_without_a_scan(vault: Vault) -> None:
    """Deleting or checking an owner looks for its records: each reference is led by an index or is the key."""
    for name in sorted(tables(vault)):
        for owner in vault.rows(f"PRAGMA foreign_key_list({name})"):
            if owner["table"] == "protocol_version":
                continue
            plan = vault.row(f"EXPLAIN QUERY PLAN SELECT 1 FROM {name} WHERE {owner['from']} = 1")["detail"]
            assert "SEARCH" in plan, (name, plan)


def test_bytes_stand_in_tables_of_their_own(vault: Vault) -> None:
    holders = {
        name: [row["name"] for row in vault.rows(f"PRAGMA table_info({name})")]
        for name in tables(vault)
        if any(row["type"] == "BLOB" for row in vault.rows(f"PRAGMA table_info({name})"))
    }
    small = ("client_search", "history")  # a code of 32 bytes is no picture
    ours = {name: columns for name, columns in holders.items() if not name.startswith(small)}
    assert set(ours) == {"photo_bytes", "photo_thumbnail", "handout_bytes", "signature_bytes"} | {
        "letter_page_bytes",
        "pretreatment_bytes",
    }
    assert all(
        set(columns) <= {"photo", "handout", "signature", "page", "pretreatment", "position", "data"}
        for columns in ours.values()
    )


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("visit", "state", "paused"),
        ("visit", "opened", "2026-11-22 19:30"),
        ("visit", "plan_zones", "forehead"),
        ("visit", "session", "one"),
    ],
)
def test_a_value_outside_its_set_is_refused(vault: Vault, visit: int, table: str, column: str, value: str) -> None:
    with pytest.raises(driver.Error, match=r"(?i)check|malformed|store"):
        vault.execute(f"UPDATE {table} SET {column} = ?", value)


def test_mark_and_version_are_in_the_file(vault: Vault) -> None:
    assert vault.row("PRAGMA application_id")[0] == migrations.APPLICATION_ID
    assert vault.row("PRAGMA user_version")[0] == migrations.SCHEMA_VERSION
    assert re.fullmatch(r"\d+\.\d+.*", vault.row("SELECT program FROM schema_version")["program"])


def test_an_older_file_is_copied_beside_and_brought_up_to_date(older: Path) -> None:
    with Vault.open(older, "x", TWO) as vault:
        assert "colour" in tables(vault)
        assert vault.row("PRAGMA user_version")[0] == 2
    copy = older.with_name("practice.before-v2.needledesk")
    assert sorted(older.parent.iterdir()) == sorted([older, copy])
    with Vault.open(copy, "x", TWO[:1]) as vault:
        assert vault.row("SELECT program FROM schema_version")["program"] == "the first one"
        assert "colour" not in tables(vault)


def test_a_file_up_to_date_is_not_copied(older: Path) -> None:
    Vault.open(older, "x", TWO[:1]).close()
    assert list(older.parent.iterdir()) == [older]


def test_a_second_copy_does_not_replace_the_first(older: Path) -> None:
    older.with_name("practice.before-v2.needledesk").write_text("the first copy")
    Vault.open(older, "x", TWO).close()
    assert older.with_name("practice.before-v2.needledesk").read_text() == "the first copy"
    assert older.with_name("practice.before-v2-2.needledesk").exists()


def test_a_file_whose_version_was_set_back_comes_out_right(older: Path) -> None:
    key = opening.key(older, "x")
    connection = driver.connect(older)
    opening.unlock(connection, key)
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    with Vault.open(older, "x", TWO[:1]) as vault:
        assert vault.row("PRAGMA user_version")[0] == 1
    assert older.with_name("practice.before-v1.needledesk").exists()


def test_a_step_that_fails_leaves_the_version_before_it(older: Path) -> None:
    with pytest.raises(RuntimeError):
        Vault.open(older, "x", (*TWO, fill_and_fail))
    with Vault.open(older, "x", TWO) as vault:
        assert vault.row("PRAGMA user_version")[0] == 2
        assert "shape" not in tables(vault)
        assert "colour" in tables(vault)


def test_an_older_program_refuses_the_newer_file(older: Path) -> None:
    Vault.open(older, "x", TWO).close()
    with pytest.raises(TooNew):
        Vault.open(older, "x", TWO[:1])


KILLED = """
import os, sys
from pathlib import Path
from needledesk.storage import migrations
from needledesk.storage.keys import Key
from needledesk.storage.vault import Vault
def die(db):
    db.execute("CREATE TABLE colour (name TEXT NOT NULL) STRICT")
    db.execute("INSERT INTO colour SELECT hex(randomblob(1000)) FROM generate_series(1, 2000)"
        if False else "INSERT INTO colour WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9000)"
        " SELECT hex(randomblob(1000)) FROM n")
    os.kill(os.getpid(), 9)
Vault.open(Path(sys.argv[1]), "x", (migrations.STEPS[0], die))
"""


def test_a_kill_in_the_middle_of_a_step_leaves_the_old_file(
    older: Path, start_child: Callable[..., Popen[str]]
) -> None:
    assert start_child(KILLED, older).wait() == -9
    assert older.with_name("practice.before-v2.needledesk").exists()
    with Vault.open(older, "x", TWO[:1]) as vault:
        assert vault.row("PRAGMA user_version")[0] == 1
        assert "colour" not in tables(vault)
        assert vault.facts()["integrity_check"] == "ok"


@pytest.mark.skipif("sys.platform == 'win32'", reason="limits of POSIX")
def test_no_room_for_the_copy_means_no_change(older: Path, run_child: Callable[..., str]) -> None:
    program = """
    import resource, sys
    from pathlib import Path
    from needledesk.errors import FileTrouble
    from needledesk.storage import migrations
    from needledesk.storage.vault import Vault
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
    try:
        Vault.open(Path(sys.argv[1]), "x", (*migrations.STEPS, lambda db: None))
    except FileTrouble as error:
        print(error.happened)
    """
    before = older.read_bytes()
    assert "no room for the copy" in run_child(program, older)
    assert older.read_bytes() == before
    assert list(older.parent.iterdir()) == [older]


def test_a_copy_that_is_not_whole_stops_everything(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from needledesk.storage import page_copies

    def half(connection: Any, partial: Path, key: Key | None) -> None:
        copy = driver.connect(partial, "rwc")
        opening.unlock(copy, key)
        copy.execute("CREATE TABLE schema_version (version INTEGER)")
        copy.close()

    monkeypatch.setattr(page_copies, "write", half)
    with pytest.raises(FileTrouble, match="not hold together"):
        Vault.open(older, "x", TWO)
    assert list(older.parent.iterdir()) == [older]
    with Vault.open(older, "x", TWO[:1]) as vault:
        assert vault.row("PRAGMA user_version")[0] == 1


def test_a_file_of_version_1_opens_with_everything_in_it(tmp_path: Path) -> None:
    path = tmp_path / "old.needledesk"
    path.write_bytes((DATA / "record_v1.needledesk").read_bytes())
    with Vault.open(path, None) as vault:
        assert vault.row("PRAGMA user_version")[0] == migrations.SCHEMA_VERSION
        client = clients.page(vault, "", 1, 0)[0].id
        letter = letters.of_client(vault, client)[0]
        assert (letter.rules, letter.by, letter.dated) == (("S-CON-06",), "Dr S. Brandvold", date(2026, 11, 10))
        treated, second = visits.get(vault, 1), visits.get(vault, 2)
        assert (treated.decision is not None, treated.note) == (True, "13:35 Even redness.")
        assert len(treated.answers) == 37
        assert not any(answer.carried for answer in treated.answers.values())
        assert (second.answers["aspirin"].reply, second.news, second.override) == (Reply.YES, None, None)
        assert protocol.current(vault)[0] == 1
    assert len(list(tmp_path.glob("old*"))) == 2  # the copy that was made before


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [
        ("record_v1", None),
        ("record_v2", None),
        ("record_v2_locked", "amber kettle window forty lake"),
    ],
)
def test_a_file_of_every_version_opens_is_copied_before_and_is_whole(
    tmp_path: Path, name: str, passphrase: str | None
) -> None:
    path = tmp_path / "old.needledesk"
    path.write_bytes((DATA / f"{name}.needledesk").read_bytes())
    version = int(name.split("_")[1][1:])
    with Vault.open(path, passphrase) as vault:
        facts = vault.facts()
        assert facts["schema"] == migrations.SCHEMA_VERSION
        assert {facts[check] for check in facts if check.endswith("_check")} == {"ok"}
        rows = facts["rows"]
    copy = tmp_path / f"old.before-v{migrations.SCHEMA_VERSION}.needledesk"
    with Vault.open(copy, passphrase, migrations.STEPS[:version]) as vault:
        before = vault.facts()["rows"]
    assert isinstance(rows, dict)
    assert isinstance(before, dict)
    lost = {table for table, count in before.items() if table != "clearance" and rows[table] < count}
    assert not lost


def test_a_file_of_version_2_opens_with_everything_in_it(tmp_path: Path) -> None:
    path = tmp_path / "old.needledesk"
    path.write_bytes((DATA / "record_v2.needledesk").read_bytes())
    with Vault.open(path, None) as vault:
        client = clients.page(vault, "Farnwick", 1, 0)[0].id
        treated, put_off, begun = (visits.get(vault, number) for number in (1, 2, 3))
        assert (len(treated.photos), len(treated.handouts), treated.note) == (1, 1, "13:35 Even redness.")
        assert put_off.deferral is not None
        assert put_off.deferral.until == date(2026, 10, 7)
        assert put_off.answers["psoriasis"].carried
        assert [withdrawn is not None for _, withdrawn in decisions.overrides(vault, 2)] == [True]
        assert begun.answers["isotretinoin"].reply is Reply.UNSURE
        assert len(pretreatment.of_client(vault, client)) == 1
