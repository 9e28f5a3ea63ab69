"""Nine hundred tests make the same app: what Werkzeug compiles of a route, half of an app's cost, is compiled once a process.

What it compiles are two functions that write a route's address; all that goes into them is in the key below, and they
find the route that they belong to in their first argument.
"""

from __future__ import annotations

from typing import Any

from werkzeug.routing import Rule


def compile_once() -> None:
    """From now on, routes that are the same share their two functions."""
    compiling = Rule._compile_builder
    kept: dict[tuple[Any, ...], Any] = {}

    def compiled(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown)
        if key not in kept:
            kept[key] = compiling(rule, append_unknown)
        return kept[key]

    Rule._compile_builder = compiled  # type: ignore[method-assign]
