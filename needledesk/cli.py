"""The command line: opens the window, or does one job without a screen. Qt is imported only for the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from needledesk import __version__
from needledesk.errors import DeskError, NotSaved

if TYPE_CHECKING:
    from needledesk.desk.desk import Desk


class _PlainErrors(click.Group):
    """Tells a DeskError as one plain line instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what the user can mend ends with status 2."""
        try:
            return super().invoke(ctx)
        except DeskError as error:
            click.echo(f"needledesk: {error}", err=True)
            ctx.exit(2)


def _print(line: str) -> None:
    """One line of output; what the terminal has no sign for stands escaped. Raises NotSaved where none can be kept."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        click.echo(line.encode(encoding, "backslashreplace").decode(encoding))
    except BrokenPipeError:
        raise  # whoever read along has seen enough: click ends quietly
    except OSError as error:
        with Path(os.devnull).open("w") as nowhere:  # else the rest is tried again at the end
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        raise NotSaved(f"The output could not be written: {error.strerror}.") from error


@click.group(cls=_PlainErrors, invoke_without_command=True)
@click.version_option(__version__, prog_name="NeedleDesk")
@click.option("--file", "record_file", type=click.Path(path_type=Path), help="The record file to open.")
@click.pass_context
def main(ctx: click.Context, record_file: Path | None) -> None:
    """NeedleDesk: screening, session log, photos and aftercare for microneedling. Alone, it opens the window."""
    if ctx.invoked_subcommand is None:
        from needledesk.app import run

        sys.exit(run(record_file))


@main.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where the training files go.")
@click.option("--no-window", is_flag=True, help="Do the job and stop.")
def demo(folder: Path | None, no_window: bool) -> None:
    """Run one whole visit on a training file with invented clients, then open the window on it."""
    from needledesk.desk import places, training
    from needledesk.desk.clock import laptop_clock
    from needledesk.settings import documents

    folder = folder or places.for_records(documents() / "training")
    for line in training.run(folder, laptop_clock()):
        click.echo(line)
    if not no_window:
        _show(folder)


def _show(folder: Path) -> None:
    """The window on the training file; without a display, pictures of its main screens."""
    from needledesk.app import has_display, run
    from needledesk.desk.training import record_file

    if has_display():
        sys.exit(run(record_file(folder)))
    from needledesk.app import picture_screens

    click.echo("There is no display here, so the main screens are drawn to files:")
    for picture in picture_screens(record_file(folder), folder / "screens"):
        click.echo(f"  {picture}")


@main.group()
def protocol() -> None:
    """The practice's rules."""


@protocol.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--protocol", "toml", type=click.Path(path_type=Path), help="Another protocol than the shipped one.")
def check(file: Path, toml: Path | None) -> None:
    """Run every worked case of FILE against the shipped protocol; status 0 only if none failed."""
    from needledesk.desk import protocol_file
    from needledesk.desk.shipped_protocol import shipped_protocol
    from needledesk.desk.worked_cases import check_file

    report = check_file(file, protocol_file.read(toml)[1] if toml else shipped_protocol())
    for line in report.lines:
        _print(line)
    _print(report.summary)
    sys.exit(1 if report.failed else 0)


@protocol.command("read")
@click.argument("toml", type=click.Path(path_type=Path))
def read_protocol(toml: Path) -> None:
    """Say OK if the protocol in TOML can be read in, or what is wrong with it and in which line."""
    from needledesk.desk import protocol_file

    protocol_file.read(toml)
    _print("OK")


@protocol.command()
@click.argument("toml", type=click.Path(path_type=Path))
@click.option("--file", "record_file", type=click.Path(path_type=Path), required=True, help="The record file.")
@click.option("--version", type=int, help="An earlier version than the one in force.")
def export(toml: Path, record_file: Path, version: int | None) -> None:
    """Write the practice's protocol to TOML, a file that another practice can read in. No client is in it."""
    with _opened(record_file) as desk:
        desk.protocols.export(toml, version)
    _print(str(toml))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def doctor(file: Path) -> None:
    """Versions, integrity and counts of the record file FILE. Adds to its history that it was opened."""
    with _opened(file) as desk:
        facts = desk.facts()
    for name, value in facts.items():
        _print(f"{name}: {_said(value)}")
    sys.exit(0 if facts.get("sound") else 1)


