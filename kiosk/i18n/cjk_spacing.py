"""Figures set into a Chinese sentence: a space stands beside what is Latin, none between two Chinese characters.

The sentences of the catalogue have the space; `static/js/setting.js` is the same rule for the pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLACE = re.compile(r"( ?)%(?:\((\w+)\)s|%)( ?)")
_WIDE = "\u2e80"  # from here on characters take a whole square


def interpolate_cjk(sentence: str, figures: Mapping[str, object]) -> str:
    """The sentence with its figures, "%(name)s 签字" with 王芳 as "王芳签字", with Ann as "Ann 签字"."""

    def put(found: re.Match[str]) -> str:
        before, name, after = found.groups()
        value = str(figures[name]) if name else "%"
        if value[:1] >= _WIDE <= sentence[: found.start()][-1:]:
            before = ""
        if value[-1:] >= _WIDE <= sentence[found.end() :][:1]:
            after = ""
        return f"{before}{value}{after}"

    return _PLACE.sub(put, sentence)
