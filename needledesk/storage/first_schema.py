"""The tables of record version 1. Released once, never edited: a change is a new step in `migrations`.

Moments are UTC text to the second, days ISO dates, lists JSON. Bytes stand in tables of their own, so that lists
of photos and sheets stay fast. Nothing is ever deleted along with its owner: records are kept, not cascaded.
"""

from __future__ import annotations

AT = "GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'"
DAY = "GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"
STATUS = (
    "IN ('PROCEED', 'PROCEED_ZONE_LIMITED', 'PRACTITIONER_DECISION', 'INCOMPLETE', 'NOT_TODAY',"
    " 'MEDICAL_CLEARANCE', 'DO_NOT_TREAT')"
)
YES_NO = "INTEGER NOT NULL DEFAULT 0 CHECK ({0} IN (0, 1))"
LIST = "TEXT NOT NULL DEFAULT '[]' CHECK (json_type({0}) = 'array')"
OWNER = "REFERENCES {0} ON DELETE RESTRICT"
HASH = "TEXT NOT NULL CHECK (length({0}) = 64)"

_PRACTICE = f"""
CREATE TABLE practice (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    country TEXT NOT NULL,
    practitioner TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    export_folder TEXT NOT NULL DEFAULT '',
    training {YES_NO.format("training")},
    sunscreen_after_24h {YES_NO.format("sunscreen_after_24h")},
    source_advil {YES_NO.format("source_advil")},
    source_hydrocortisone {YES_NO.format("source_hydrocortisone")}
) STRICT;

CREATE TABLE protocol_version (
    version INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    since TEXT NOT NULL CHECK (since {AT}),
    sha256 {HASH.format("sha256")}
) STRICT
"""

# `client_line` is what the client list shows, kept ready by `standing`; its row numbers are those of `client_search`.
_CLIENT = f"""
CREATE TABLE client (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    born TEXT CHECK (born {DAY}),
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    skin_type INTEGER NOT NULL CHECK (skin_type BETWEEN 0 AND 6),
    goal TEXT NOT NULL,
    course INTEGER NOT NULL CHECK (course >= 0),
    added TEXT NOT NULL CHECK (added {AT}),
    changed TEXT NOT NULL CHECK (changed {AT})
) STRICT;

CREATE TABLE client_alert (
    client INTEGER NOT NULL {OWNER.format("client")},
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('allergy', 'letter', 'caution')),
    text TEXT NOT NULL,
    PRIMARY KEY (client, position)
) STRICT;

CREATE TABLE clearance (
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL {OWNER.format("client")},
    rule TEXT NOT NULL,
    dated TEXT NOT NULL CHECK (dated {DAY}),
    signed_by TEXT NOT NULL,
    expires TEXT CHECK (expires {DAY}),
    note TEXT NOT NULL,
    added TEXT NOT NULL CHECK (added {AT})
) STRICT;
CREATE INDEX clearance_of_client ON clearance (client, id);

CREATE TABLE client_line (
    place INTEGER PRIMARY KEY,
    client INTEGER NOT NULL UNIQUE {OWNER.format("client")},
    sort_name TEXT NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    visit_state TEXT NOT NULL,
    sessions INTEGER NOT NULL,
    finished TEXT CHECK (finished {AT}),
    finished_zone TEXT,
    intensity TEXT NOT NULL,
    status TEXT NOT NULL,
    earliest TEXT NOT NULL
) STRICT;
CREATE INDEX client_line_by_name ON client_line (sort_name, client);

CREATE VIRTUAL TABLE client_search USING fts5 (
    names, phones, numbers, lots, content = '', contentless_delete = 1, tokenize = 'trigram'
)
"""

