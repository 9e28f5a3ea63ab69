"""A thousand tests make the same app: what Werkzeug compiles of a route, most of an app's cost, is compiled once a process.

What compiling leaves in a rule is the same for every app whose rule reads the same: parts of a pattern, converters,
and two functions that write an address and find the rule they belong to in their first argument.
"""

from __future__ import annotations

from typing import Any

from werkzeug.routing import Rule


def compile_once() -> None:
    """From now on, routes that are the same share what is compiled of them."""
    compiling = Rule.compile
    kept: dict[tuple[Any, ...], Rule] = {}

    def compile(rule: Rule) -> None:
        assert rule.map is not None
        readers = tuple(rule.map.converters.values())
        key = (
            rule.rule,
            rule.subdomain,
            rule.host,
            repr(rule.defaults),
            rule.merge_slashes,
            rule.map.host_matching,
            readers,
        )
        first = kept.get(key)
        if first is None:
            compiling(rule)
            kept[key] = rule
            return
        rule._parts, rule._trace, rule._converters = list(first._parts), list(first._trace), dict(first._converters)
        rule.arguments = set(first.arguments)
        rule._build = first._build.__func__.__get__(rule, None)  # type: ignore[attr-defined]
        rule._build_unknown = first._build_unknown.__func__.__get__(rule, None)  # type: ignore[attr-defined]

    Rule.compile = compile  # type: ignore[method-assign]