@main.command("export-all")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "to", type=click.Path(path_type=Path), required=True, help="The new folder, or ZIP file.")
@click.option("--client", "number", default="", help="One client only, by number: C-0007.")
@click.option("--zip", "zipped", is_flag=True, help="A ZIP file instead of a folder.")
def export_all(file: Path, to: Path, number: str, zipped: bool) -> None:
    """Write everything in the record file FILE, or everything about one client, as plain files. They are not encrypted.

    JSON, CSV, SQLite, photos, letters and PDF sheets, with a README.txt that describes each.
    """
    with _opened(file) as desk:
        client = desk.clients.numbered(number).id if number else 0
        written = desk.exports.export(to, client, zipped)
    _print(f"{written.files} files, {written.size} bytes: {to}")


@main.command("import-export")
@click.argument("export", type=click.Path(path_type=Path))
@click.option("--to", "to", type=click.Path(path_type=Path), required=True, help="The new record file.")
@click.option("--no-passphrase", is_flag=True, help="Leave the new file unlocked.")
def import_export(export: Path, to: Path, no_passphrase: bool) -> None:
    """Read EXPORT, the folder or ZIP file of an export, into a new record file. Refuses what was changed since."""
    from needledesk.desk.exports import read_in

    passphrase = None
    if not no_passphrase:
        passphrase = click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True)
    for table, count in read_in(export, to, passphrase).items():
        if count:
            _print(f"{table}: {count}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "place", type=click.Path(path_type=Path), required=True, help="A stick, or a folder elsewhere.")
def backup(file: Path, place: Path) -> None:
    """Copy the record file FILE to a stick or another disk. Only what is new is written, and it is opened again."""
    from needledesk.domain.progress import Watch

    with _opened(file) as desk:
        copy = desk.backups.back_up(desk.backups.choose(place), Watch(_told))
    _print(f"{copy.path}: {copy.size} bytes, opened again; {copy.head}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def backups(folder: Path) -> None:
    """List the copies in FOLDER, the newest first: when, what, how large, up to which row of the history."""
    from needledesk.desk.restoring import copies_in

    for copy in copies_in(folder):
        gap = ", unusable: one that it needs is gone" if copy.missing else ""
        _print(f"{copy.made:%Y-%m-%d %H:%M}  {copy.kind.value:<10}  {copy.size:>12}  {copy.head}  {copy.path}{gap}")


@main.command()
@click.argument("copy", type=click.Path(path_type=Path, exists=True))
@click.option("--to", "file", type=click.Path(path_type=Path), required=True, help="The record file to make.")
def restore(copy: Path, file: Path) -> None:
    """Make a record file from COPY, or from the newest copy in a folder. A file that is there is put aside first."""
    from needledesk.desk.restoring import copies_in, needs_passphrase, restore_to
    from needledesk.domain.progress import Watch
    from needledesk.errors import NotFound

    if copy.is_dir():
        newest = next((one for one in copies_in(copy) if one.kind.pictures and not one.missing), None)
        if newest is None:
            raise NotFound("There is no copy in that folder.", do="Choose another folder.")
        copy = Path(newest.path)
    secret = click.prompt("Passphrase", hide_input=True, err=True) if needs_passphrase(copy.absolute()) else None
    restored = restore_to(copy.absolute(), secret, file.absolute(), Watch(_told))
    _print(f"{file}: restored from {copy.name}")
    if restored.aside:
        _print(f"{restored.aside}: the file that was there before")
    if restored.words:
        _print(f"In no copy, and so missing: {restored.words}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--head", default="", help="A head from paper or from a backup, such as 1234-7F3A-91C2-55E0-0D1B.")
def verify(file: Path, head: str) -> None:
    """Check the history, every row, sum and seal of the record file FILE; status 0 only if all of it holds."""
    with _opened(file) as desk:
        report = desk.history.verify(head=head, whole=True)
    for fault in report.faults:
        _print(fault)
    for notice in report.notices:
        _print(f"Note: {notice}")
    _print(f"{report.looked_at}.")
    _print(f"Head of the history: {report.head}")
    _print(report.summary)
    sys.exit(0 if report.whole else 1)


def _told(words: str, done: int, whole: int) -> None:
    """How far a long job is, on a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{words} {100 * done // whole if whole else 0} %\r", err=True, nl=False)


@contextmanager
def _opened(file: Path) -> Iterator[Desk]:
    """The record file, with its passphrase asked for where it has one; closed at the end."""
    from needledesk.desk.desk import Desk

    passphrase = None
    if Desk.needs_passphrase(file):
        passphrase = click.prompt("Passphrase", hide_input=True, err=True)
    desk = Desk.open(file, passphrase)
    try:
        yield desk
    finally:
        desk.close()


def _said(value: object) -> str:
    if isinstance(value, dict):
        return "".join(f"\n  {key}: {inner}" for key, inner in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
