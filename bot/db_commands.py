"""The command line's group `usher db`: upgrade, backup and restore."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

NOT_DONE, UNUSABLE = 1, 2
"""Exit statuses: it could not be done; something has to be put right before anything can be done."""

app = typer.Typer(
    help="Look after the database, in which the bot keeps members' progress and servers' settings.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def upgrade() -> None:
    """Bring the database to this version of Usher.

    “usher run” does this by itself when it starts. An SQLite file is copied first, and the copy stays beside
    it. If anything fails, nothing has changed.

    \b
    Example:
      usher db upgrade

    Exit status: 0 when it is up to date; 1 if it could not be done; 2 if a newer Usher has made it, or a
    setting has to be put right first.
    """
    from bot.storage import commands

    _do(commands.upgrade)


@app.command()
def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to put it.")]) -> None:
    """Copy the database into one file, also while the bot runs.

    The copy is verified, and then takes the place of a file of that name. It holds members' data, so keep it
    as you keep the database. For PostgreSQL use pg_dump.

    \b
    Example:
      usher db backup usher-monday.db

    Exit status: 0 when it is done; 1 if not; 2 if a setting has to be put right first.
    """
    from bot.storage import commands

    _do(lambda url: commands.backup(url, file))


@app.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]) -> None:
    """Put a backup into the place of the database.

    Stop the bot first. The backup is verified before anything is replaced, and what it replaces stays beside
    the database. What members deleted after the backup was made is there again. For PostgreSQL use
    pg_restore.

    \b
    Example:
      usher db restore usher-monday.db

    Exit status: 0 when it is done; 1 if not, and then nothing has changed; 2 if a setting has to be put right
    first.
    """
    from bot.storage import commands

    _do(lambda url: commands.restore(url, file))


def _do(work: Callable[[str], str]) -> None:
    """Do it to the database of the settings; print its sentence, and end the process where it fails."""
    from bot.config import SettingsError, read_settings
    from bot.storage.commands import NotDone
    from bot.storage.errors import UnusableDatabase

    try:
        said = work(read_settings().database_url.get_secret_value())
    except (SettingsError, UnusableDatabase) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(UNUSABLE) from None
    except NotDone as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(NOT_DONE) from None
    typer.echo(said)
