"""Tables of PDFs, ruled and not, by the meaning of their headings (SIMULADO)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.headings import Headings
from extractors.observation import RawRow, RawRows
from extractors.pdf_extraction import extract
from extractors.pdf_tables import read_pages, read_pdf_tables
from extractors.pdf_text import joined
from tests.extractors.making_pdfs import Lines, lines_pdf, table_pdf, turned_pdf, wrapped

HEAD = ("Nombre de la oficina", "Titular", "Domicilio", "Teléfono", "Correo electrónico")
FIELDS = ("office_name", "head", "address", "phone", "email")
WIDTHS = (130, 90, 160, 70, 100)
OFFICES = (
    ("Instituto de Atención a las Personas Migrantes SIMULADO", "Lic. Ana Robles de la Parra y Montes",
     "Av. Juárez 120, Col. Centro, C.P. 44100, Guadalajara, Jalisco", "33 3614 1234", "uno@example.org"),
    ("Secretaría SIMULADA", "Vacante", "Calle 5 de Mayo 3", "443 312 5678", "dos@example.org"),
    ("Coordinación General de Asuntos Internacionales SIMULADA", "Mtro. Luis Vela",
     "Blvd. Adolfo López Mateos 2020, Fracc. Residencial del Valle, piso 3, 20240 Aguascalientes", "449 910 2030",
     "tres@example.org"),
    ("Dirección SIMULADA", "Dra. Eva Luna", "Plaza de Armas 1, altos", "771 717 6000", "cuatro@example.org"),
    ("Oficina de Enlace SIMULADA", "C. Hugo Paz", "Palacio Municipal s/n", "228 841 8800", "cinco@example.org"),
)  # fmt: skip


def on_paper(rows: Sequence[Sequence[str]], widths: Sequence[float] = WIDTHS) -> list[list[str]]:
    """Rows under the header, each cell in lines of its column's width."""
    return [[wrapped(cell, width) for cell, width in zip(row, widths, strict=True)] for row in (HEAD, *rows)]


def read(body: bytes, dataset: str = "offices", carried: Sequence[str] = ()) -> RawRows:
    return read_pages(list(extract(body)), Headings(dataset, {}), carried)


def cells(row: RawRow) -> tuple[str, ...]:
    return tuple(row.fields.get(name, "") for name in FIELDS)


def one_row(*lines: str, field: str = "address", style: Lines = "grid") -> str:
    """What a cell of some lines reads as."""
    rows = [HEAD, ("Oficina SIMULADA", "Vacante", "\n".join(lines), "", "")]
    (row,) = read(table_pdf(rows, widths=WIDTHS, lines=style)).rows
    return row.fields[field]


@pytest.mark.parametrize("lines", ["grid", "inner", "horizontal", "vertical", "bands", "none"])
@pytest.mark.parametrize("middle", [False, True], ids=["top", "middle"])
@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold"])
def test_rows_of_wrapped_cells_come_back_whole_whatever_lines_are_drawn(lines: Lines, middle: bool, bold: bool) -> None:
    body = table_pdf(on_paper(OFFICES), widths=WIDTHS, lines=lines, middle=middle, bold=bold)
    assert [cells(row) for row in read(body).rows] == list(OFFICES)


@pytest.mark.parametrize("lines", ["grid", "inner", "horizontal", "vertical", "bands", "none"])
@pytest.mark.parametrize("repeated", [True, False], ids=["header on every page", "header once"])
def test_a_table_over_several_pages_is_one(lines: Lines, repeated: bool) -> None:
    body = table_pdf(
        on_paper(OFFICES), widths=WIDTHS, lines=lines, repeated=repeated, rows_per_page=2,
        title=["Directorio SIMULADO"], footer="Gobierno SIMULADO, página {page} de 3",
    )  # fmt: skip
    found = read(body)
    assert [cells(row) for row in found.rows] == list(OFFICES)
    assert {row.section for row in found.rows} == {"Directorio SIMULADO"}
    assert found.unknown == {}


def test_a_locator_names_page_table_and_row() -> None:
    body = table_pdf(on_paper(OFFICES), widths=WIDTHS, rows_per_page=3)
    assert [row.locator for row in read(body).rows] == [
        "page 1 table 1 row 2", "page 1 table 1 row 3", "page 1 table 1 row 4",
        "page 2 table 1 row 2", "page 2 table 1 row 3",
    ]  # fmt: skip
    body = table_pdf(on_paper(OFFICES), widths=WIDTHS, rows_per_page=3, repeated=False)
    assert [row.locator for row in read(body).rows][3:] == ["page 2 table 1 row 1", "page 2 table 1 row 2"]


