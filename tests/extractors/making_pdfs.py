"""PDFs for tests, made on the spot (SIMULADO): tables with and without lines, wrapped cells, scans, locked files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Literal

from PIL import Image
from reportlab.lib.colors import black, lightgrey
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

Rows = Sequence[Sequence[str]]
Lines = Literal["grid", "inner", "horizontal", "vertical", "bands", "none"]
_LINES: dict[Lines, list[tuple[object, ...]]] = {
    "grid": [("GRID", (0, 0), (-1, -1), 0.5, black)],
    "inner": [("INNERGRID", (0, 0), (-1, -1), 0.5, black)],
    "horizontal": [("LINEABOVE", (0, 0), (-1, -1), 0.5, black), ("LINEBELOW", (0, -1), (-1, -1), 0.5, black)],
    "vertical": [("BOX", (0, 0), (-1, -1), 0.5, black), ("LINEAFTER", (0, 0), (-1, -1), 0.5, black),
                 ("LINEBELOW", (0, 0), (-1, 0), 0.5, black)],
    "bands": [("ROWBACKGROUNDS", (0, 0), (-1, -1), (None, lightgrey))],
    "none": [],
}  # fmt: skip
SIZE = 8


def wrapped(text: str, width: float, *, font: str = "Helvetica") -> str:
    """A text in lines as wide as a column, as a word processor breaks it."""
    return "\n".join(simpleSplit(text, font, SIZE, width - 13))


def table_pdf(
    rows: Rows,
    *,
    widths: Sequence[float],
    lines: Lines = "grid",
    title: Sequence[str] = (),
    footer: str = "",
    repeated: bool = True,
    bold: bool = True,
    padding: float = 3,
    middle: bool = False,
    across: Sequence[tuple[object, ...]] = (),
    password: str | None = None,
    rows_per_page: int = 0,
) -> bytes:
    """A table whose first row is its header, on letter pages. A line break in a cell is one on paper.

    ``rows_per_page``: a new page after so many rows; ``repeated``: with the header again; ``across``: reportlab's own
    commands; ``password``: to open it, or "" for one that anybody may read and nobody print.
    """
    out = io.BytesIO()
    encryption = None if password is None else StandardEncryption(password, "SIMULADO", canPrint=0)
    page = SimpleDocTemplate(out, pagesize=letter, margin=0, leftMargin=36, rightMargin=36, topMargin=50, bottomMargin=50,
                             invariant=1, encrypt=encryption)  # fmt: skip
    style = TableStyle([
        ("FONT", (0, 0), (-1, -1), "Helvetica", SIZE, SIZE * 1.2), ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if middle else "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), padding), ("BOTTOMPADDING", (0, 0), (-1, -1), padding), *_LINES[lines], *across,
    ])  # fmt: skip
    if bold:
        style.add("FONT", (0, 0), (-1, 0), "Helvetica-Bold", SIZE, SIZE * 1.2)
    said = [Paragraph(line, getSampleStyleSheet()["BodyText"]) for line in title]
    body = rows[1:]
    step = rows_per_page or max(1, len(body))
    parts: list[object] = []
    for start in range(0, max(1, len(body)), step):
        head = [rows[0]] if repeated or not start else []
        parts += [PageBreak()] if start else []
        parts.append(Table([list(row) for row in [*head, *body[start : start + step]]], colWidths=list(widths),
                           style=style if head else _without_head(style), repeatRows=len(head)))  # fmt: skip

    def foot(canvas: Canvas, _: object) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawCentredString(306, 30, footer.format(page=canvas.getPageNumber()))

    page.build([*said, Spacer(1, 6), *parts], onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _without_head(style: TableStyle) -> TableStyle:
    return TableStyle([command for command in style.getCommands() if "Helvetica-Bold" not in command])


def lines_pdf(*pages: Sequence[str], size: float = 10) -> bytes:
    """Lines of text, one under the other; a "" leaves one out."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=1)
    for lines in pages:
        canvas.setFont("Helvetica", size)
        for number, line in enumerate(lines):
            canvas.drawString(60, 720 - number * size * 1.2, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned_pdf(*, stamp: str = "") -> bytes:
    """A page that is one image, with a line of text stamped under it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (170, 220), 200)), 0, 0, width=612, height=792)
    canvas.drawString(60, 20, stamp)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def turned_pdf(rows: Rows, *, told: bool) -> bytes:
    """A table on its side; ``told``: the page says that it is to be turned."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, invariant=1)
    if told:
        canvas.setPageRotation(90)
    canvas.translate(560, 60)
    canvas.rotate(90)
    table = Table([list(row) for row in rows], style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, black)]))
    table.wrapOn(canvas, *landscape(letter))
    table.drawOn(canvas, 0, 200)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def agreements_pdf(*rows: Sequence[str]) -> bytes:
    """A table of agreements, as ``tests.flows.desk.table`` prints it in HTML."""
    widths = (230, 110, 80, 110)
    printed = [[wrapped(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return table_pdf([("Título", "País", "Fecha de firma", "Áreas"), *printed], widths=widths, title=["SIMULADO"])
