from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from needledesk.ui.widgets.field import Field, LineField
from needledesk.ui.widgets.text import Text


def shown(field: Field) -> list[str]:
    return [text.text() for text in field.findChildren(Text) if text.isVisible()]


def test_the_label_names_the_control(show) -> None:
    field = show(LineField("Phone", hint="Clients call it"))
    assert field.line.accessibleName() == "Phone"
    assert field.line.accessibleDescription() == "Clients call it"
    assert shown(field) == ["Phone", "Clients call it"]


def test_a_complaint_stands_in_red_until_something_is_typed(show, qtbot) -> None:
    field = show(LineField("Phone"))
    field.complain("Clients need a number to call")
    assert field.wrong in shown(field)
    assert field.line.property("wrong") is True
    qtbot.keyClicks(field.line, "2")
    assert field.wrong == ""
    assert field.line.property("wrong") is False


def test_spaces_around_what_is_typed_do_not_count(show) -> None:
    field = show(LineField("Phone"))
    field.set_text("  202 555 ")
    assert field.text == "202 555"


def test_a_secret_is_not_shown(show) -> None:
    assert show(LineField("Passphrase", secret=True)).line.echoMode() is QLineEdit.EchoMode.Password
