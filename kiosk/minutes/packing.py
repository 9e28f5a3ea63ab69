"""Word, workbook and packed copies, the same to the byte whenever they are made of the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # that a zip archive can name
_MADE_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of these files, in their order, that says nothing of when it was made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            one = zipfile.ZipInfo(name, _FIRST_DAY)
            one.compress_type, one.create_system, one.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(one, content)
    return stream.getvalue()


def repacked(content: bytes) -> bytes:
    """A Word document or a workbook without the moment at which its library wrote it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    moment = rb"\g<1>1980-01-01T00:00:00Z\g<2>"
    return packed((name, _MADE_AT.sub(moment, part) if name == "docProps/core.xml" else part) for name, part in parts)
