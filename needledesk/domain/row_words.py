"""What the rows of each table of a record file are called by the practitioner, where a check has to name them."""

from __future__ import annotations

#: By table: what its rows are, and how one of them is called; `{0}`, `{1}`: the parts of its key.
ROWS: dict[str, tuple[str, str]] = {
    "practice": ("the practice's details", "Details of the practice"),
    "protocol_version": ("the protocol", "Protocol v{0}"),
    "client": ("the client's details", "Details"),
    "client_alert": ("the client's alerts", "Alert"),
    "letter": ("a doctor's letter", "Letter {0}"),
    "letter_rule": ("what a doctor's letter covers", "What letter {0} answers ({1})"),
    "letter_page": ("a page of a doctor's letter", "Page {0} of a letter"),
    "letter_page_bytes": ("the picture of a page of a doctor's letter", "Picture of page {0} of a letter"),
    "pretreatment": ("a sheet before treatment", "Before-treatment sheet {0}"),
    "pretreatment_bytes": ("the copy of a sheet before treatment", "Copy of before-treatment sheet {0}"),
    "pretreatment_given": ("when a sheet before treatment was given", "That a before-treatment sheet was given ({0})"),
    "visit": ("the visit itself", "Dates and state"),
    "note": ("the note", "Note"),
    "screening_answer": ("answers", "Answer “{1}”"),
    "screening_news": ("the question about anything new", "What was new since last time"),
    "screening": ("the verdict", "Verdict"),
    "screening_finding": ("the reasons of the verdict", "Finding {1} of the verdict"),
    "screening_decision": ("the decision", "Decision"),
    "screening_override": ("an override", "Override {0}"),
    "deferral": ("the new date", "Date put off to"),
    "treatment": ("the treatment", "Treatment"),
    "treatment_zone": ("depths and passes", "Zone {1} of the treatment"),
    "treatment_product": ("products and lots", "Serum {1} of the treatment"),
    "photo": ("facts about a photo", "Photo {0}"),
    "photo_bytes": ("a photo", "Picture of photo {0}"),
    "photo_thumbnail": ("the small picture of a photo", "Small picture of photo {0}"),
    "signature": ("a signature", "Signature {0}"),
    "signature_bytes": ("a signature", "Image of signature {0}"),
    "handout": ("an aftercare sheet", "Handout {0}"),
    "handout_bytes": ("the copy of an aftercare sheet", "Copy of handout {0}"),
    "handout_given": ("when an aftercare sheet was given", "That a handout was given ({0})"),
    "seal": ("the seal", "Seal"),
    "amendment": ("an amendment", "Amendment {0}"),
    "voiding": ("why the visit was voided", "Voiding"),
    "erasure": ("the proof of an erasure", "Proof of erasure {0}"),
}
#: The same of what is no part of the record, and of no table at all.
BESIDE = {
    "history": "the history",
    "client_line": "the list of clients, which is made anew from the rest",
    "draft": "what was typed and not kept",
    "protocol_draft": "the draft of the protocol",
    "": "an index or an empty page: nothing of the records themselves",
}


def what(table: str) -> str:
    """What its rows are: `a photo`."""
    return ROWS[table][0] if table in ROWS else BESIDE[table]


def one_of(table: str) -> str:
    """How one of its rows is called, to be filled with its key: `Photo {0}`."""
    return ROWS[table][1] if table in ROWS else table
