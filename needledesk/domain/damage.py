"""What a damaged record file has lost, in the practitioner's words."""

from __future__ import annotations

from dataclasses import dataclass

#: What the rows of a table are, where damage hits them.
WORDS = {
    "practice": "the practice's details",
    "protocol_version": "the protocol",
    "client": "the client's details",
    "client_alert": "the client's alerts",
    "letter": "a doctor's letter",
    "letter_rule": "what a doctor's letter covers",
    "letter_page": "a page of a doctor's letter",
    "letter_page_bytes": "the picture of a page of a doctor's letter",
    "pretreatment": "a sheet before treatment",
    "pretreatment_bytes": "the copy of a sheet before treatment",
    "pretreatment_given": "when a sheet before treatment was given",
    "visit": "the visit itself",
    "note": "the note",
    "screening_answer": "answers",
    "screening_news": "the question about anything new",
    "screening": "the verdict",
    "screening_finding": "the reasons of the verdict",
    "screening_decision": "the decision",
    "screening_override": "an override",
    "deferral": "the new date",
    "treatment": "the treatment",
    "treatment_zone": "depths and passes",
    "treatment_product": "products and lots",
    "photo": "facts about a photo",
    "photo_bytes": "a photo",
    "photo_thumbnail": "the small picture of a photo",
    "signature": "a signature",
    "signature_bytes": "a signature",
    "handout": "an aftercare sheet",
    "handout_bytes": "the copy of an aftercare sheet",
    "handout_given": "when an aftercare sheet was given",
    "seal": "the seal",
    "amendment": "an amendment",
    "voiding": "why the visit was voided",
    "erasure": "the proof of an erasure",
    "history": "the history",
    "client_line": "the list of clients, which is made anew from the rest",
    "draft": "what was typed and not kept",
    "protocol_draft": "the draft of the protocol",
    "": "an index or an empty page: nothing of the records themselves",
}


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """Rows of one `table` that cannot be read. `client`: the number, such as `C-0007`; `visit`: its day in words.

    Both are empty where the rows belong to nobody, or nobody can say any more to whom.
    """

    table: str
    client: str = ""
    visit: str = ""

    @property
    def words(self) -> str:
        """`A photo (client C-0007, visit of 25 Oct 2026)`."""
        what = WORDS[self.table]
        whose = ", ".join(
            [*([f"client {self.client}"] if self.client else []), *([f"visit of {self.visit}"] if self.visit else [])]
        )
        return f"{what[0].upper()}{what[1:]}" + (f" ({whose})" if whose else "")
