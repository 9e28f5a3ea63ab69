"""The reference of commands, views, routes, entry kinds and refusals, made from the registry.

`python -m kiosk.cli.docgen > docs/reference.md`
"""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click

from kiosk.app import REGISTRY, create_app
from kiosk.cli.main import COMMANDS, command
from kiosk.meeting_file import make_meeting


def reference() -> str:
    """The page, as Markdown."""
    parts = [
        "# Reference",
        "Made by `python -m kiosk.cli.docgen`; a test fails when it is stale.",
        "## Command line",
        *_command_line(),
        "## Commands",
        "What may be asked of a meeting; each is decided once and leaves one entry.",
        *(f"- `{name}`: {_first(command.__doc__)}" for name, command in sorted(REGISTRY.commands.items())),
        "## Workings",
        "Durable, but not recorded.",
        *(f"- `{name}`: {_first(work.__doc__)}" for name, work in sorted(REGISTRY.works.items())),
        "## Entry kinds",
        ", ".join(f"`{kind}`" for kind in sorted([*REGISTRY.projections, "refused"])),
        "## Views",
        *(f"- `{name}`: {', '.join(view.roles)}" for name, view in sorted(REGISTRY.views.items())),
        "## Routes",
        *_routes(),
        "## Refusals",
        ", ".join(f"`{code}`" for code in sorted(_codes())),
    ]
    text = ""
    for part in parts:
        listed = part.startswith("- ") and text.rpartition("\n\n")[2].startswith("- ")
        text += ("\n" if listed else "\n\n" if text else "") + part
    return text + "\n"


def _command_line() -> Iterator[str]:
    named = [(name, command(name)) for name in COMMANDS]
    for name, group in list(named):
        if isinstance(group, click.Group):
            named.remove((name, group))
            named += [(f"{name} {part}", one) for part, one in group.commands.items()]
    for name, one in sorted(named, key=lambda pair: pair[0]):
        options = [
            f"`{option.opts[-1]}`"
            for option in one.params
            if isinstance(option, click.Option) and option.name != "help"
        ]
        arguments = " ".join(p.human_readable_name for p in one.params if isinstance(p, click.Argument))
        yield f"- `kiosk {name}{' ' + arguments if arguments else ''}`: {_first(one.help)} {', '.join(options)}".rstrip()


def _routes() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "reference.kiosk")
        make_meeting(path, title="Reference", preset="roberts")
        app = create_app(path)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
            roles = getattr(app.view_functions[rule.endpoint], "roles", ())
            methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
            yield f"- `{methods} {rule.rule}`: {', '.join(roles)}"
        app.extensions["kiosk"].writer.close()


def _codes() -> set[str]:
    """Every refusal code that the program may answer, read from its source."""
    found = {"malformed", "busy", "failed", "not_found", "method_not_allowed"}
    for path in Path(str(files("kiosk"))).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") in ("CommandRejected", "_refuse")
                and node.args
            ):
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    found.add(str(code.value))
    return found


def _first(text: str | None) -> str:
    return " ".join((text or "").strip().split("\n\n")[0].split())


if __name__ == "__main__":
    click.echo(reference(), nl=False)
