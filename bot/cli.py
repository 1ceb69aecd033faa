"""The command line: run, demo, ask, eval, check, new, schema, and what other modules add.

What a subcommand needs is imported when it is called, so that `usher --help` comes at once and `usher run`
loads nothing that only the terminal needs.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot import __version__, db_commands, unanswered_command

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.console import Session
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
app.add_typer(db_commands.app, name="db")
app.command()(unanswered_command.unanswered)


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
    # All that is loaded stays: looking for rubbish meanwhile would be a tenth of the start, for nothing.
    gc.disable()
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
    question: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUESTION]",
            help="A question, or a command as on Discord, best in quotes; - reads one a line.",
        ),
    ] = None,
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
    locale: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="Your language, such as es or es-ES.")
    ] = "en",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line, for programs to read.")
    ] = False,
    follow: Annotated[
        bool, typer.Option("--follow", help="With --json, take all lines for one conversation.")
    ] = False,
) -> None:
    """Answer a question here in the terminal, in plain words or as a command.

    Needs neither a token nor Discord. Nothing is told beyond the last episode that you have seen. Without
    a question there is a prompt, at which you can go on asking; exit or Ctrl-D ends it. --show goes before
    a show that a question names; of one that is named there, nothing is told that --seen would open.

    \b
    Examples:
      usher ask
      usher ask "who plays godroy?"
      usher ask "/cast godroy"
      usher ask "/episodes s01e04" --seen S01E04
      usher ask "what happens in episode 4" --seen S01E04
      usher ask --json - < questions.txt

    Exit status: 0 for an answer, and also if the bot has to say that it does not know; 2 if a command
    is not understood.
    """
    settings, limit = _settings(), _limit(seen)
    from bot import log
    from bot.ask.command import Misread
    from bot.console import Session
    from bot.knowledge.places import NoShelf, log_problems, open_shelf

    log.configure(settings.usher_log_level)
    try:
        shelf, problems = open_shelf(settings)
    except NoShelf as error:
        _refuse(str(error))
    log_problems(problems)
    report_url = str(settings.usher_report_url) if settings.usher_report_url else None
    session = Session(shelf, _now, show=show, limit=limit, locale=locale, report_url=report_url)
    text = " ".join(question or ["-"])
    if as_json:
        raise typer.Exit(_answer_programs(session, text, follow))
    if text == "-":
        from bot import prompt

        prompt.ask_on(session.answer)
        return
    came = session.answer(text)
    if isinstance(came, Misread):
        _refuse(came.sentence)
    from bot import terminal

    terminal.print_turn(came)


def _answer_programs(session: Session, text: str, follow: bool) -> int:
    """Print a line of JSON for a question, or for each line that comes in; the exit status."""
    from bot.ask.command import Misread
    from bot.json_lines import as_json, lines

    if text != "-":
        came = session.answer(text)
        typer.echo(as_json(text, came))
        return UNUSABLE if isinstance(came, Misread) else 0
    for line in lines(sys.stdin.buffer):
        typer.echo(as_json(line, session.answer(line)))
        if not follow:
            session.forget()
    return 0


@app.command()
def eval(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Question sets, in YAML or JSON lines.")
    ],
    least: Annotated[
        str | None,
        typer.Option(
            metavar="SHARE[,SHARE]",
            help="How many of the answers and of the abstentions have to be right, such as 0.95.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document, for programs to read.")
    ] = False,
    show_file: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH", help="The knowledge file of a show that the sets name; may be repeated."
        ),
    ] = None,
    data: Annotated[Path | None, typer.Option(metavar="FOLDER", help="A folder with such files.")] = None,
) -> None:
    """Put sets of questions to the bot, and tell how many it answers right.

    A set names its show, which is one of those that the bot uses, or a file in a folder “shows” beside the
    set. docs/questions.md explains how sets are written. What is not answered is asked once more by
    somebody who has seen everything, only to tell what is withheld from what is unknown.

    \b
    Examples:
      usher eval questions.yaml
      usher eval questions.jsonl --show-file my-show.yaml
      usher eval tests/questions/*.yaml --least 0.95,0.9
      usher eval questions.yaml --json

    Exit status: 0 if nothing leaked and enough is right; 1 if a spoiler leaked or less is right than
    --least asks for; 2 if a file can't be used.
    """
    settings = _settings()
    from bot import scoreboard
    from bot.evaluation import judge
    from bot.knowledge.places import NoShelf, open_shelf
    from bot.question_sets import Shows, Unreadable, read_set

    bar = _least(least) if least is not None else None
    shows = Shows(lambda: open_shelf(settings)[0], files=show_file or (), folder=data)
    try:
        cases = [(case, shows.of(case)) for file in files for case in read_set(file)]
    except (Unreadable, NoShelf) as error:
        _refuse(str(error))
    judged = scoreboard.watched((judge(case, show, _now) for case, show in cases), len(cases))
    board = scoreboard.Scoreboard(list(judged), scoreboard.Least(*bar) if bar else None)
    if as_json:
        typer.echo(scoreboard.as_json(board))
    else:
        scoreboard.print_board(board)
    raise typer.Exit(0 if board.passed else ERRORS)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Files, or folders with such files.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Count warnings as errors in the exit status.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document, for programs to read.")
    ] = False,
) -> None:
    """Check knowledge files, and name each mistake with its line.

    Without a path it checks the files that the bot uses: those that come with it, and your own in
    USHER_DATA. Each problem is told as file:line:column: field: what is wrong, what would be right.
    Errors keep a file or a fact from being used, or give a secret away; warnings are only odd.

    \b
    Examples:
      usher check
      usher check my-show.yaml
      usher check data/ ~/shows/ --strict
      usher check --json

    Exit status: 0 if all is well or there are only warnings; 1 if there are errors, or with --strict
    warnings; 2 if a setting has to be put right first.
    """
    from functools import partial

    from bot import check as report_of
    from bot.fitting import unfit
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
    looked_at = inspect(
        [_from_here(file) for file in files], _now().date(), there, [partial(unfit, now=_now())]
    )
    report = report_of.Report(tuple(report_of.watched(looked_at, len(files))), tuple(unread))
    if as_json:
        typer.echo(report_of.as_json(report))
    else:
        for line in report_of.as_text(report):
            typer.echo(line)
    failed = report.errors or report.empty or (strict and report.warnings)
    raise typer.Exit(ERRORS if failed else 0)


@app.command()
def new(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The show's title.")],
    id: Annotated[
        str | None, typer.Option(metavar="ID", help="The file's name; without it, made of the title.")
    ] = None,
    seasons: Annotated[str | None, typer.Option(metavar="COUNT", help="How many seasons there are.")] = None,
    episodes: Annotated[
        list[str] | None, typer.Option(metavar="COUNT", help="Episodes of season 1; again for season 2.")
    ] = None,
    date: Annotated[
        list[str] | None,
        typer.Option(metavar="DATE", help="When season 1 came or will come out; again for season 2."),
    ] = None,
    platform: Annotated[
        str | None, typer.Option(metavar="NAME", help="Where it can be watched, such as a streaming service.")
    ] = None,
    source_title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The title of a page that says so.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published that page.")] = None,
    address: Annotated[str | None, typer.Option(metavar="URL", help="That page's address.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When that page came out, or undated.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to put the file; without it, USHER_DATA.")
    ] = None,
) -> None:
    """Begin the file of a new show.

    In a terminal it asks for what the options leave open. The file has comments that explain it, and
    examples to go on from; docs/knowledge.md is the guide. No file is ever overwritten.

    \b
    Examples:
      usher new "Harbour Lights"
      usher new "Harbour Lights" --out ~/shows --date 2026-10 --episodes 8 \\
        --source-title "A light goes on" --publisher "The Daily Gull"

    Exit status: 0 when the file is there; 2 if something has to be put right first.
    """
    settings = _settings()
    from bot import new as making
    from bot.knowledge.places import shipped

    given = making.Given(
        title=title,
        id=id,
        seasons=seasons,
        episodes=tuple(episodes or ()),
        dates=tuple(date or ()),
        platform=platform,
        source_title=source_title,
        publisher=publisher,
        address=address,
        published=published,
    )
    folder = out or settings.usher_data
    if folder is None:
        _refuse("Where to? Name a folder with --out, or set USHER_DATA to yours, where the bot looks, too.")
    folder = folder.expanduser()
    try:
        show_id = making.chosen_id(given)
        making.check_free(show_id, folder, shipped())
        show = making.gather(given, making.Terminal(_ask, typer.echo) if sys.stdin.isatty() else None)
        path = making.write(show, show_id, folder, _now().date())
    except making.Refused as refused:
        _refuse(str(refused))
    typer.echo(f"Made {path}. Open it in an editor and go on from there.")
    for step in making.next_steps(path, show_id, settings):
        typer.echo(step)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the knowledge files.

    Editors complete and underline by it. It lies beside the files as show.schema.json, and the first
    line of a file names it.

    \b
    Examples:
      usher schema
      usher schema > show.schema.json

    Exit status: 0.
    """
    from bot.knowledge.json_schema import json_schema_text

    typer.echo(json_schema_text(), nl=False)


def _ask(question: str) -> str:
    answer: str = typer.prompt(question, default="", show_default=False, prompt_suffix=" ")
    return answer


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


def _least(written: str) -> tuple[float, float]:
    shares = written.split(",")
    try:
        answers, abstentions = map(float, shares * 2 if len(shares) == 1 else shares)
        if not (0 <= answers <= 1 and 0 <= abstentions <= 1):
            raise ValueError
    except ValueError:
        _refuse(f"--least {written} is not clear to me: write a share from 0 to 1, or two such as 0.95,0.9.")
    return answers, abstentions


def _from_here(path: Path) -> Path:
    """The path as short as it can be written from this folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(UNUSABLE)
