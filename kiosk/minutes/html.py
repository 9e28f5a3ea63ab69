"""The document as HTML: as part of the secretary's page, and as a file that stands alone and prints on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kiosk import qr
from kiosk.http.middleware import static_folder
from kiosk.minutes.document import (
    Addition,
    Block,
    Code,
    Document,
    Fixed,
    Particulars,
    Prose,
    Section,
    Signature,
    Table,
    Told,
)


def page(document: Document) -> str:
    """A file of its own, its look inside."""
    style = "".join((static_folder() / "css" / name).read_text("utf-8") for name in ("tokens.css", "document.css"))
    return (
        f'<!doctype html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)} · {escape(document.kind)}</title>\n<style>\n{style}</style>\n</head>\n"
        f'<body class="doc-page">\n{article(document)}\n</body>\n</html>\n'
    )


def article(document: Document) -> str:
    """The document as one element; each section carries its key, each addition its number."""
    return "\n".join(_parts(document))


def _parts(document: Document) -> Iterator[str]:
    yield f'<article class="doc" lang="{document.language}">'
    if document.watermark:
        yield f'<p class="doc-watermark" aria-hidden="true" data-words="{escape(document.watermark)}"></p>'
        yield f'<p class="doc-warning">{escape(document.watermark)}</p>'
    kind = " · ".join(part for part in (document.subtitle, document.kind) if part)
    yield f'<header class="doc-head"><p>{escape(kind)}</p><h1>{escape(document.title)}</h1>{_block(document.particulars)}</header>'
    yield from (_section(one, 2) for one in document.sections if not one.annex)
    if document.signatures:
        signed = "".join(_signature(one) for one in document.signatures)
        yield f'<div class="doc-signatures">{signed}</div>'
    if document.annexes:
        yield f'<div class="doc-annexes"><h2>{escape(document.annexes)}</h2>'
        yield from (_section(one, 3) for one in document.sections if one.annex)
        yield "</div>"
    yield f"<footer>{escape(document.closing)}</footer></article>"


def _signature(one: Signature) -> str:
    state = "signed" if one.signed else "open"
    words = f"<b>✓ {escape(one.signed)}</b>" if one.signed else ""
    return f'<div data-signer="{one.role}" data-state="{state}">{words}<span>{escape(one.who)}</span></div>'


def _section(section: Section, level: int) -> str:
    blocks = "\n".join(map(_block, section.blocks))
    empty = "" if section.blocks else " doc-empty"
    key = "" if section.annex else f' data-section="{escape(section.key)}"'
    return f'<section class="doc-section{empty}"{key}><h{level}>{escape(section.title)}</h{level}>\n{blocks}</section>'


def _block(block: Block) -> str:
    if isinstance(block, Told):
        return f'<p class="doc-act"><time>{block.time}</time><span>{escape(block.text)}</span></p>'
    if isinstance(block, Prose):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Particulars):
        rows = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in block.rows)
        return f"<dl>{rows}</dl>"
    if isinstance(block, Fixed):
        return f"<pre>{escape(block.text)}</pre>"
    if isinstance(block, Code):
        found = qr.picture(block.text)
        edge, side = 4, found["modules"] + 8
        view = f"{-edge} {-edge} {side} {side}"
        label = escape(block.text[:12])
        return (
            f'<svg class="doc-code" viewBox="{view}" role="img" aria-label="{label}"><path d="{found["path"]}"/></svg>'
        )
    if isinstance(block, Addition):
        lines = "<br>".join(escape(line) for line in block.text.split("\n"))
        return f'<aside data-addition="{block.id}"><small>{escape(block.label)}</small><p>{lines}</p></aside>'
    return _table(block)


def _table(table: Table) -> str:
    def row(cells: list[str], name: str) -> str:
        return "".join(
            f"<{name}{' class=figure' if column in table.figures else ''}>{escape(cell)}</{name}>"
            for column, cell in enumerate(cells)
        )

    body = "".join(f"<tr>{row(list(cells), 'td')}</tr>" for cells in table.rows)
    head = f"<tr>{row(list(table.titles), 'th')}</tr>"
    return f'<div class="doc-wide"><table><thead>{head}</thead><tbody>{body}</tbody></table></div>'
