"""`usher unanswered` on the command line: what fans asked and the bot couldn't answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from bot.unanswered.report import Report

NOT_DONE, UNUSABLE = 1, 2
"""Exit statuses: it could not be read; something has to be put right before anything can be done."""


def unanswered(
    show: Annotated[str | None, typer.Option(metavar="ID", help="Only those about this show.")] = None,
    guild: Annotated[int | None, typer.Option(metavar="ID", help="Only those of this server.")] = None,
    seen: Annotated[
        str,
        typer.Option(
            metavar="LIMIT",
            help="How far you have watched: an episode such as S01E04, nothing, or everything.",
        ),
    ] = "nothing",
    as_yaml: Annotated[
        bool, typer.Option("--yaml", help="Print stubs of facts, to paste into the show's file.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document, for programs to read.")
    ] = False,
) -> None:
    """Show what fans asked and the bot couldn't answer.

    Those that are alike stand together, most frequent first. Servers keep questions only if their moderators
    say so in /settings; the others are only counted. Nothing is shown that spoils more than you have seen.

    \b
    Examples:
      usher unanswered
      usher unanswered --show the-imperfects --seen everything
      usher unanswered --yaml > unanswered.yaml

    Exit status: 0 when it is shown; 1 if the database can't be read; 2 if an option or a setting has to be
    put right first.
    """
    if as_yaml and as_json:
        _refuse("Either --yaml or --json: one of them at a time.")
    made = _report(show, guild, seen)
    if as_json:
        from bot.unanswered.report import as_json as to_json

        typer.echo(to_json(made))
    elif as_yaml:
        from bot.unanswered.stubs import stubs

        typer.echo(stubs(made.groups), nl=False)
    else:
        _print(made)


def _report(show_id: str | None, guild_id: int | None, seen: str) -> Report:
    from bot import log
    from bot.config import SettingsError, read_settings
    from bot.knowledge.places import NoShelf, log_problems, open_shelf
    from bot.knowledge.sentences import did_you_mean
    from bot.spoilers import Limit
    from bot.storage.commands import NotDone
    from bot.storage.errors import UnusableDatabase
    from bot.storage.reading import read_unanswered
    from bot.unanswered.report import report

    try:
        limit = Limit.parse(seen.strip().lower())
    except ValueError:
        _refuse(f"--seen {seen} is not clear to me: write an episode such as S01E04, nothing, or everything.")
    try:
        settings = read_settings()
        log.configure(settings.usher_log_level)
        shelf, problems = open_shelf(settings)
        log_problems(problems)
        if show_id is not None and show_id not in shelf.shows:
            meant = did_you_mean(show_id, shelf.shows) or "."
            _refuse(f"There is no show `{show_id}`{meant} There are: {', '.join(sorted(shelf.shows))}.")
        found = read_unanswered(settings.database_url.get_secret_value())
    except (SettingsError, NoShelf, UnusableDatabase) as error:
        _refuse(str(error))
    except NotDone as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(NOT_DONE) from None
    return report(found.kept, found.counts, shelf.shows, limit, show_id=show_id, guild_id=guild_id)


def _print(made: Report) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from bot.markdown import plain
    from bot.unanswered.report import count_lines

    if made.groups:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name in ("Times", "Last", "Show", "Question"):
            table.add_column(
                name,
                justify="right" if name == "Times" else "left",
                no_wrap=name != "Question",
                overflow="fold",
            )
        for group in made.groups:
            cells = (str(group.times), str(group.last), group.show_id, plain(group.text))
            table.add_row(*map(Text, cells))
        Console().print(table, highlight=False)
    else:
        typer.echo(f"No question is kept that may be shown to who has seen {made.seen}.")
    for line in count_lines(made):
        typer.echo(line)


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(UNUSABLE)
