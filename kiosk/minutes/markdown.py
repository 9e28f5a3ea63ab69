"""The document as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.minutes.document import Addition, Block, Code, Document, Fixed, Particulars, Prose, Section, Table, Told


def markdown(document: Document) -> str:
    """The whole text; a rehearsal's says so at its head and at its end."""
    return "\n\n".join(_parts(document)) + "\n"


def _parts(document: Document) -> Iterator[str]:
    warning = f"> **{_plain(document.watermark)}**"
    if document.watermark:
        yield warning
    yield f"# {_plain(document.title)}"
    yield " · ".join(_plain(part) for part in (document.kind, document.subtitle) if part)
    colon = ": " if document.language == "en" else "："
    yield _block(document.particulars, colon)
    for section in document.sections:
        if not section.annex:
            yield from _section(section, "##", colon)
    yield "\n\n".join(
        f"{_plain(one.who)}{colon}{_plain(one.signed) or '______________________'}" for one in document.signatures
    )
    yield f"## {_plain(document.annexes)}"
    for section in document.sections:
        if section.annex:
            yield from _section(section, "###", colon)
    yield _plain(document.closing)
    if document.watermark:
        yield warning


def _section(section: Section, level: str, colon: str) -> Iterator[str]:
    if section.blocks:
        yield f"{level} {_plain(section.title)}"
        yield from (_block(one, colon) for one in section.blocks)


def _block(block: Block, colon: str) -> str:
    if isinstance(block, Told):
        return f"{block.time}  {_plain(block.text)}"
    if isinstance(block, Prose):
        return _plain(block.text)
    if isinstance(block, Particulars):
        return "\n".join(f"- {_plain(label)}{colon}{_plain(value)}" for label, value in block.rows)
    if isinstance(block, Fixed):
        return "\n".join(f"    {line}" for line in block.text.rstrip("\n").split("\n"))
    if isinstance(block, Code):
        return f"    {block.text}"
    if isinstance(block, Addition):
        lines = "\n".join(f"> {_plain(line)}" for line in block.text.split("\n"))
        return f"> *{_plain(block.label)}*\n>\n{lines}"
    return _table(block)


def _table(table: Table) -> str:
    rule = ["---:" if column in table.figures else "---" for column in range(len(table.titles))]
    rows = [[_plain(cell) for cell in row] for row in (table.titles, *table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))


def _plain(text: str) -> str:
    """Text as text: what Markdown or HTML would take for its own is escaped."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text.replace("\n", " "))
