"""The command `kiosk`. Exit 0 when it holds, 1 when what was checked does not, 2 for unusable input."""

from __future__ import annotations

import sqlite3
from importlib import import_module
from typing import Any

import click

from kiosk.store.errors import CommandRejected, UsageError

# each command's sentence, and the module that has it, which is loaded only when the command is called
COMMANDS = {
    "badges": ("kiosk.cli.roll:badges", "Write every member's badge as sheets to print (.html) or as a list (.csv)."),
    "demo": (
        "kiosk.simulation.demo:demo",
        "A rehearsal of a whole meeting with invented people; pause it, or play any part yourself.",
    ),
    "draw": ("kiosk.cli.draw:draw", "The draw of a speaking order."),
    "export": (
        "kiosk.cli.export:export",
        "Write the record: DIR/internal, which names persons, and DIR/public, which withholds them.",
    ),
    "import": (
        "kiosk.cli.roll:import_",
        "Import a roll, whatever program wrote it.",
    ),
    "new": ("kiosk.cli.meeting:new", "Make a new meeting's file."),
    "pair": ("kiosk.cli.meeting:pair", "Pair a device: prints its address and its token."),
    "questions": ("kiosk.cli.questions:questions", "Write every question with its states, times and reasons."),
    "quorum": ("kiosk.cli.quorum:quorum", "Is the quorum met? Shows its arithmetic; exits 0 when it could be judged."),
    "serve": ("kiosk.cli.serving:serve", "Serve a meeting to its tablets and screens."),
    "start": (
        "kiosk.cli.serving:start",
        "Make a meeting, or open an earlier one, by a page in the browser: what a double click does.",
    ),
    "verdict": (
        "kiosk.cli.verdict:verdict",
        "Who is elected, by which arithmetic; exits 1 when the round is void or not valid, or its papers do not add up.",
    ),
    "verify": (
        "kiosk.cli.verify:verify",
        "Check a meeting's file, or an exported record, in itself, and against what was noted of it.",
    ),
}


class Failure(click.ClickException):
    exit_code = 2


class Commands(click.Group):
    """Loads a command when it is called. Every failure is one plain sentence on standard error, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in sorted(COMMANDS.items())])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise Failure(error.format_message()) from None
        except UsageError as unusable:
            raise Failure(str(unusable)) from None
        except CommandRejected as refused:
            raise Failure(str(refused)) from None
        except (sqlite3.Error, OSError) as error:
            raise Failure(f"The file cannot be used: {error}.") from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kiosk")
def main() -> None:
    """Kiosk: run a meeting in a hall."""


def command(name: str) -> click.Command:
    """A command of the table, loaded."""
    module, _, function = COMMANDS[name][0].partition(":")
    loaded: click.Command = getattr(import_module(module), function)
    return loaded
