"""The bytes of a file as sheets of cells, whatever program wrote them; what is no roll says what it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from kiosk.roll.formats import foreign, markup, pasted, text
from kiosk.roll.grid import Book, spread
from kiosk.roll.limits import BYTES_MOST, too_large, unusable

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def book(content: bytes, name: str, progress: Callable[[int], None] = lambda rows: None) -> Book:
    """A file's sheets; CommandRejected, with what it is and what to do, when it cannot be read."""
    found = _read(content, name, progress)
    seen: set[str] = set()
    for place, sheet in enumerate(found.sheets, 1):
        if sheet.name in seen or (not sheet.name and len(found.sheets) > 1):
            sheet.name = f"{sheet.name} {place}".strip()
        seen.add(sheet.name)
        spread(sheet)
    return found


def _read(content: bytes, name: str, progress: Callable[[int], None]) -> Book:
    if len(content) > BYTES_MOST:
        raise too_large(name)
    if not content.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise unusable("%(file)s is empty.", file=name)
    if content.startswith(OLD_WORKBOOK):
        return _old(content, name)
    if content.startswith(b"PK\x03\x04"):
        return _packed(content, name)
    if refused := foreign.by_its_bytes(content, name):
        raise refused
    return _written(content, name, progress)


def _old(content: bytes, name: str) -> Book:
    if refused := foreign.by_its_streams(content, name):
        raise refused
    from kiosk.roll.formats import calamine

    return calamine.book(content, name, "XLS")


def _packed(content: bytes, name: str) -> Book:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.namelist()
            mimetype = packed.read("mimetype")[:100] if "mimetype" in parts else b""
    except Exception:  # zipfile raises whatever a broken archive makes it raise
        raise foreign.broken_workbook(name) from None
    if refused := foreign.by_its_parts(parts, mimetype, name):
        raise refused
    if "xl/workbook.bin" in parts or mimetype:
        from kiosk.roll.formats import calamine

        return calamine.book(content, name, "ODS" if mimetype else "XLSB")
    from kiosk.roll.formats import workbook

    return workbook.book(content, name)


def _written(content: bytes, name: str, progress: Callable[[int], None]) -> Book:
    encoding, written = text.decoded(content, name)
    head = written[:4_000].lower()
    if "begin:vcard" in head:
        return pasted.vcards(encoding, written, name)
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<workbook" in written[:20_000].lower():
        return markup.xml_2003(content, name)
    if head.lstrip("\ufeff \r\n\t").startswith("<") and "<table" in written.lower():
        return markup.html(encoding, written, name)
    if pasted.is_chain(written):
        return pasted.chain(encoding, written, name)
    if (lines := pasted.names_in_lines(written)) is not None:
        return pasted.names(encoding, lines)
    return text.delimited(encoding, written, name, progress)
