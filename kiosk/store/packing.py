"""Word, workbook and packed copies, the same to the byte whenever they are made of the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # that a zip archive can name
_THUMBNAIL = "docProps/thumbnail"  # a picture of the library's own template
_THUMBNAIL_LINK = re.compile(rb"<Relationship [^>]*/metadata/thumbnail[^>]*/>")
_AUTHOR = re.compile(rb"(<dc:creator[^>]*>)[^<]*(<)")
_DESCRIBED = re.compile(rb"(<dc:description[^>]*>)[^<]*(<)")
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Kiosk</Application></Properties>"
)
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
    """A Word document or a workbook that says nothing of the library that wrote it, of when, and of another author."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return packed((name, _neutral(name, part)) for name, part in parts if not name.startswith(_THUMBNAIL))


def _neutral(name: str, part: bytes) -> bytes:
    if name == "docProps/app.xml":
        return _APPLICATION
    if name == "_rels/.rels":
        return _THUMBNAIL_LINK.sub(b"", part)
    if name == "docProps/core.xml":
        part = _MADE_AT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", part)
        return _DESCRIBED.sub(rb"\g<1>\g<2>", _AUTHOR.sub(rb"\g<1>Kiosk\g<2>", part))
    return part
