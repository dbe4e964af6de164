"""On a real bus of its own, with the signals that desktops and the login manager send."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap

import pytest

from needledesk.ui.lock.session_watch import LOGIN_PATH, SCREEN_SAVERS, session_path

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="buses are Linux's")
OWN = f"{LOGIN_PATH}/session/_32"
#: Listens, has a signal sent, and says what it heard and after how many seconds. Both buses are the private one.
LISTENER = textwrap.dedent("""
    import subprocess, sys, time
    from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, QTimer, Slot
    from PySide6.QtDBus import QDBusConnection
    from needledesk.ui.lock.session_watch import BusWatch

    @ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Session"})
    class Session(QObject):
        def active(self):
            return False
        Active = Property(bool, active)

    @ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})
    class Manager(QObject):
        @Slot(str, str, str, str, result=str)
        def Inhibit(self, what, who, why, mode):
            print("inhibited", what, mode, flush=True)
            return "held"

    app, heard = QCoreApplication([]), []
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "login")
    session, manager = Session(), Manager()
    bus.registerService("org.freedesktop.login1")
    options = QDBusConnection.RegisterOption
    bus.registerObject("/org/freedesktop/login1/session/_32", session, options.ExportAllProperties)
    bus.registerObject("/org/freedesktop/login1", manager, options.ExportAllSlots)
    watch = BusWatch()
    watch.left.connect(lambda why: (heard.append(why), print(why, round(time.monotonic() - began, 2), flush=True)))

    def send():
        global began
        began = time.monotonic()
        subprocess.run(["gdbus", "emit", "--session", *sys.argv[1:]], check=True)
        QTimer.singleShot(400, app.quit)
    QTimer.singleShot(150, send)
    app.exec()
""")


def heard(path: str, signal: str, *values: str) -> list[str]:
    if not shutil.which("dbus-run-session") or not shutil.which("gdbus"):
        pytest.skip("dbus-run-session and gdbus are not here")
    listen = [sys.executable, "-c", LISTENER, "--object-path", path, "--signal", signal, *values]
    command = ["dbus-run-session", "--", "sh", "-c", 'DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec "$@"', "-"]
    env = os.environ | {"XDG_SESSION_ID": "2"}
    told = subprocess.run([*command, *listen], env=env, capture_output=True, text=True, timeout=30, check=True)
    assert "Traceback" not in told.stderr, told.stderr
    return told.stdout.splitlines()


def reason(lines: list[str]) -> str:
    """Why the session was left, which must have been heard within two seconds; empty if it was not."""
    said = [line.split() for line in lines if not line.startswith("inhibited")]
    assert all(float(seconds) < 2 for _, seconds in said)
    return " ".join(why for why, _ in said)


@pytest.mark.parametrize("saver", SCREEN_SAVERS)
def test_the_desktops_own_lock_is_heard(saver) -> None:
    assert reason(heard("/" + saver.replace(".", "/"), f"{saver}.ActiveChanged", "true")) == "screen"


def test_the_end_of_it_is_none() -> None:
    name = SCREEN_SAVERS[0]
    assert reason(heard("/" + name.replace(".", "/"), f"{name}.ActiveChanged", "false")) == ""


def test_sleep_is_heard_before_it_begins_and_held_back_until_the_process_ends() -> None:
    lines = heard(LOGIN_PATH, "org.freedesktop.login1.Manager.PrepareForSleep", "true")
    assert reason(lines) == "sleep"
    assert "inhibited sleep delay" in lines


@pytest.mark.parametrize(("session", "why"), [("_32", "screen"), ("_33", "")])
def test_only_our_own_session_counts(session, why) -> None:
    assert reason(heard(f"{LOGIN_PATH}/session/{session}", "org.freedesktop.login1.Session.Lock")) == why


def test_another_users_turn_is_heard() -> None:
    changed = ("'org.freedesktop.login1.Session'", "{'Active': <false>}", "@as []")
    assert reason(heard(OWN, "org.freedesktop.DBus.Properties.PropertiesChanged", *changed)) == "away"


@pytest.mark.parametrize(
    ("session", "path"), [("2", "_32"), ("c1", "c1"), ("12", "_312"), ("a-b", "a_2db"), ("", None)]
)
def test_a_session_is_found_by_its_id(session, path) -> None:
    assert session_path(session) == (f"{LOGIN_PATH}/session/{path}" if path else "")
