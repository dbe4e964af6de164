"""The practice's protocol: edit a draft, check it on worked cases, put it in force, export it, read one in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path

from needledesk import resources
from needledesk.desk import protocol_file
from needledesk.desk.protocol_text import edited
from needledesk.desk.record_file import RecordFile
from needledesk.desk.worked_cases import DraftCheck, check_shipped
from needledesk.domain import contradictions as spots
from needledesk.domain import protocol as protocols
from needledesk.domain.contradictions import Contradiction
from needledesk.domain.history_words import count
from needledesk.domain.protocol import Protocol
from needledesk.domain.protocol_changes import differences
from needledesk.domain.protocol_checks import checked
from needledesk.domain.protocol_edits import Edit, refuse_locked, with_wording
from needledesk.domain.protocol_versions import Draft, Version
from needledesk.errors import BadInput, NotNow
from needledesk.storage import history
from needledesk.storage import protocol as kept


class ProtocolDesk:
    """`desk.protocols`."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file
        self._checked: tuple[str, DraftCheck] | None = None  # the draft's text that was checked last, and how it did

    def versions(self) -> tuple[Version, ...]:
        """Every version with its author and what it changed, newest first."""
        return kept.versions(self._file.vault, self._zone)

    def text(self, version: int) -> str:
        """The text of one version, as it is kept. Raises NotFound."""
        return kept.text(self._file.vault, version)

    def in_force(self) -> Protocol:
        """The protocol that new visits begin with."""
        return self._file.protocol()

    def draft(self) -> Draft | None:
        """The draft as it stands, or None."""
        found = kept.draft(self._file.vault, self._zone)
        if found is None:
            return None
        text, based_on, changed = found
        now = self.in_force()
        protocol = protocols.read(text, now.version + 1)
        return Draft(text, protocol, based_on, changed, differences(now, protocol))

    def edit(self, edits: Iterable[Edit]) -> Draft:
        """Write these edits into the draft, or into a new one; kept at once.

        Raises BadInput, with nothing changed, for an entry that is locked and for what a protocol cannot be.
        """
        with self._file.vault.transaction():
            draft = self.draft()
            version, text = kept.current(self._file.vault)
            before = draft.protocol if draft else self.in_force()
            wanted = tuple(edits)
            refuse_locked(before, wanted)
            new = edited(draft.text if draft else text, with_wording(before, wanted))
            return self._keep(new, draft.based_on if draft else version)

    def discard_draft(self) -> None:
        """Forget the draft; the version in force stays as it is."""
        self._checked = None
        with self._file.vault.transaction():
            if kept.draft(self._file.vault) is not None:
                history.note(self._file.vault, "protocol draft discarded", "Draft of the protocol discarded")
            kept.discard_draft(self._file.vault)

    def check_draft(self) -> DraftCheck:
        """Run the shipped worked cases on the draft. Raises NotNow without a draft."""
        draft = self._there()
        outcome = check_shipped(draft.protocol, self.in_force())
        self._checked = (draft.text, outcome)
        return outcome

    def last_check(self) -> DraftCheck | None:
        """How the draft did when it was checked, as long as it has not changed since."""
        draft = kept.draft(self._file.vault)
        return self._checked[1] if draft and self._checked and self._checked[0] == draft[0] else None

    def put_in_force(self, by: str, despite_failures: bool = False) -> int:
        """Make the draft the version that new visits begin with; returns its number.

        Raises NotNow unless exactly this draft was checked, and for failing cases unless `despite_failures`.
        """
        if not by.strip():
            raise BadInput("A new version needs the name of its author.", "The draft is kept.", "Type your name.")
        with self._file.vault.transaction():
            draft = self._there()
            self._may_be_put_in_force(draft, despite_failures)
            checked(draft.protocol)  # it may come from a program that asked for less
            number = kept.add(self._file.vault, draft.text, by.strip(), self._file.now(), draft.changes)
            self._file.vault.describe("protocol in force", self._in_force(number, draft, by.strip()))
            kept.discard_draft(self._file.vault)
        self._checked = None
        return number

    def export(self, path: Path, version: int | None = None) -> None:
        """Write one version, or the one in force, as a TOML file. Raises NotFound, NotSaved."""
        number = self.in_force().version if version is None else version
        since = next((each.since for each in self.versions() if each.number == number), self._file.now())
        self._refuse_own_file(path)
        protocol_file.write(path, self.text(number), number, since.date())
        history.note(self._file.vault, "protocol exported", f"Protocol v{number} exported")

    def read_in(self, path: Path) -> Draft:
        """Take a TOML file as the draft, in place of an earlier one. Raises BadInput with the line."""
        text, _ = protocol_file.read(path)
        with self._file.vault.transaction():
            history.note(self._file.vault, "protocol read in", "Protocol read in from a file, as a draft")
            return self._keep(text, kept.current(self._file.vault)[0])

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where the source contradicts itself, each spot once."""
        return spots.read(resources.toml("texts", "en", "contradictions.toml"))

    def _refuse_own_file(self, path: Path) -> None:
        """The record file must not be written over by one of its own parts."""
        own = [self._file.path.with_name(self._file.path.name + end) for end in ("", "-wal", "-shm")]
        if path.exists() and any(each.exists() and path.samefile(each) for each in own):
            raise BadInput("That is the record file itself.", "It stays as it is.", "Choose another name.")

    @property
    def _zone(self) -> tzinfo:
        zone = self._file.now().tzinfo
        assert zone is not None
        return zone

    def _keep(self, text: str, based_on: int) -> Draft:
        now = self.in_force()
        protocol = checked(protocols.read(text, now.version + 1))
        changed = self._file.now()
        kept.keep_draft(self._file.vault, text, based_on, changed)
        return Draft(text, protocol, based_on, changed, differences(now, protocol))

    def _in_force(self, number: int, draft: Draft, by: str) -> str:
        failed = self._checked[1].failed if self._checked else 0
        despite = f", {count(failed, 'worked case')} failing" if failed else ""
        return f"Protocol v{number} in force\n{count(len(draft.changes), 'change')}, {by}{despite}"

    def _there(self) -> Draft:
        draft = self.draft()
        if draft is None:
            raise NotNow("There is no draft.", "The version in force stays as it is.", "Change something first.")
        return draft

    def _may_be_put_in_force(self, draft: Draft, despite_failures: bool) -> None:
        if not draft.changes:
            raise NotNow("The draft changes nothing.", "The version in force stays as it is.", "Discard the draft.")
        if self._checked is None or self._checked[0] != draft.text:
            raise NotNow("This draft was not checked yet.", "The draft is kept.", "Check the worked cases first.")
        failed = self._checked[1].failed
        if failed and not despite_failures:
            cases = "1 worked case fails" if failed == 1 else f"{failed} worked cases fail"
            raise NotNow(f"{cases} with this draft.", "The draft is kept.", "Look at what differs, then decide.")