def test_what_is_printed_is_kept_by_its_heading() -> None:
    rows = [(*HEAD, "Color"), (*OFFICES[1], "Verde")]
    found = read(table_pdf(rows, widths=(*WIDTHS, 50)))
    assert found.rows[0].original == dict(zip(rows[0], rows[1], strict=True))
    assert found.unknown == {"Color": "Verde"}
    assert found.header == list(rows[0])


def test_agreements_are_read_by_their_own_headings() -> None:
    rows = [("Título del acuerdo", "Contraparte", "País", "Fecha de firma"),
            ("Acuerdo de Hermanamiento\nSIMULADO", "Ciudad de Guelph,\nOntario", "Canadá", "3 de mayo\nde 2011")]  # fmt: skip
    (row,) = read(table_pdf(rows, widths=(180, 150, 80, 100)), "agreements").rows
    assert row.fields == {"title": "Acuerdo de Hermanamiento SIMULADO", "counterpart": "Ciudad de Guelph, Ontario",
                          "country": "Canadá", "signed_on": "3 de mayo de 2011"}  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Módulo de aten-", "ción, planta baja"), "Módulo de atención, planta baja"),
        (("Mexicali, Baja-", "California"), "Mexicali, Baja-California"),
        (("Miguel Hidalgo 204-", "B, Centro"), "Miguel Hidalgo 204-B, Centro"),
        (("Reforma -", "Centro"), "Reforma - Centro"),
        (("Av. Juárez 1,", "Col. Centro"), "Av. Juárez 1, Col. Centro"),
    ],
)
@pytest.mark.parametrize("style", ["grid", "horizontal"])
def test_words_cut_at_a_line_end_are_joined(lines: tuple[str, ...], text: str, style: Lines) -> None:
    assert one_row(*lines, style=style) == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("(773) 847-", "3315"), "(773) 847-3315"),
        (("33 3614 1234", "33 3614 1235"), "33 3614 1234 | 33 3614 1235"),
        (("271 712", "9914"), "271 712 9914"),
        (("33 3614 1234", "ext. 12"), "33 3614 1234 ext. 12"),
        (("atencion@example.", "org"), "atencion@example.org"),
        (("atencion.a.migrantes@", "example.org"), "atencion.a.migrantes@example.org"),
        (("atencion.a.migrantes", "@example.org"), "atencion.a.migrantes@example.org"),
        (("atencion.a.migran", "tes@example.org"), "atencion.a.migrantes@example.org"),
        (("uno@example.org", "dos@example.org"), "uno@example.org | dos@example.org"),
        (("www.example.org/", "migrantes"), "www.example.org/migrantes"),
        (("uno@example.org", "Lic. Robles"), "uno@example.org Lic. Robles"),
    ],
)
def test_numbers_and_addresses_of_the_net_cut_at_a_line_end(lines: tuple[str, ...], text: str) -> None:
    assert one_row(*lines) == text


def test_ligatures_and_odd_spaces_are_as_anybody_types_them() -> None:
    assert joined(["o\ufb01cina \u00a0de\u2009aten\u00adción", "al \ufb02ujo"]) == "oficina de atención al flujo"


@pytest.mark.parametrize("lines", ["grid", "none"])
def test_a_row_cut_by_the_end_of_a_page_is_one_row(lines: Lines) -> None:
    name, head, _, phone, email = OFFICES[2]
    first = (name, head, "Blvd. Adolfo López Mateos 2020, Fracc. Residencial del Valle,", phone, email)
    rest = ("", "", "piso 3, 20240 Aguascalientes", "", "")
    for repeated in (True, False):
        body = table_pdf(on_paper([OFFICES[1], first, rest, OFFICES[3]]), widths=WIDTHS, lines=lines, rows_per_page=2,
                         repeated=repeated)  # fmt: skip
        assert [cells(row) for row in read(body).rows] == [OFFICES[1], OFFICES[2], OFFICES[3]]


@pytest.mark.parametrize("lines", ["horizontal", "bands", "none"])
@pytest.mark.parametrize("align", ["LEFT", "CENTER", "RIGHT"])
def test_columns_are_found_however_their_cells_are_set(lines: Lines, align: str) -> None:
    across = [("ALIGN", (0, 1), (-1, -1), align), ("ALIGN", (0, 0), (-1, 0), "CENTER")]
    found = read(table_pdf(on_paper(OFFICES), widths=WIDTHS, lines=lines, across=across))
    assert [cells(row) for row in found.rows] == list(OFFICES)


