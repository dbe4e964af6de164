"""The command line: starts without Qt, tells errors in a line, and its status can be relied on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from needledesk import __version__, resources
from needledesk.cli import main
from needledesk.desk.desk import Desk
from needledesk.desk.shipped_protocol import shipped_text
from needledesk.domain.clients import Details
from needledesk.domain.protocol_edits import Edit
from needledesk.storage.vault import Vault

CASES = resources.path("worked_cases", "vignettes.yaml")

WRONG = """
vignettes:
- id: W1
  tz: America/New_York
  appointment: "2026-11-22T10:00"
  planned: {intensity: mild, zones: [full_face]}
  answers: {pregnant: {answer: "yes"}}
  expect: {status: PROCEED, earliest: null, excluded_zones: [], fired: [], open: []}
"""


def test_the_version_is_the_programs_own() -> None:
    assert __version__ in CliRunner().invoke(main, ["--version"]).output


def test_all_shipped_cases_pass() -> None:
    result = CliRunner().invoke(main, ["protocol", "check", str(CASES)])
    assert result.output.splitlines()[-1] == "24 passed, 0 failed"
    assert result.exit_code == 0


def test_a_case_that_differs_is_named_with_what_was_expected_and_got(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(WRONG)
    result = CliRunner().invoke(main, ["protocol", "check", str(wrong)])
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "0 passed, 1 failed"
    first = result.output.splitlines()[0]
    assert all(said in first for said in ("W1", "status", "PROCEED", "DO_NOT_TREAT"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_is_told_in_a_line() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "needledesk", "protocol", "check", str(CASES)]
        child = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert child.returncode == 2
    assert child.stderr.splitlines() == ["needledesk: The output could not be written: No space left on device."]


def test_a_terminal_without_the_signs_shows_them_escaped(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(WRONG.replace("W1", "Ä"), "utf-8")
    command = [sys.executable, "-m", "needledesk", "protocol", "check", str(wrong)]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    child = subprocess.run(command, capture_output=True, text=True, check=False, env=ascii_only)
    assert child.returncode == 1
    assert child.stdout.startswith(r"\xc4  status")


@pytest.mark.parametrize("command", [["protocol", "check"], ["protocol", "read"], ["doctor"]])
def test_a_missing_file_is_one_plain_line(tmp_path: Path, command: list[str]) -> None:
    result = CliRunner().invoke(main, [*command, str(tmp_path / "none.file")])
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_doctor_tells_versions_integrity_and_counts(desk: Desk) -> None:
    path = desk.path
    desk.close()
    result = CliRunner().invoke(main, ["doctor", str(path)])
    assert result.exit_code == 0, result.output
    for said in ("sound: yes", "sqlite: 3.", "  client: 0"):
        assert said in result.output


def test_doctor_asks_for_the_passphrase_of_an_encrypted_file(open_desk) -> None:
    desk = open_desk("locked.needledesk", "five words that nobody guesses")
    desk.close()
    good = CliRunner().invoke(main, ["doctor", str(desk.path)], input="five words that nobody guesses\n")
    assert good.exit_code == 0, good.output
    bad = CliRunner().invoke(main, ["doctor", str(desk.path)], input="guess\n")
    assert bad.exit_code == 2


def test_the_command_line_starts_without_qt_and_without_heavy_libraries() -> None:
    code = "import sys, needledesk.cli as cli\ncli.main(['protocol', 'check', sys.argv[1]], standalone_mode=False)\n"
    script = f"try:\n    exec({code!r})\nexcept SystemExit:\n    pass\nimport sys\n"
    script += "print([m for m in ('PySide6', 'reportlab', 'PIL', 'numpy') if m in sys.modules])"
    child = subprocess.run([sys.executable, "-c", script, CASES], capture_output=True, text=True, check=True)
    assert child.stdout.splitlines()[-1] == "[]"


def test_a_protocol_is_exported_read_and_checked_against(desk: Desk, tmp_path: Path) -> None:
    desk.protocols.edit([Edit("S-MED-01", "window", "10 days")])
    desk.protocols.check_draft()
    desk.protocols.put_in_force("Ada", despite_failures=True)
    desk.close()
    ours, first = tmp_path / "ours.toml", tmp_path / "first.toml"
    for command in (
        ["protocol", "export", str(ours), "--file", str(desk.path)],
        ["protocol", "export", str(first), "--file", str(desk.path), "--version", "1"],
        ["protocol", "check", str(CASES), "--protocol", str(first)],
    ):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
    assert CliRunner().invoke(main, ["protocol", "read", str(ours)]).output == "OK\n"
    result = CliRunner().invoke(main, ["protocol", "check", str(CASES), "--protocol", str(ours)])
    assert result.exit_code == 1
    assert result.output.startswith("V14  status  expected PROCEED  got NOT_TODAY")


def test_the_protocol_of_an_encrypted_file_takes_its_passphrase(open_desk, tmp_path: Path) -> None:
    desk = open_desk("locked.needledesk", "five words that nobody guesses")
    desk.close()
    command = ["protocol", "export", str(tmp_path / "ours.toml"), "--file", str(desk.path)]
    assert CliRunner().invoke(main, command, input="guess\n").exit_code == 2
    assert not (tmp_path / "ours.toml").exists()
    result = CliRunner().invoke(main, command, input="five words that nobody guesses\n")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == str(tmp_path / "ours.toml")


def test_a_protocol_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(shipped_text().replace('window = "7 days"', 'window = "0 days"', 1), "utf-8")
    for command in (["protocol", "read", str(wrong)], ["protocol", "check", str(CASES), "--protocol", str(wrong)]):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 2
        (line,) = result.output.splitlines()
        assert "wrong.toml”: Line 49, rule S-MED-01: “0 days” is not a window" in line


@pytest.fixture
def practice_of_two(desk: Desk) -> Path:
    from needledesk.domain.clients import Details

    desk.clients.add(Details("Ada", "Ashdown"))
    desk.clients.add(Details("Bea", "Birch"))
    desk.close()
    return desk.path


@pytest.mark.parametrize("more", [[], ["--zip"]])
def test_everything_goes_out_and_comes_back(practice_of_two: Path, tmp_path: Path, more: list[str]) -> None:
    out = CliRunner().invoke(main, ["export-all", str(practice_of_two), "--to", str(tmp_path / "out"), *more])
    assert out.exit_code == 0
    assert "files" in out.output
    there = ["import-export", str(tmp_path / "out"), "--to", str(tmp_path / "back.needledesk")]
    back = CliRunner().invoke(main, there, input="five words of mine now\nfive words of mine now\n")
    assert back.exit_code == 0
    assert "client: 2" in back.output.splitlines()
    assert Desk.needs_passphrase(tmp_path / "back.needledesk")


def test_one_client_goes_out_alone(practice_of_two: Path, tmp_path: Path) -> None:
    where = str(tmp_path / "out")
    out = CliRunner().invoke(main, ["export-all", str(practice_of_two), "--to", where, "--client", "c-0002"])
    assert out.exit_code == 0
    assert [path.name for path in (tmp_path / "out" / "clients").iterdir()] == ["C-0002.json"]
    back = CliRunner().invoke(main, ["import-export", where, "--to", str(tmp_path / "b.needledesk"), "--no-passphrase"])
    assert "client: 1" in back.output.splitlines()


def test_what_cannot_be_exported_or_read_is_told_in_a_line(practice_of_two: Path, tmp_path: Path) -> None:
    unknown = ["export-all", str(practice_of_two), "--to", str(tmp_path / "out"), "--client", "C-0099"]
    for command in (
        unknown,
        ["import-export", str(tmp_path), "--to", str(tmp_path / "b.needledesk"), "--no-passphrase"],
    ):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "b.needledesk").exists()


def test_a_file_is_backed_up_listed_and_restored(open_desk, tmp_path: Path) -> None:
    desk = open_desk(passphrase="five words that nobody guesses")
    desk.clients.add(Details("Ana", "Ruiz"))
    desk.close()
    stick, new = tmp_path / "stick", tmp_path / "new.needledesk"
    stick.mkdir()
    words = "five words that nobody guesses\n"
    for kind in ("full-", "part-"):
        result = CliRunner().invoke(main, ["backup", str(desk.path), "--to", str(stick)], input=words)
        assert result.exit_code == 0, result.output
        assert kind in result.output
        assert "opened again" in result.output
    listed = CliRunner().invoke(main, ["backups", str(stick)])
    assert [line.split()[2] for line in listed.output.splitlines()] == ["part", "full"]
    result = CliRunner().invoke(main, ["restore", str(stick), "--to", str(new)], input=words)
    assert result.exit_code == 0, result.output
    restored = Desk.open(new, words.strip())
    assert [line.name for line in restored.clients.find("", 10)] == ["Ana Ruiz"]
    restored.close()
    again = CliRunner().invoke(
        main, ["restore", listed.output.splitlines()[-1].split("  ")[-1], "--to", str(new)], input=words
    )
    assert "before-restore" in again.output


def test_a_folder_without_copies_restores_nothing(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["restore", str(tmp_path), "--to", str(tmp_path / "x.needledesk")])
    assert result.exit_code == 2
    assert "no copy" in result.output
    assert list(tmp_path.iterdir()) == []


def test_verify_says_that_everything_holds_or_names_what_was_touched(tmp_path: Path, desk: Desk) -> None:
    client = desk.clients.add(Details("Ada", "Byron")).id
    visit = desk.visits.begin(client).id
    desk.treatment.write_note(visit, "two passes")
    head, path = desk.history.head(), desk.path
    desk.close()
    whole = CliRunner().invoke(main, ["verify", str(path), "--head", head])
    assert (whole.exit_code, whole.output.splitlines()[-1][:16]) == (0, "Everything holds")
    with Vault.open(path, None) as vault:
        vault.execute("UPDATE note SET text = 'one pass'")
    touched = CliRunner().invoke(main, ["verify", str(path)])
    assert touched.exit_code == 1
    assert "Note of visit 1 (client C-0001): changed past the program" in touched.output
    assert "Ada" not in touched.output
    assert CliRunner().invoke(main, ["verify", str(path), "--head", "nonsense"]).exit_code == 2