_VISIT = f"""
CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    client INTEGER NOT NULL {OWNER.format("client")},
    state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'closed', 'not_treated')),
    session INTEGER NOT NULL CHECK (session >= 1),
    opened TEXT NOT NULL CHECK (opened {AT}),
    finished TEXT CHECK (finished {AT}),
    closed TEXT CHECK (closed {AT}),
    timezone TEXT NOT NULL,
    protocol_version INTEGER NOT NULL {OWNER.format("protocol_version")},
    plan_intensity TEXT CHECK (plan_intensity IN ('mild', 'deep')),
    plan_zones {LIST.format("plan_zones")},
    plan_born TEXT CHECK (plan_born {DAY})
) STRICT;
CREATE INDEX visit_of_client ON visit (client, id);
CREATE INDEX visit_treated ON visit (client, finished, id) WHERE finished IS NOT NULL AND state <> 'not_treated';
CREATE INDEX visit_unfinished ON visit (id) WHERE state IN ('open', 'finished');

CREATE TABLE note (
    visit INTEGER PRIMARY KEY {OWNER.format("visit")},
    text TEXT NOT NULL,
    changed_at TEXT NOT NULL CHECK (changed_at {AT})
) STRICT
"""

_SCREENING = f"""
CREATE TABLE screening_answer (
    visit INTEGER NOT NULL {OWNER.format("visit")},
    question TEXT NOT NULL,
    rule TEXT NOT NULL,
    asked TEXT NOT NULL,
    reply TEXT NOT NULL CHECK (reply IN ('yes', 'no', 'unknown')),
    last TEXT,
    prescribed TEXT CHECK (prescribed IN ('yes', 'no', 'unknown')),
    name TEXT NOT NULL,
    detail TEXT NOT NULL,
    zones {LIST.format("zones")},
    current {YES_NO.format("current")},
    past {YES_NO.format("past")},
    grouped {YES_NO.format("grouped")},
    answered_at TEXT NOT NULL CHECK (answered_at {AT}),
    PRIMARY KEY (visit, question)
) STRICT;

CREATE TABLE screening (
    visit INTEGER PRIMARY KEY {OWNER.format("visit")},
    status TEXT NOT NULL CHECK (status {STATUS}),
    earliest TEXT CHECK (earliest {DAY} OR earliest {AT}),
    dateless {YES_NO.format("dateless")},
    excluded_zones {LIST.format("excluded_zones")},
    blank {LIST.format("blank")},
    unsure {LIST.format("unsure")},
    advice {LIST.format("advice")},
    ruled_at TEXT NOT NULL CHECK (ruled_at {AT})
) STRICT;

CREATE TABLE screening_finding (
    visit INTEGER NOT NULL {OWNER.format("visit")},
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status {STATUS}),
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    arithmetic TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    line TEXT NOT NULL,
    extension {YES_NO.format("extension")},
    earliest TEXT CHECK (earliest {DAY} OR earliest {AT}),
    zones {LIST.format("zones")},
    question_key TEXT NOT NULL,
    PRIMARY KEY (visit, position)
) STRICT;

CREATE TABLE screening_decision (
    visit INTEGER PRIMARY KEY {OWNER.format("visit")},
    treat {YES_NO.format("treat")},
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL CHECK (decided_at {AT})
) STRICT
"""

_TREATMENT = f"""
CREATE TABLE treatment (
    visit INTEGER PRIMARY KEY {OWNER.format("visit")},
    device TEXT NOT NULL,
    device_type TEXT NOT NULL CHECK (device_type IN ('pen', 'stamp', 'roller')),
    speed TEXT NOT NULL,
    cartridge_lot TEXT NOT NULL,
    cartridge_expires TEXT CHECK (cartridge_expires {DAY}),
    needles INTEGER NOT NULL CHECK (needles >= 0),
    opened_in_front {YES_NO.format("opened_in_front")},
    endpoint TEXT CHECK (endpoint IN ('none', 'redness', 'pinpoint', 'more')),
    scar_target {YES_NO.format("scar_target")},
    chosen TEXT CHECK (chosen IN ('mild', 'deep')),
    intensity TEXT CHECK (intensity IN ('mild', 'deep')),
    numbing TEXT NOT NULL,
    started TEXT CHECK (started {AT})
) STRICT;
CREATE INDEX treatment_by_lot ON treatment (cartridge_lot) WHERE cartridge_lot <> '';

CREATE TABLE treatment_zone (
    visit INTEGER NOT NULL {OWNER.format("visit")},
    position INTEGER NOT NULL,
    zone TEXT NOT NULL,
    depth REAL NOT NULL CHECK (depth >= 0),
    passes INTEGER NOT NULL CHECK (passes >= 0),
    reason TEXT NOT NULL,
    PRIMARY KEY (visit, position)
) STRICT;

CREATE TABLE treatment_product (
    visit INTEGER NOT NULL {OWNER.format("visit")},
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    lot TEXT NOT NULL,
    expires TEXT CHECK (expires {DAY}),
    plain_ha {YES_NO.format("plain_ha")},
    reason TEXT NOT NULL,
    PRIMARY KEY (visit, position)
) STRICT;
CREATE INDEX treatment_product_by_lot ON treatment_product (lot) WHERE lot <> ''
"""

