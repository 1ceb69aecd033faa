"""The command line: run, demo, ask and check.

What a subcommand needs is imported when it is called, so that `usher --help` comes at once and `usher run`
loads nothing that only the terminal needs.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot import __version__

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.knowledge.inspection import Inspected
    from bot.knowledge.problems import Problem
    from bot.spoilers import Limit

ERRORS, UNUSABLE = 1, 2
"""Exit statuses: `check` found errors; something has to be put right before anything can be done."""

app = typer.Typer(
    help="Usher answers a fan community's questions about its show on Discord, without spoilers.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; ends the process with the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names have letters that not every terminal's encoding has.
            stream.reconfigure(errors="replace")
    app(prog_name="usher")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"usher {__version__}")
        raise typer.Exit


@app.callback()
def usher(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take what stands before the subcommand."""


@app.command()
def run() -> None:
    """Answer fans on Discord until Ctrl-C.

    The bot's token is read from DISCORD_TOKEN, in the environment or in a file .env in this folder;
    .env.example lists all settings.

    \b
    Examples:
      usher run
      USHER_LOG_LEVEL=DEBUG usher run

    Exit status: 0 when stopped by Ctrl-C or SIGTERM; 1 after a fault; 2 if the token, a setting or
    all knowledge files have to be put right first.
    """
    settings = _settings()
    from bot import gateway

    raise typer.Exit(gateway.run(settings))


@app.command()
def demo(
    port: Annotated[
        int | None, typer.Option(metavar="PORT", help="Where to serve; 0 takes any free port.")
    ] = None,
    locale: Annotated[
        str, typer.Option(help="The language in which everybody there uses Discord.")
    ] = "en-US",
    direct: Annotated[
        bool, typer.Option("--direct", help="Show direct messages instead of a server.")
    ] = False,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Try the bot on a page like Discord, on this machine alone.

    Needs no token. It answers there as on Discord until Ctrl-C. It needs the extra “demo”:
    python -m pip install 'usher-bot[demo]'

    \b
    Examples:
      usher demo
      usher demo --port 9000 --open
      usher demo --direct --locale es-ES

    Exit status: 0 when ended; 2 if something has to be put right first.
    """
    settings = _settings()
    from bot import demo

    given = {} if port is None else {"port": port}
    raise typer.Exit(demo.run(settings, locale=locale, direct=direct, open_page=open_page, **given))


@app.command()
def ask(
    command: Annotated[
        list[str], typer.Argument(metavar="COMMAND", help="A command as on Discord, best in quotes.")
    ],
    show: Annotated[
        str | None, typer.Option(metavar="SHOW", help="Which show, by its id or its title.")
    ] = None,
    seen: Annotated[
        str,
        typer.Option(
            metavar="EPISODE",
            help="How far you have watched: an episode such as S01E04, nothing, or everything.",
        ),
    ] = "nothing",
) -> None:
    """Answer a command here in the terminal.

    Needs neither a token nor Discord. Nothing is told beyond the last episode that you have seen.

    \b
    Examples:
      usher ask "/release"
      usher ask "/cast godroy"
      usher ask "/recommendations films"
      usher ask "/episodes s01e04" --seen S01E04
      usher ask "/sources cast"

    Exit status: 0 for an answer, and also if the bot has to say that it does not know; 2 if the
    command is not understood.
    """
    settings, limit = _settings(), _limit(seen)
    from bot import console, log, terminal
    from bot.ask.command import Misread
    from bot.knowledge.places import NoShelf, log_problems, open_shelf

    log.configure(settings.usher_log_level)
    try:
        shelf, problems = open_shelf(settings)
    except NoShelf as error:
        _refuse(str(error))
    log_problems(problems)
    report_url = str(settings.usher_report_url) if settings.usher_report_url else None
    answer = console.answer(" ".join(command), shelf, _now, show=show, limit=limit, report_url=report_url)
    if isinstance(answer, Misread):
        _refuse(answer.sentence)
    terminal.print_card(answer)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Files, or folders with such files.")
    ] = None,
) -> None:
    """Check knowledge files, and name each mistake with its line.

    Without a path it checks the files that the bot uses: those that come with it, and your own in
    USHER_DATA.

    \b
    Examples:
      usher check
      usher check my-show.yaml
      usher check data/ ~/shows/

    Exit status: 0 if all is well or there are only warnings; 1 if there are errors; 2 if a setting
    has to be put right first.
    """
    from bot.knowledge.inspection import files_in, inspect
    from bot.knowledge.load import find_files
    from bot.knowledge.places import NoShelf, folders, wanted

    settings = _settings()
    try:
        there, unread = find_files(folders(settings))
        if not paths:
            wanted(settings, there)
    except NoShelf as error:
        _refuse(str(error))
    files = list(there.values())
    if paths:
        files, unread = files_in(paths)
    _report(inspect([_from_here(file) for file in files], _now().date(), there), unread)


def _settings() -> Settings:
    from bot.config import SettingsError, read_settings

    try:
        return read_settings()
    except SettingsError as error:
        _refuse(str(error))


def _limit(seen: str) -> Limit:
    from bot.spoilers import Limit

    try:
        return Limit.parse(seen.strip().lower())
    except ValueError:
        _refuse(f"--seen {seen} is not clear to me: write an episode such as S01E04, nothing, or everything.")


def _report(files: Sequence[Inspected], unread: Sequence[Problem]) -> None:
    """Print every problem, and what is fine; ends the process with the exit status of that."""
    from bot.knowledge.show import all_facts

    problems = [*unread, *(problem for file in files for problem in file.problems)]
    for problem in problems:
        typer.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    found = f"{_counted(errors, 'error')}, {_counted(len(problems) - errors, 'warning')}."
    fine = ", ".join(
        f"{file.show.id} ({_counted(len(list(all_facts(file.show.file))), 'fact')})"
        for file in files
        if file.show is not None and not file.problems
    )
    if not files and not problems:
        typer.echo("There is no knowledge file there, which ends in .yaml.")
        raise typer.Exit(ERRORS)
    typer.echo(f"{found if problems else 'Nothing to mend.'}{f' Fine: {fine}.' if fine else ''}")
    raise typer.Exit(ERRORS if errors else 0)


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _from_here(path: Path) -> Path:
    """The path as short as it can be written from this folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(UNUSABLE)
