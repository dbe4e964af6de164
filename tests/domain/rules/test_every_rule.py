"""Every rule that ships has a test named after it, here in this folder, that holds it at its edge."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from needledesk.domain.protocol import Protocol

#: Switches are looked at for every rule alike, so they do not count; this file neither.
NOT_COUNTED = ("test_switches", "test_every_rule")
NAMED = re.compile(r"[SX](?:-[A-Z]{3})?-\d\d")


def named() -> dict[str, set[str]]:
    """By rule, the tests whose parameters name it in their id or as a value."""
    found: dict[str, set[str]] = {}
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        if path.stem not in NOT_COUNTED:
            module = importlib.import_module(f"domain.rules.{path.stem}")
            for name in [name for name in dir(module) if name.startswith("test_")]:
                for rule in _rules_of(getattr(module, name)):
                    found.setdefault(rule, set()).add(name)
    return found


def _rules_of(test: object) -> Iterator[str]:
    """The rules in the ids that its parametrisation gives it."""
    for mark in getattr(test, "pytestmark", ()):
        if mark.name == "parametrize":
            names, rows = mark.args[:2]
            ids = mark.kwargs.get("ids")
            for row in ids if isinstance(ids, list) else rows:
                first = row if isinstance(row, str) else row[0]
                found = NAMED.match(str(first))
                if found and (isinstance(ids, list) or "rule" in names):
                    yield found[0]


def test_every_rule_has_a_test_named_after_it(shipped: Protocol) -> None:
    assert sorted(set(shipped.rules) - set(named())) == []


def test_no_test_is_named_after_a_rule_that_is_not_there(shipped: Protocol) -> None:
    assert sorted(set(named()) - set(shipped.rules)) == []
    assert len(shipped.rules) == 107


def test_rules_are_read_from_ids_and_tables() -> None:
    @pytest.mark.parametrize(("rule", "key"), [("S-ABS-01", "x"), ("X-09", "y")])
    def by_row() -> None: ...

    @pytest.mark.parametrize("part", [1, 2], ids=["S-AFT-01 window", "nothing"])
    def by_id() -> None: ...

    @pytest.mark.parametrize("part", ["S-ABS-02"])
    def neither() -> None: ...

    assert list(_rules_of(by_row)) == ["S-ABS-01", "X-09"]
    assert list(_rules_of(by_id)) == ["S-AFT-01"]
    assert list(_rules_of(neither)) == []