@pytest.mark.parametrize("lines", ["horizontal", "bands", "none"])
def test_a_row_whose_first_cell_is_empty_is_a_row_where_rules_or_space_part_the_rows(lines: Lines) -> None:
    rows = [("Entidad", *HEAD[:3]), ("Jalisco", *OFFICES[1][:3]), ("", *OFFICES[3][:3]), ("Colima", "Oficina SIMULADA",
            "Vacante", "Av. Juárez 1,\nCol. Centro,\nColima")]  # fmt: skip
    found = read(table_pdf(rows, widths=(80, 140, 110, 160), lines=lines))
    assert [row.fields["office_name"] for row in found.rows] == [OFFICES[1][0], OFFICES[3][0], "Oficina SIMULADA"]
    assert found.rows[2].fields["address"] == "Av. Juárez 1, Col. Centro, Colima"


@pytest.mark.parametrize("lines", ["grid", "horizontal", "none"])
@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold"])
def test_headings_of_two_lines(lines: Lines, bold: bool) -> None:
    rows = [("Unidad\nAdministrativa", "Nombre del\nTitular", "Domicilio\nOficial", "Número\nTelefónico"),
            ("Instituto SIMULADO", "Ana Paz", "Av. Juárez 1", "33 3614 1234"),
            ("Secretaría SIMULADA", "Luis Sol", "Hidalgo 2", "312 312 0000")]  # fmt: skip
    found = read(table_pdf(rows, widths=(130, 120, 150, 100), lines=lines, bold=bold))
    assert found.header == ["Unidad Administrativa", "Nombre del Titular", "Domicilio Oficial", "Número Telefónico"]
    assert [cells(row)[:4] for row in found.rows] == rows[1:]


def test_headings_merged_over_columns_and_rows() -> None:
    rows = [
        ("Nombre de la oficina", "Domicilio", "", "Teléfono"),
        ("", "Calle y número", "Colonia", ""),
        ("Oficina SIMULADA", "Av. Juárez 12", "Centro", "33 3614 1234"),
    ]
    merged = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (3, 1))]
    (row,) = read(table_pdf(rows, widths=(150, 120, 100, 90), across=merged)).rows
    assert row.fields == {"office_name": "Oficina SIMULADA", "street": "Av. Juárez 12", "settlement": "Centro",
                          "phone": "33 3614 1234"}  # fmt: skip
    assert row.original["Domicilio Colonia"] == "Centro"


@pytest.mark.parametrize("repeated", [True, False])
def test_a_row_of_one_cell_stands_over_the_rows_below_it_on_the_next_page_too(repeated: bool) -> None:
    rows = [("JALISCO", "", "", "", ""), OFFICES[1], OFFICES[3], ("COLIMA", "", "", "", ""), OFFICES[4]]
    body = table_pdf(on_paper(rows), widths=WIDTHS, rows_per_page=2, repeated=repeated)
    assert [row.section for row in read(body).rows] == ["JALISCO", "JALISCO", "COLIMA"]


def test_a_title_between_the_rows_of_a_table_without_lines() -> None:
    rows = [
        *on_paper([OFFICES[1]]),
        ["Oficinas de la frontera norte, SIMULADAS", "", "", "", ""],
        *on_paper([OFFICES[3]])[1:],
    ]
    found = read(table_pdf(rows, widths=WIDTHS, lines="none"))
    assert [(cells(row), row.section) for row in found.rows] == [
        (OFFICES[1], ""), (OFFICES[3], "Oficinas de la frontera norte, SIMULADAS"),
    ]  # fmt: skip


