"""Makes the workbooks and PDFs among the example pages, always the same bytes, from what the modules
``<half>_workbooks`` and ``<half>_pdfs`` declare.

Make them again with ``.venv/bin/python -m tests.office_pages.making`` (or ``... making seen`` for one half). The HTML
pages beside them are written by hand. Whoever writes readers looks at those of the seen half only; the unseen
half is what readers are measured on without having been fitted to it.
"""

from __future__ import annotations

import importlib
import io
import re
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from reportlab.lib import colors
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

HERE = Path(__file__).parent
HALVES = ("seen", "unseen")
SAVED = datetime(2026, 11, 20, 12, 0, 0)  # noqa: DTZ001 - openpyxl takes naive times only
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")

Cell = object
BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}
RULES: dict[str, list[tuple[Any, ...]]] = {
    "grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "horizontal": [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey), ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black)],
    "box": [("BOX", (0, 0), (-1, -1), 0.8, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black)],
    "none": [],
}


@dataclass(frozen=True)
class Sheet:
    """``heading_row``: number from one of the row printed bold on grey; ``merged``: ranges; ``hidden``: not shown."""

    name: str
    rows: Sequence[Sequence[Cell]]
    heading_row: int = 0
    merged: Sequence[str] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Pdf:
    """One table under some lines. A line break in a cell is printed where it stands.

    ``spans``: cells of the body merged, (column, row) to (column, row), rows counted from the header as 0.
    """

    above: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    rules: str = "grid"
    sideways: bool = False
    size: float = 8
    padding: float = 3
    header_repeated: bool = True
    shaded_header: bool = True
    font: str = "Helvetica"
    foot: str = ""
    below: Sequence[str] = ()
    spans: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()


def write_workbook(sheets: Sequence[Sheet], path: Path) -> None:
    """Write the sheets as an XLSX file whose bytes depend on nothing else."""
    book = Workbook()
    book.remove(book.active)
    book.properties.created = SAVED
    book.properties.creator = "SIMULADO"
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for row in sheet.rows:
            page.append(list(row))
        for cells in sheet.merged:
            page.merge_cells(cells)
        if sheet.heading_row:
            for cell in page[sheet.heading_row]:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="D9D9D9")
                cell.alignment = Alignment(wrap_text=True)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
    written = io.BytesIO()
    book.save(written)
    moment = SAVED.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(written) as loose, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in loose.namelist():
            content = loose.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + moment, content)
            entry = zipfile.ZipInfo(name, SAVED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, content)


def _styles(pdf: Pdf) -> list[tuple[Any, ...]]:
    styles: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), pdf.font, pdf.size, pdf.size * 1.15),
        ("FONT", (0, 0), (-1, 0), BOLD[pdf.font], pdf.size, pdf.size * 1.15),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), pdf.padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pdf.padding),
        *RULES[pdf.rules],
        *(("SPAN", start, end) for start, end in pdf.spans),
    ]
    if pdf.shaded_header:
        styles.append(("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey))
    return styles


def write_pdf(pdf: Pdf, path: Path) -> None:
    """Write the table as a PDF file whose bytes depend on nothing else."""
    page = landscape(letter) if pdf.sideways else letter

    def foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(pdf.font, 7)
        canvas.drawString(40, 24, pdf.foot)
        canvas.drawRightString(page[0] - 40, 24, f"Página {document.page}")

    plain = ParagraphStyle("above", fontName=pdf.font, fontSize=10, leading=13, alignment=1)
    small = ParagraphStyle("below", fontName=pdf.font, fontSize=7.5, leading=9)
    story: list[Flowable] = [Paragraph(line, plain) for line in pdf.above]
    story.append(Spacer(1, 10))
    story.append(
        Table(
            [list(pdf.header), *map(list, pdf.rows)],
            colWidths=list(pdf.widths),
            repeatRows=1 if pdf.header_repeated else 0,
            style=_styles(pdf),
        )
    )
    story.append(Spacer(1, 8))
    story.extend(Paragraph(line, small) for line in pdf.below)
    document = SimpleDocTemplate(
        str(path), pagesize=page, leftMargin=40, rightMargin=40, topMargin=40, bottomMargin=44,
        title="SIMULADO", author="SIMULADO", invariant=1,
    )  # fmt: skip
    document.build(story, onFirstPage=foot, onLaterPages=foot)


def make(half: str) -> list[Path]:
    """Write every workbook and PDF of a half beside its expected rows; the files written."""
    made = []
    for name, sheets in importlib.import_module(f"tests.office_pages.{half}_workbooks").WORKBOOKS.items():
        made.append(HERE / half / name / "page.xlsx")
        write_workbook(sheets, made[-1])
    for name, pdf in importlib.import_module(f"tests.office_pages.{half}_pdfs").PDFS.items():
        made.append(HERE / half / name / "page.pdf")
        write_pdf(pdf, made[-1])
    return made


if __name__ == "__main__":
    for chosen in sys.argv[1:] or HALVES:
        make(chosen)
