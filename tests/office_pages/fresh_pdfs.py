"""What the PDFs of the fresh half say. All of it is made up (SIMULADO)."""

from __future__ import annotations

from tests.office_pages.making import Pdf

PDFS = {
    "pdf-01": Pdf(
        above=("Coordinación General de Jaliscienses en el Exterior", "Directorio de oficinas de Jalisco en Estados Unidos",
               "SIMULADO. Agosto de 2023"),
        header=("Ciudad y estado", "Oficina", "Domicilio", "Código\nZIP", "Teléfono", "Contacto"),
        rows=[
            ("Los Angeles, CA", "Oficina Jalisco\nLos Ángeles", "634 S. Spring Street,\nSuite 820", "90014", "(213) 489 2207", "Noemí Lepe\nla@jalisco.example.org"),
            ("Chicago, IL", "Oficina Jalisco\nChicago", "2007 S. Blue Island Ave.", "60608", "(312) 226 5519\n(312) 226 5520", "Abel Covarrubias\nchicago@jalisco.example.org"),
            ("San Jose, CA", "Oficina Jalisco\nSan José", "1661 Senter Road,\nBuilding D", "95112", "(408) 287 4160", "Vacante"),
            ("Las Vegas, NV", "Oficina Jalisco\nLas Vegas", "823 S. 6th Street,\nSte. 100", "89101", "(702) 383 0924", "Erika Mojarro\nlv@jalisco.example.org"),
            ("Dallas, TX", "Oficina Jalisco\nDallas", "400 N. St. Paul Street,\nSuite 1210", "75201", "(469) 317 8842", "Joaquín Virgen"),
        ],
        widths=(80, 85, 130, 40, 80, 115),
        padding=5,
        foot="Av. Alemania 1377, Col. Moderna, Guadalajara, Jalisco. Tel. 33 3668 1800",
    ),
    "pdf-02": Pdf(
        above=("GOBIERNO DEL ESTADO DE CHIAPAS", "Delegaciones de atención a personas migrantes y sus familias",
               "(Documento SIMULADO)"),
        header=("REGIÓN", "DELEGACIÓN", "RESPONSABLE", "DIRECCIÓN", "TELÉFONO(S)", "HORARIO"),
        rows=[
            ("Metropolitana", "Delegación Tuxtla Gutiérrez", "Dra. Sonia Coello Zea", "Blvd. Andrés Serra Rojas 1090, Torre Chiapas, piso 8,\nCol. Paso Limón, C.P. 29045, Tuxtla Gutiérrez", "961 691 4027\next. 66108", "8 a 16 h"),
            ("Soconusco", "Delegación Tapachula", "Lic. Arnulfo Wong", "4a. Avenida Norte 35, entre 5a. y 7a. Poniente, Centro,\nC.P. 30700, Tapachula de Córdova y Ordóñez", "962 626 7713,\n962 626 7714", "8 a 20 h"),
            ("", "Delegación Suchiate", "C. Yolanda Roblero", "Calle Central Oriente s/n, Palacio Municipal, Ciudad\nHidalgo, C.P. 30840", "962 698 0155", "8 a 16 h"),
            ("Meseta", "Delegación Comitán", "Mtro. Óscar Albores", "Blvd. Belisario Domínguez Sur 22, Barrio San Sebastián,\nC.P. 30000, Comitán de Domínguez", "963 632 1940", "8 a 16 h"),
            ("Maya", "Delegación Palenque", "Lic. Fabiola Cruz Arcos", "Av. Juárez 108, Centro, C.P. 29960, Palenque", "916 345 2281", "9 a 15 h"),
            ("", "Delegación Benemérito de\nlas Américas", "Sin responsable", "Carretera Fronteriza del Sur km 184, Benemérito de las\nAméricas", "", "9 a 15 h"),
        ],
        widths=(75, 125, 105, 240, 85, 60),
        sideways=True,
        padding=6,
        spans=[((0, 2), (0, 3)), ((0, 5), (0, 6))],
        foot="Quejas y sugerencias: 800 900 9000",
    ),
    "pdf-03": Pdf(
        above=("CUADRO 4", "Legislación local en materia de migrantes (cuadro SIMULADO, corte a junio de 2024)"),
        header=("Estado", "Ordenamiento", "Publicación", "Última reforma", "Situación"),
        rows=[
            ("Colima", "Ley para la Protección de los Migrantes en el Estado de\nColima", "P.O. 14, supl. 2,\n22-mar-2014", "P.O. 61,\n19-ago-2017", "Vigente"),
            ("Jalisco", "Ley de Protección y Atención de los Migrantes en el\nEstado de Jalisco", "P.O. 8, sección III,\n23-abr-2015", "-", "Abrogada en 2022"),
            ("Jalisco", "Ley de Interculturalidad y Movilidad Humana del\nEstado de Jalisco", "P.O. 33, sección IV,\n20-sep-2022", "P.O. 17,\n02-dic-2023", "Vigente"),
            ("México", "Ley de Apoyo a Migrantes y Mexiquenses en el\nExterior", "G.G. 110,\n08-dic-2015", "-", "Vigente"),
            ("Quintana Roo", "Ley de Atención a las Personas Migrantes del Estado\nde Quintana Roo", "-", "-", "En dictamen (iniciativa)"),
            ("Tabasco", "Ley para las Personas Migrantes del Estado de\nTabasco", "P.O. 7862-C,\n10-ene-2018", "P.O. 8210,\n12-may-2021", "Vigente"),
        ],
        widths=(68, 212, 85, 68, 98),
        rules="horizontal",
        padding=5,
        below=("P.O.: Periódico Oficial. G.G.: Gaceta del Gobierno. Fuente: sitios de los congresos, consultados el 14 de junio de 2024.",),
        foot="Cuadernos de movilidad",
    ),
}  # fmt: skip
