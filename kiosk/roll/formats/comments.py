"""What is written on the cells of a workbook, beside them: comments and notes."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

COMMENTS_MOST = 20_000
BYTES_MOST = 8 * 1024 * 1024
_ROW = re.compile(r"\d+$")
_SIGNED = re.compile(r"^[^\n]{1,60}[:：]\s*\n")  # Excel writes who wrote it above


def by_sheet(content: bytes) -> dict[str, dict[int, str]]:
    """By sheet and row; nothing of what is too large or broken: a comment is no cell."""
    found: dict[str, dict[int, str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if not any("comments" in part.lower() for part in packed.namelist()):
            return {}
        for title, sheet in _sheets(packed):
            for part in _targets(packed, sheet, "/comments"):
                found.setdefault(title, {}).update(_comments(_part(packed, part)))
    return found


def _sheets(packed: zipfile.ZipFile) -> list[tuple[str, str]]:
    root = ElementTree.fromstring(_part(packed, "xl/workbook.xml") or b"<none/>")
    targets = _relations(packed, "xl/workbook.xml")
    found = []
    for sheet in root.iter():
        if sheet.tag.endswith("}sheet"):
            id = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            found.append((sheet.get("name", ""), targets.get(id, ("", ""))[1]))
    return found


def _targets(packed: zipfile.ZipFile, part: str, kind: str) -> list[str]:
    return [target for type, target in _relations(packed, part).values() if type.endswith(kind)]


def _relations(packed: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    content = _part(packed, f"{folder}/_rels/{name}.rels")
    if not content:
        return {}
    return {
        one.get("Id", ""): (
            one.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
        )
        for one in ElementTree.fromstring(content)
    }


def _part(packed: zipfile.ZipFile, part: str) -> bytes:
    if part not in packed.namelist() or packed.getinfo(part).file_size > BYTES_MOST:
        return b""
    return packed.read(part)


def _comments(content: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    if not content:
        return found
    for one in ElementTree.fromstring(content).iter():
        if one.tag.endswith("}comment") and len(found) < COMMENTS_MOST and (row := _ROW.search(one.get("ref", ""))):
            text = "".join(part.text or "" for part in one.iter() if part.tag.endswith("}t"))
            text = _SIGNED.sub("", text.strip())
            number = int(row[0])
            found[number] = f"{found[number]} / {text}" if number in found else text
    return found