# A photo counts once `kept` is 1: its bytes are written before that, a piece at a time.
_PHOTO = f"""
CREATE TABLE photo (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    visit INTEGER NOT NULL {OWNER.format("visit")},
    moment TEXT NOT NULL CHECK (moment IN ('before', 'after')),
    view TEXT NOT NULL CHECK (view IN ('left', 'left_45', 'front', 'right_45', 'right',
        'body_front', 'body_left', 'body_right', 'body_close')),
    kind TEXT NOT NULL CHECK (kind IN ('jpeg', 'png', 'heic')),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 {HASH.format("sha256")},
    original_sha256 {HASH.format("original_sha256")},
    taken TEXT,
    added TEXT NOT NULL CHECK (added {AT}),
    kept {YES_NO.format("kept")}
) STRICT;
CREATE INDEX photo_of_visit ON photo (visit, id);
CREATE INDEX photo_not_kept ON photo (id) WHERE kept = 0;

CREATE TABLE photo_bytes (
    photo INTEGER NOT NULL {OWNER.format("photo")},
    position INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (photo, position)
) STRICT;

CREATE TABLE photo_thumbnail (
    photo INTEGER PRIMARY KEY {OWNER.format("photo")},
    data BLOB NOT NULL
) STRICT
"""

_PAPER = f"""
CREATE TABLE handout (
    id INTEGER PRIMARY KEY,
    visit INTEGER NOT NULL {OWNER.format("visit")},
    pages INTEGER NOT NULL CHECK (pages > 0),
    protocol_version INTEGER NOT NULL {OWNER.format("protocol_version")},
    made_at TEXT NOT NULL CHECK (made_at {AT}),
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 {HASH.format("sha256")}
) STRICT;
CREATE INDEX handout_of_visit ON handout (visit, id);

CREATE TABLE handout_bytes (
    handout INTEGER PRIMARY KEY {OWNER.format("handout")},
    data BLOB NOT NULL
) STRICT;

CREATE TABLE handout_given (
    id INTEGER PRIMARY KEY,
    handout INTEGER NOT NULL {OWNER.format("handout")},
    how TEXT NOT NULL CHECK (how IN ('exported', 'printed')),
    given_at TEXT NOT NULL CHECK (given_at {AT})
) STRICT;
CREATE INDEX handout_given_of_handout ON handout_given (handout, id);

CREATE TABLE signature (
    id INTEGER PRIMARY KEY,
    visit INTEGER NOT NULL {OWNER.format("visit")},
    signer TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('client', 'guardian', 'practitioner', 'witness')),
    signed_at TEXT NOT NULL CHECK (signed_at {AT}),
    sha256 {HASH.format("sha256")}
) STRICT;
CREATE INDEX signature_of_visit ON signature (visit, id);

CREATE TABLE signature_bytes (
    signature INTEGER PRIMARY KEY {OWNER.format("signature")},
    data BLOB NOT NULL
) STRICT
"""

STATEMENTS: tuple[str, ...] = tuple(
    statement.strip()
    for group in (_PRACTICE, _CLIENT, _VISIT, _SCREENING, _TREATMENT, _PHOTO, _PAPER)
    for statement in group.split(";\n")
)
