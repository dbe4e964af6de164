"""Which visits count: a voided one is kept and can be read, but nothing is reckoned from it.

Not for the wait to the next session, the number of sessions, the last session, nor last time's answers. Its lots are
still found: what was recorded may have touched somebody, and a recall must rather ask once too often.
"""

from __future__ import annotations

#: Of table `visit`: nobody has voided it.
STANDS = "visit.id NOT IN (SELECT visit FROM voiding)"
#: Of table `visit`: it was a session.
TREATED = f"visit.finished IS NOT NULL AND visit.state <> 'not_treated' AND {STANDS}"
