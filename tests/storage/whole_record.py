"""A client with rows in every table of the record, each value drawn, for what must carry all of it."""

from __future__ import annotations

import hashlib
import random
from datetime import datetime, timedelta

from needledesk.domain.clients import Details
from needledesk.storage import clients, columns
from needledesk.storage.tables import RECORDED, digest
from needledesk.storage.vault import Vault

#: Texts that trip programs up: marks, lines, formulas, other scripts.
TEXTS = (
    "", "two passes", 'says "no"; then; yes', "line one\r\nline two", "=1+1", "@SUM(A1)", "Łódź ’ ẞ", "名前", "a\tb",
    "\\N", "…" * 200, "null", "0", " end ", "C:\\x", "</b>",
)  # fmt: skip


class Maker:
    """Draws values; the same seed gives the same record."""

    def __init__(self, vault: Vault, seed: int, at: datetime) -> None:
        self.vault, self.dice, self.start = vault, random.Random(seed), at
        self.canary = f"Q{seed}zx"

    def text(self) -> str:
        return self.dice.choice(TEXTS) + self.dice.choice(("", f" {self.canary}{self.dice.randrange(10**6)}"))

    def day(self) -> str:
        return (self.start.date() + timedelta(days=self.dice.randrange(-3000, 900))).isoformat()

    def at(self) -> str:
        return columns.moment_text(self.start + timedelta(seconds=self.dice.randrange(10**6)))

    def maybe(self, value: object) -> object:
        return self.dice.choice((None, value))

    def data(self, start: bytes, size: int) -> bytes:
        return start + self.canary.encode() * 3 + self.dice.randbytes(size)

    def client(self, visits: int = 2) -> int:
        """Add a client with rows in every table that can belong to one."""
        given, family = f"{self.canary}given", self.dice.choice(("O’Brien", "Ångström", f"{self.canary}family"))
        phone, email = f"07700 {self.dice.randrange(10**6):06}", f"{self.canary}@example.org"
        client = clients.add(self.vault, Details(given, family, None, phone, email, 3, self.text()), self.start).id
        self.vault.insert("client_alert", {"client": client, "position": 0, "kind": "allergy", "text": self.text()})
        self._letter(client)
        self._before(client)
        for _ in range(visits):
            self._visit(client)
        return client

    def _letter(self, client: int) -> None:
        values = {"client": client, "dated": self.day(), "signed_by": self.text(), "expires": self.maybe(self.day())}
        letter = self.vault.insert("letter", values | {"note": self.text(), "added": self.at()})
        self.vault.insert("letter_rule", {"letter": letter, "rule": "S-MED-03"})
        data = self.data(b"\xff\xd8\xff", 900)
        picture = {"kind": "jpeg", "width": 3, "height": 4, "size": len(data), "sha256": _sha(data)}
        page = self.vault.insert("letter_page", {"letter": letter, "added": self.at()} | picture)
        self.vault.insert("letter_page_bytes", {"page": page, "data": data})

    def _before(self, client: int) -> None:
        data = self.data(b"%PDF-1.7 ", 500)
        facts = {"client": client, "appointment": self.at(), "timezone": "Europe/Berlin", "pages": 1}
        own = {"protocol_version": 1, "made_at": self.at(), "size": len(data), "sha256": _sha(data)}
        sheet = self.vault.insert("pretreatment", facts | own)
        self.vault.insert("pretreatment_bytes", {"pretreatment": sheet, "data": data})
        self.vault.insert("pretreatment_given", {"pretreatment": sheet, "how": "printed", "given_at": self.at()})

    def _visit(self, client: int) -> None:
        put, values = self.vault.insert, {"client": client, "session": 1, "opened": self.at()}
        closed = {"state": "closed", "timezone": "Pacific/Auckland", "protocol_version": 1, "closed": self.at()}
        visit = put("visit", values | closed | {"plan_zones": '["nose"]', "plan_born": self.maybe(self.day())})
        put("note", {"visit": visit, "text": self.text(), "changed_at": self.at()})
        self._screening(visit)
        self._treatment(visit)
        self._photo(visit)
        self._papers(visit)
        put("seal", {"visit": visit, "sealed_at": self.at(), "sealed_by": self.text(), "sha256": "0" * 64})
        added = {"title": self.text(), "text": self.text(), "reason": self.text(), "author": self.text()}
        put("amendment", {"visit": visit, "added_at": self.at(), "sha256": "1" * 64} | added)
        put("voiding", {"visit": visit, "reason": self.text(), "author": self.text(), "voided_at": self.at()})

    def _screening(self, visit: int) -> None:
        put = self.vault.insert
        for question in ("isotretinoin", "pregnant"):
            words = {name: self.text() for name in ("asked", "name", "detail")}
            asked = {"visit": visit, "question": question, "rule": "S-1", "reply": "yes", "last": self.maybe("2026-03")}
            put("screening_answer", asked | words | {"answered_at": self.at(), "earlier_at": self.maybe(self.at())})
        put("screening_news", {"visit": visit, "asked": "?", "reply": "no", "detail": "", "answered_at": self.at()})
        put("screening", {"visit": visit, "status": "NOT_TODAY", "earliest": self.day(), "ruled_at": self.at()})
        named = ("title", "reason", "arithmetic", "question", "answer", "line", "question_key")
        found = {"visit": visit, "position": 0, "rule": "S-1", "status": "NOT_TODAY"}
        put("screening_finding", found | {name: self.text() for name in named})
        put("screening_decision", {"visit": visit, "reason": self.text(), "decided_by": "A", "decided_at": self.at()})
        over = {"visit": visit, "status": "NOT_TODAY", "reason": self.text(), "overridden_by": "A"}
        put("screening_override", over | {"overridden_at": self.at(), "withdrawn": self.maybe(self.at())})
        put("deferral", {"visit": visit, "until": self.day(), "note": self.text(), "accepted_at": self.at()})

    def _treatment(self, visit: int) -> None:
        put = self.vault.insert
        words = {name: self.text() for name in ("device", "speed", "cartridge_lot", "numbing")}
        put("treatment", {"visit": visit, "device_type": "pen", "needles": 16, "started": self.at()} | words)
        depth = self.dice.choice((0.0, 0.1, 1.0, 1.75, 1 / 3))
        put(
            "treatment_zone", {"visit": visit, "position": 0, "zone": "nose", "depth": depth, "passes": 2, "reason": ""}
        )
        serum = {"visit": visit, "position": 0, "name": self.text(), "lot": self.text(), "reason": self.text()}
        put("treatment_product", serum | {"expires": self.maybe(self.day())})

    def _photo(self, visit: int) -> None:
        data, small = self.data(b"\xff\xd8\xff", 3000), self.data(b"\xff\xd8\xff", 100)
        sums = {"size": len(data), "sha256": _sha(data), "original_sha256": "2" * 64, "added": self.at(), "kept": 1}
        seen = {"visit": visit, "moment": "before", "view": "left_45", "kind": "jpeg", "width": 4, "height": 3}
        photo = self.vault.insert("photo", seen | sums)
        for position, start in enumerate(range(0, len(data), 1000)):
            piece = {"photo": photo, "position": position, "data": data[start : start + 1000]}
            self.vault.insert("photo_bytes", piece)
        self.vault.insert("photo_thumbnail", {"photo": photo, "data": small})

    def _papers(self, visit: int) -> None:
        put, data = self.vault.insert, self.data(b"%PDF-1.7 ", 700)
        signed = {"visit": visit, "signer": self.text(), "role": "client", "signed_at": self.at(), "sha256": "3" * 64}
        put("signature_bytes", {"signature": put("signature", signed), "data": self.data(b"\x89PNG", 50)})
        sheet = {"visit": visit, "pages": 1, "protocol_version": 1, "made_at": self.at()}
        handout = put("handout", sheet | {"size": len(data), "sha256": _sha(data)})
        put("handout_bytes", {"handout": handout, "data": data})
        put("handout_given", {"handout": handout, "how": "exported", "given_at": self.at()})


def digests(vault: Vault) -> dict[str, dict[tuple[object, ...], str]]:
    """The digest of every row of the record that counts, by table and key."""
    found: dict[str, dict[tuple[object, ...], str]] = {}
    for table in RECORDED:
        where = f" WHERE {table.counts}" if table.counts else ""
        rows = vault.rows(f"SELECT * FROM {table.name}{where}")
        found[table.name] = {tuple(row[name] for name in table.key): digest(row) for row in rows}
    return found


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
