from __future__ import annotations

from datetime import UTC, datetime

from needledesk.domain.protocol import Protocol
from needledesk.domain.protocol_versions import Draft, Version


def test_nobody_is_named_in_what_is_logged(shipped: Protocol) -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    assert "Ada" not in repr(Version(2, "Ada", at))
    assert "Aspirin" not in repr(Draft("Aspirin", shipped, 1, at))