def test_a_number_column_tells_the_rows_apart_where_nothing_else_does() -> None:
    rows = [("No.", *HEAD[:3]), *((str(number), *office[:3]) for number, office in enumerate(OFFICES, start=1))]
    widths = (30, 110, 80, 120)
    printed = [[wrapped(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    found = read(table_pdf(printed, widths=widths, lines="none", padding=0))
    assert [cells(row)[:3] for row in found.rows] == [office[:3] for office in OFFICES]


def test_a_table_on_its_side_is_read_whether_the_page_says_so_or_not() -> None:
    rows = [HEAD, OFFICES[1]]
    for told in (True, False):
        assert [cells(row) for row in read(turned_pdf(rows, told=told)).rows] == [OFFICES[1]]


def test_totals_and_notes_under_a_table_are_no_rows() -> None:
    rows = [*on_paper(OFFICES[1:4:2]), ["Total", "2", "", "", ""], ["Fuente: SIMULADO", "", "", "", ""]]
    assert [cells(row) for row in read(table_pdf(rows, widths=WIDTHS)).rows] == [OFFICES[1], OFFICES[3]]


def test_lines_of_label_and_value_where_there_is_no_table() -> None:
    found = read(lines_pdf([
        "Programa SIMULADO", "", "Nombre de la oficina: Instituto SIMULADO", "Titular: Lic. Ana Robles",
        "Domicilio: Av. Juárez 120, Col. Centro, frente al mercado de las", "flores, Guadalajara", "Teléfono: 33 3614 1234",
    ]))  # fmt: skip
    (row,) = found.rows
    assert cells(row)[:4] == ("Instituto SIMULADO", "Lic. Ana Robles",
                              "Av. Juárez 120, Col. Centro, frente al mercado de las flores, Guadalajara", "33 3614 1234")  # fmt: skip


def test_a_ruled_card_of_label_and_value() -> None:
    rows = [("Nombre de la oficina", "Instituto SIMULADO"), ("Titular", "Lic. Ana Robles"),
            ("Domicilio", "Av. Juárez 120,\nCol. Centro"), ("Teléfono", "33 3614 1234")]  # fmt: skip
    (row,) = read(table_pdf(rows, widths=(150, 300))).rows
    assert cells(row)[:4] == ("Instituto SIMULADO", "Lic. Ana Robles", "Av. Juárez 120, Col. Centro", "33 3614 1234")


def test_a_pdf_without_table_is_a_page_for_the_reader_of_pages() -> None:
    told: list[str] = []

    def otherwise(page: str) -> RawRows:
        told.append(page)
        return RawRows(recognised=True)

    body = lines_pdf(["Comunicado SIMULADO", "", "El instituto está en Av. Juárez 120, col. Cen-", "tro & abre <hoy>."])
    read_pages(list(extract(body)), Headings("offices", {}), [], otherwise)
    assert told == ["<html><body><p>Comunicado SIMULADO</p>"
                    "<p>El instituto está en Av. Juárez 120, col. Centro &amp; abre &lt;hoy&gt;.</p></body></html>"]  # fmt: skip


def test_a_text_without_table_and_labels_is_not_recognised() -> None:
    found = read(
        lines_pdf(["Comunicado SIMULADO", "", "El instituto abrió sus puertas ayer, dijo su vocera,", "y cerró hoy."])
    )
    assert not found.recognised and found.rows == []


def test_a_table_of_something_else_is_not_recognised() -> None:
    assert not read(table_pdf([("Producto", "Precio"), ("Tornillo SIMULADO", "3")], widths=(200, 100))).recognised


def test_the_headings_of_the_file_before_serve_a_table_of_as_many_columns() -> None:
    body = table_pdf(on_paper(OFFICES)[1:], widths=WIDTHS)
    assert [cells(row) for row in read(body, carried=HEAD).rows] == list(OFFICES)


def test_a_table_that_no_heading_fits_after_one_that_was_read_is_reported() -> None:
    first = table_pdf(on_paper(OFFICES[1:2]), widths=WIDTHS)
    second = table_pdf([("A", "B", "C"), ("1", "2", "3"), ("4", "5", "6")], widths=(100, 100, 100))
    pages = [*extract(first), *(page._replace(number=2) for page in extract(second))]
    found = read_pages(pages, Headings("offices", {}), [])
    assert [cells(row) for row in found.rows] == [OFFICES[1]]
    assert found.unknown == {"página 2, tabla de 3 columnas": "A | B | C"}


def test_the_process_of_its_own_reads_the_same() -> None:
    body = table_pdf(on_paper(OFFICES), widths=WIDTHS, title=["Directorio SIMULADO"])
    assert read_pdf_tables(body, Headings("offices", {}), []) == read(body)


# No word ends or begins as a number, an e-mail or a cut word does: those have rules of their own.
LETTERS = st.text(st.sampled_from("abcdefghijklmnñopqrstuvwxyzáéíóúABCDEFGÁÉ"), min_size=1, max_size=12)
WORD = st.builds("{}{}".format, LETTERS, st.sampled_from(["", "", ".", ",", ";", "1", "23", "(4)", "/56", "%", "&7"]))
TEXT = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
TABLE = st.lists(st.tuples(TEXT, TEXT, TEXT, st.just("") | TEXT), min_size=1, max_size=12)


@settings(max_examples=30, deadline=None)
@given(TABLE, st.integers(0, 4))
def test_any_ruled_table_comes_back_cell_by_cell(made: list[tuple[str, ...]], rows_per_page: int) -> None:
    columns = {
        "Columna alfa": "office_name",
        "Columna beta": "address",
        "Columna gama": "phone",
        "Columna delta": "email",
    }
    # "x": neither a total, nor a note, nor the columns' numbers, which are no rows.
    rows = [tuple(f"x {cell}" if cell else "" for cell in row) for row in made]
    widths = (140, 120, 130, 110)
    printed = [
        [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)] for row in [tuple(columns), *rows]
    ]
    body = table_pdf(printed, widths=widths, rows_per_page=rows_per_page)
    found = read_pages(list(extract(body)), Headings("offices", columns), [])
    assert [tuple(row.fields[name] for name in columns.values()) for row in found.rows] == rows
