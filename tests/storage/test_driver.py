"""The one way to SQLite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3

from needledesk.storage import driver


def test_sqlite_is_new_enough_encrypts_and_searches() -> None:
    driver.check.cache_clear()
    driver.check()
    assert sqlcipher3.sqlite_version_info >= driver.LOWEST_SQLITE
    assert driver.versions()["sqlcipher"].startswith("4.")


def test_an_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "LOWEST_SQLITE", (4, 0, 0))
    driver.check.cache_clear()
    with pytest.raises(RuntimeError, match="too old"):
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
