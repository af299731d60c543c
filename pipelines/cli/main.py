"""The `thinkfamily` command: what is common to all its commands, and how an error ends it."""

import os
import sys
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipelines.cli import (
    agreeing,
    auditing,
    backfilling,
    checking,
    demonstrating,
    drifting,
    evidence,
    explaining,
    judging,
    keeping,
    labelling,
    mapping,
    releasing,
    retaining,
    rotating,
    running,
    serving,
    showing,
    subject,
    threshold,
    towns,
    watching,
)
from pipelines.cli.context import Session
from pipelines.cli.key import load_environment
from pipelines.config import ConfigError
from pipelines.definitions import config_file
from pipelines.errors import TOLD_IN_WORDS, kind_and_place
from pipelines.runs import RunFailedError
from pipelines.warehouse import WarehouseKeyError


class ExitCode(IntEnum):
    """What a command's exit code means, for the scripts and schedulers that call it."""

    DONE = 0
    REFUSED = 1  # A delivery, a claim or a rule stopped it; the last good night stays.
    USAGE = 2  # The words of the command are wrong; Typer says which.
    NOT_CONFIGURED = 3  # The configuration or the key is missing or wrong.
    INTERNAL = 70  # A fault of ours.


app = typer.Typer(
    name="thinkfamily",
    help=(
        "Count what services cannot see alone: which patients are parents, which children they "
        "have, which families several services know.\n\n"
        "Start with [bold]thinkfamily demo[/bold]: a made-up town, one night, and its release."
    ),
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)

app.command()(demonstrating.demo)
app.command("map")(mapping.map_list)
app.command()(checking.check)
app.command()(running.night)
app.command()(backfilling.backfill)
app.add_typer(releasing.app, name="release")
app.command()(showing.counts)
app.command()(checking.deliveries)
app.command()(checking.accept)
app.add_typer(drifting.app, name="drift")
app.command()(explaining.explain)
app.command()(judging.evaluate)
app.command()(judging.train)
app.add_typer(labelling.app, name="labels")
app.add_typer(labelling.app, name="label", hidden=True)  # As people also call it.
app.add_typer(threshold.app, name="threshold")
app.add_typer(agreeing.app, name="agreement")
app.add_typer(subject.app, name="subject")
app.add_typer(auditing.app, name="audit")
app.command()(evidence.evidence)
app.command()(retaining.retention)
app.add_typer(rotating.app, name="key")
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(watching.health)
app.command()(watching.alert)
app.command()(serving.dashboard)
app.command()(towns.synthesise)


@app.callback()
def common(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(help="The configuration, instead of thinkfamily.toml in this folder."),
    ] = None,
) -> None:
    """Find the configuration and the key for the command that follows."""
    os.umask(0o077)
    file = config.resolve() if config else config_file()
    load_environment(file.parent)
    # A record's key such as gp:x:1 is no emoji.
    console, errors = Console(emoji=False), Console(stderr=True, emoji=False)
    context.obj = Session(config_file=file, console=console, errors=errors)


def main() -> None:
    """Run the command; an error is told in words and becomes an exit code."""
    errors = Console(stderr=True, emoji=False)
    try:
        app(standalone_mode=True)
    except (ConfigError, WarehouseKeyError) as error:
        _tell(errors, str(error))
        sys.exit(ExitCode.NOT_CONFIGURED)
    except RunFailedError as error:
        _tell(errors, str(error))
        sys.exit(ExitCode.INTERNAL if error.is_fault else ExitCode.REFUSED)
    except (
        *TOLD_IN_WORDS,
        explaining.ExplainingError,
        judging.JudgingError,
        mapping.MappingError,
        towns.MakingError,
    ) as error:
        _tell(errors, str(error))
        sys.exit(ExitCode.REFUSED)
    except (SystemExit, KeyboardInterrupt, typer.Exit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of a library in Rust is no Exception
        # A library's message may quote a person's row.
        _tell(errors, f"a fault of ours: {kind_and_place(error)}")
        sys.exit(ExitCode.INTERNAL)


def _tell(errors: Console, words: str) -> None:
    errors.print("[bold red]Not done:[/bold red] ", end="")
    errors.print(words, markup=False, highlight=False)
