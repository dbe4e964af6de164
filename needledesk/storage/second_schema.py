"""The tables of record version 2: letters, overrides, deferrals, last time's answers, protocol drafts, sheets before.

Released once, never edited: a change is a new step in `migrations`. The columns follow `first_schema`.
"""

from __future__ import annotations

from needledesk.storage.first_schema import AT, DAY, HASH, OWNER, STATUS, YES_NO

# A letter may cover several rules and have several pages. Nothing is taken out: a mistaken one is withdrawn.
_LETTER = f"""
CREATE TABLE letter (
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL {OWNER.format("client")},
    dated TEXT NOT NULL CHECK (dated {DAY}),
    signed_by TEXT NOT NULL,
    expires TEXT CHECK (expires {DAY}),
    note TEXT NOT NULL,
    added TEXT NOT NULL CHECK (added {AT}),
    withdrawn TEXT CHECK (withdrawn {AT}),
    withdrawn_reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX letter_of_client ON letter (client, id);

CREATE TABLE letter_rule (
    letter INTEGER NOT NULL {OWNER.format("letter")},
    rule TEXT NOT NULL,
    PRIMARY KEY (letter, rule)
) STRICT;

CREATE TABLE letter_page (
    id INTEGER PRIMARY KEY,
    letter INTEGER NOT NULL {OWNER.format("letter")},
    kind TEXT NOT NULL CHECK (kind IN ('jpeg', 'png', 'heic')),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 {HASH.format("sha256")},
    added TEXT NOT NULL CHECK (added {AT})
) STRICT;
CREATE INDEX letter_page_of_letter ON letter_page (letter, id);

CREATE TABLE letter_page_bytes (
    page INTEGER PRIMARY KEY {OWNER.format("letter_page")},
    data BLOB NOT NULL
) STRICT;

INSERT INTO letter (id, client, dated, signed_by, expires, note, added)
SELECT id, client, dated, signed_by, expires, note, added FROM clearance;
INSERT INTO letter_rule (letter, rule) SELECT id, rule FROM clearance;
DROP TABLE clearance
"""  # noqa: S608 - no value in it

# `carried`: confirmed to be as at an earlier visit. `earlier_*`: what that visit had, as it was shown.
_RETURNING = f"""
ALTER TABLE screening_answer ADD COLUMN carried {YES_NO.format("carried")};
ALTER TABLE screening_answer ADD COLUMN changed {YES_NO.format("changed")};
ALTER TABLE screening_answer ADD COLUMN earlier_reply TEXT CHECK (earlier_reply IN ('yes', 'no', 'unknown'));
ALTER TABLE screening_answer ADD COLUMN earlier_at TEXT CHECK (earlier_at {AT});

CREATE TABLE screening_news (
    visit INTEGER PRIMARY KEY {OWNER.format("visit")},
    asked TEXT NOT NULL,
    reply TEXT NOT NULL CHECK (reply IN ('yes', 'no', 'unknown')),
    detail TEXT NOT NULL,
    answered_at TEXT NOT NULL CHECK (answered_at {AT})
) STRICT
"""

# An override that no longer stands, as the answers changed after it, is kept as withdrawn.
_DECIDED = f"""
CREATE TABLE screening_override (
    id INTEGER PRIMARY KEY,
    visit INTEGER NOT NULL {OWNER.format("visit")},
    status TEXT NOT NULL CHECK (status {STATUS}),
    reason TEXT NOT NULL,
    overridden_by TEXT NOT NULL,
    overridden_at TEXT NOT NULL CHECK (overridden_at {AT}),
    withdrawn TEXT CHECK (withdrawn {AT})
) STRICT;
CREATE INDEX screening_override_of_visit ON screening_override (visit, id);

CREATE TABLE deferral (
    visit INTEGER PRIMARY KEY {OWNER.format("visit")},
    until TEXT NOT NULL CHECK (until {DAY} OR until {AT}),
    note TEXT NOT NULL,
    accepted_at TEXT NOT NULL CHECK (accepted_at {AT})
) STRICT;
CREATE INDEX deferral_until ON deferral (until)
"""

# `changes`: what differs from the version before, a line of words each. The draft is what is being written now.
_PROTOCOL = f"""
ALTER TABLE protocol_version ADD COLUMN changes TEXT NOT NULL DEFAULT '[]' CHECK (json_type(changes) = 'array');

CREATE TABLE protocol_draft (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    text TEXT NOT NULL,
    based_on INTEGER NOT NULL {OWNER.format("protocol_version")},
    changed_at TEXT NOT NULL CHECK (changed_at {AT})
) STRICT
"""

# The sheet that a client gets before the treatment: for an appointment, not for a visit.
_PRETREATMENT = f"""
CREATE TABLE pretreatment (
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL {OWNER.format("client")},
    appointment TEXT NOT NULL CHECK (appointment {AT}),
    timezone TEXT NOT NULL,
    pages INTEGER NOT NULL CHECK (pages > 0),
    protocol_version INTEGER NOT NULL {OWNER.format("protocol_version")},
    made_at TEXT NOT NULL CHECK (made_at {AT}),
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 {HASH.format("sha256")}
) STRICT;
CREATE INDEX pretreatment_of_client ON pretreatment (client, id);

CREATE TABLE pretreatment_bytes (
    pretreatment INTEGER PRIMARY KEY {OWNER.format("pretreatment")},
    data BLOB NOT NULL
) STRICT;

CREATE TABLE pretreatment_given (
    id INTEGER PRIMARY KEY,
    pretreatment INTEGER NOT NULL {OWNER.format("pretreatment")},
    how TEXT NOT NULL CHECK (how IN ('exported', 'printed')),
    given_at TEXT NOT NULL CHECK (given_at {AT})
) STRICT;
CREATE INDEX pretreatment_given_of_sheet ON pretreatment_given (pretreatment, id)
"""

STATEMENTS: tuple[str, ...] = tuple(
    statement.strip()
    for group in (_LETTER, _RETURNING, _DECIDED, _PROTOCOL, _PRETREATMENT)
    for statement in group.split(";\n")
)
