"""The record file, open: made, opened by its key, brought up to date, locked anew, copied, closed.

Rooms above hold a Vault and pass it to the functions of this room; they never see a connection or a row.
"""

from __future__ import annotations

import contextlib
import hmac
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from needledesk import __version__
from needledesk.errors import NotNow, WrongPassphrase
from needledesk.storage import (
    backups,
    checks,
    copy_files,
    driver,
    failures,
    folders,
    history,
    keys,
    making,
    migrations,
    opening,
    page_copies,
    rekeying,
)
from needledesk.storage.ground import Ground
from needledesk.storage.ledger import Clock, Ledger

_STEPS = migrations.STEPS
_BREATH = 0.0005  # seconds: long enough for a waiting thread to take the lock


def _utc() -> datetime:
    return datetime.now(UTC)


class Vault(Ledger):
    """An open record file. Make one with `create` or `open`; `close` it, or use it in a `with` statement."""

    @classmethod
    def create(
        cls, path: Path, secret: keys.Secret, steps: Sequence[migrations.Step] = _STEPS, clock: Clock = _utc
    ) -> Vault:
        """Make a new record file, locked with the passphrase if there is one, and open it.

        Raises FileTrouble for a missing or read-only folder, for one that is copied elsewhere or lies on the network,
        and for a name that is taken, BadInput for an empty passphrase.
        """
        making.must_be_free(path)
        folders.must_suit(path)
        partial = path.with_name(path.name + ".partial")
        copy_files.remove_with_sides(partial)
        try:
            key = keys.key_for(partial, secret)
            making.make(partial, key, steps)
            making.must_be_free(path)
            partial.rename(path)
        except driver.Error as error:
            raise making.not_made(error) from error
        finally:
            copy_files.remove_with_sides(partial)
        copy_files.sync_folder(path.parent)
        return cls._opened(path, key, steps, clock)

    @classmethod
    def open(
        cls, path: Path, secret: keys.Secret, steps: Sequence[migrations.Step] = _STEPS, clock: Clock = _utc
    ) -> Vault:
        """Open an existing record file by its passphrase or raw key; an older one is copied, then brought up to date.

        Raises WrongPassphrase, Damaged, NotOurs, TooNew, InUse or FileTrouble, each with its own sentence.
        """
        return cls._opened(path, opening.key(path, secret), steps, clock)

    @classmethod
    def open_damaged(cls, path: Path, secret: keys.Secret, clock: Clock = _utc) -> Vault:
        """Open a damaged file to read what can still be read; nothing is written to it. Raises what `open` raises."""
        key, ground = opening.key(path, secret), Ground.take(path)
        try:
            connection = opening.to_read(path, key, len(_STEPS))
        except BaseException:
            ground.leave()
            raise
        vault = cls(connection, path, key, len(_STEPS), clock, ground)
        vault.read_only = True
        return vault

    @classmethod
    def _opened(cls, path: Path, key: keys.Key | None, steps: Sequence[migrations.Step], clock: Clock) -> Vault:
        ground = Ground.take(path)
        try:
            return cls._opened_on(ground, path, key, steps, clock)
        except BaseException:
            ground.leave()
            raise

    @classmethod
    def _opened_on(
        cls, ground: Ground, path: Path, key: keys.Key | None, steps: Sequence[migrations.Step], clock: Clock
    ) -> Vault:
        connection = opening.opened(path, key, len(steps), ground.folder.journal)
        vault = cls(connection, path, key, len(steps), clock, ground)
        try:
            older = connection.execute("PRAGMA user_version").fetchone()[0] < len(steps)
            if older:
                backups.copy_beside(connection, path, key, len(steps))
                making.migrate(connection, steps)
            opening.sweep(connection)
            if len(steps) >= migrations.WITH_HISTORY:
                history.hand_over(vault, "")
                if older:
                    history.take_over(vault)
            rekeying.clear(path)
        except driver.Error as error:
            vault._connection.close()
            raise failures.while_opening(error, path, key is not None) from error
        except BaseException:
            vault._connection.close()  # damage may have put another in the place of the first
            raise
        return vault

    @staticmethod
    def needs_passphrase(path: Path) -> bool:
        """Whether the file is locked with a passphrase. Raises FileTrouble kinds for what cannot be a record file."""
        return opening.needs_passphrase(path)

    def fits(self, secret: str | bytes) -> bool:
        """Whether that secret makes the key of this file. Takes a tenth of a second or more for a passphrase."""
        key = self.key
        return key is not None and hmac.compare_digest(keys.with_salt(secret, key.salt).raw, key.raw)

    def close(self) -> None:
        """Fold the log into the file and let go of it. Does nothing the second time."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self.checkpoint()
            self._connection.close()
            self.ground.leave()

    def __enter__(self) -> Vault:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return "Vault(…)"

    def checkpoint(self) -> None:
        """Fold the log into the file, so that a copy made by hand is complete. For idle moments."""
        with self._lock, contextlib.suppress(driver.Error):
            if not self.read_only:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @property
    def closed(self) -> bool:
        """Whether the file was let go of."""
        return self._closed

    @property
    def schema(self) -> int:
        """The version of its tables."""
        return self._schema

    @property
    def encrypted(self) -> bool:
        """Whether the file is locked with a key."""
        return self.key is not None

    def change_key(self, new: keys.Key | None, action: str) -> None:
        """Lock the file with another key, with one at last, or with none any more; `action` is told to the history.

        Takes as long as writing the whole file twice. Cut off at any moment, the file is whole and opens with the old
        key or the new one. Raises FileTrouble without room for it, Damaged where the file does not hold together.
        """
        with self._lock:
            old = self.key
            with self.transaction():
                history.begin_stretch(self)
            if old is not None and new is not None:
                self._encrypt_anew(old, new)
            else:
                rekeying.written_anew(self._connection, self.path, new)
                self._swap(old, new)
            history.hand_over(self, action)
            rekeying.clear(self.path)

    def _encrypt_anew(self, old: keys.Key, new: keys.Key) -> None:
        try:
            rekeying.encrypt_anew(self._connection, self.path, old, new)
            self._reopen(new)
        except WrongPassphrase as error:
            self._reopen(old)
            raise rekeying.no_room() from error
        except BaseException:
            self._reopen(old)
            raise

    def _swap(self, old: keys.Key | None, new: keys.Key | None) -> None:
        self._connection.close()
        try:
            rekeying.swap(self.path)
        except BaseException:
            self._reopen(old)
            raise
        try:
            self._reopen(new)
        except BaseException:
            rekeying.swap_back(self.path)
            self._reopen(old)
            raise

    def _reopen(self, key: keys.Key | None) -> None:
        """By its path, which proves that the key opens it."""
        self._connection.close()
        self._connection = opening.opened(self.path, key, self._schema, self.ground.folder.journal)
        self.ground.follow()
        self.key, self._db = key, None

    @contextlib.contextmanager
    def references_unwatched(self) -> Iterator[None]:
        """For one transaction inside that empties tables and fills them again; it must check the references itself."""
        with self._lock:
            assert not self._depth, "references cannot be let go of within a transaction"
            self.execute("PRAGMA foreign_keys = OFF")
            try:
                yield
            finally:
                with contextlib.suppress(driver.Error):
                    self._connection.execute("PRAGMA foreign_keys = ON")

    def copy_pages(self, path: Path, stepped: Callable[[int, int], None]) -> history.Head:
        """Copy the whole file to a new one with the same key; returns the head of the history that is in it.

        Others get their turn between two steps, and what they write is in the copy too. `stepped(left, whole)`: in
        pages; what it raises ends the copy. Raises NotNow within a transaction or once the file is closed.
        """
        with self._lock:
            self._must_be_idle()
            heads = [history.head(self)]

            def step(left: int, whole: int) -> None:
                heads[0] = history.head(self)  # while nobody else can write: as the last page is copied too
                self._lock.release()
                try:
                    stepped(left, whole)
                    time.sleep(_BREATH)
                finally:
                    self._lock.acquire()
                self._must_be_idle()

            page_copies.write(self._connection, path, self.key, step)
            return heads[0]

    def _must_be_idle(self) -> None:
        if self._closed or self._depth:
            raise NotNow("The record file is not free to be copied.", "Nothing was changed.", "Try again.")

    def integrity(self) -> dict[str, str]:
        """The result of each check of the whole file: `ok` or what it found. Nobody else gets the file meanwhile."""
        with self._lock:
            found = checks.integrity(self._connection)
            if any(found[check] != "ok" for check in checks.OF_THE_FILE):
                self._only_read()
            return found

    def facts(self) -> dict[str, object]:
        """Versions, whether it is encrypted, the result of every check and the rows per table. Reads the whole file."""
        with self._lock:
            results: dict[str, object] = {"program": __version__, "schema": self._schema, **driver.versions()}
            results["encrypted"] = self.encrypted
            results.update(self.integrity())
            results["rows"] = checks.counts(self._connection)
            return results
