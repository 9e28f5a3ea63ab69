"""What cannot be read says what it is and what to do about it."""

from __future__ import annotations

from kiosk.roll.limits import unusable
from kiosk.store.errors import CommandRejected

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")


def broken_workbook(name: str) -> CommandRejected:
    return unusable("%(file)s is not a workbook that can be read: save it as XLSX or CSV again.", file=name)


def by_its_bytes(content: bytes, name: str) -> CommandRejected | None:
    """A PDF, a picture, another archive: known by the first bytes."""
    if content[:1024].lstrip().startswith(b"%PDF"):
        return unusable(
            "%(file)s is a PDF, which cannot be read as a list: export the list it was made from as XLSX or CSV.",
            file=name,
        )
    picture = content.startswith(_PICTURES[:3]) or content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")
    picture = picture or (content.startswith(_PICTURES[3:]) and b"\0" in content[:32])
    if picture or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        return unusable(
            "%(file)s is a picture (binary data): type the names into a table, or paste them as text.", file=name
        )
    if content.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return _archive(name, "")
    if content.startswith(b"{\\rtf"):
        return _document(name)
    return None


def by_its_streams(content: bytes, name: str) -> CommandRejected | None:
    """Old Office files and locked new ones share their first bytes; the names of their streams tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return locked(name)
    if "WordDocument".encode("utf-16-le") in content:
        return _document(name)
    if not any(stream.encode("utf-16-le") in content for stream in ("Workbook", "Book")):
        return unusable(
            "%(file)s is an old or a locked workbook: save it as XLSX without a password, or as CSV.", file=name
        )
    return None


def by_its_parts(parts: list[str], mimetype: bytes, name: str) -> CommandRejected | None:
    """What a ZIP file is, by the names of its parts; None for a workbook."""
    if any(part.startswith("Index/") and part.endswith(".iwa") for part in parts) or "Index.zip" in parts:
        return unusable(
            "%(file)s is a Numbers or Pages document: in Numbers choose File, Export To, Excel or CSV.", file=name
        )
    if any(part.startswith("word/") for part in parts) or mimetype.endswith(b"opendocument.text"):
        return _document(name)
    if any(part.startswith("ppt/") for part in parts):
        return unusable("%(file)s is a presentation, not a list: save the list as XLSX or CSV.", file=name)
    if any(part.startswith("xl/") for part in parts) or b"spreadsheet" in mimetype:
        return None
    return _archive(name, next((part for part in parts if not part.endswith("/")), ""))


def locked(name: str) -> CommandRejected:
    return unusable(
        "%(file)s is locked with a password: open it, save it as XLSX without a password, or as CSV.", file=name
    )


def _document(name: str) -> CommandRejected:
    return unusable(
        "%(file)s is a text document: copy its table into a spreadsheet and save that as XLSX or CSV.", file=name
    )


def _archive(name: str, inside: str) -> CommandRejected:
    if inside:
        return unusable(
            "%(file)s is an archive, not a list: unpack it and choose the file inside (%(inside)s).",
            file=name,
            inside=inside[:80],
        )
    return unusable("%(file)s is an archive, not a list: unpack it and choose the file inside.", file=name)
