"""The one way to SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlcipher3

from needledesk.errors import Unfit
from needledesk.storage import driver


def test_sqlite_is_new_enough_encrypts_and_searches() -> None:
    driver.check.cache_clear()
    driver.check()
    assert sqlcipher3.sqlite_version_info >= driver.LOWEST_SQLITE
    assert driver.versions()["sqlcipher"].startswith("4.")


@pytest.fixture
def unchecked() -> Iterator[None]:
    """Checked anew, and again for the tests after it."""
    driver.check.cache_clear()
    yield
    driver.check.cache_clear()


@pytest.mark.parametrize(
    ("part", "asked_of_it", "said"),
    [
        ("LOWEST_SQLITE", (4, 0, 0), "too old"),
        ("CIPHER", "cipher_of_another_kind", "cannot encrypt"),
        ("SEARCH", "ENABLE_FTS6", "cannot search"),
    ],
)
def test_a_part_that_is_lacking_is_told_in_words(
    part: str, asked_of_it: object, said: str, unchecked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, part, asked_of_it)
    with pytest.raises(Unfit, match=said) as told:
        driver.check()
    assert told.value.safe
    assert told.value.do


def test_another_sqlite_without_a_cipher_is_refused(unchecked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "dbapi2", sqlite3)
    monkeypatch.setattr(driver, "LOWEST_SQLITE", (3, 0, 0))
    with pytest.raises(Unfit, match="cannot encrypt"):
        driver.check()


def test_sqlite_utils_works_through_the_same_driver() -> None:
    database = driver.sqlite_utils().Database(memory=True, execute_plugins=False)
    assert isinstance(database.conn, sqlcipher3.dbapi2.Connection)
    with pytest.raises(sqlcipher3.dbapi2.OperationalError):
        database.execute("SELECT * FROM nothing")


def test_sqlite_utils_with_another_sqlite_is_refused(run_child: Callable[..., str]) -> None:
    printed = run_child(
        """
        import sqlite_utils
        from needledesk.storage import driver
        try:
            driver.sqlite_utils()
        except RuntimeError as error:
            print(error)
        """
    )
    assert "another SQLite" in printed


def test_opening_never_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(sqlcipher3.dbapi2.OperationalError):
        driver.connect(tmp_path / "absent.needledesk")
    assert list(tmp_path.iterdir()) == []


def test_a_path_with_marks_that_mean_something_in_an_address(tmp_path: Path) -> None:
    odd = tmp_path / "50% of #1? ü.needledesk"
    connection = driver.connect(odd, "rwc")
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert odd.exists()
