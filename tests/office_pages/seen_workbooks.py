"""What the workbooks of the seen half say. All of it is made up (SIMULADO)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.office_pages.making import Cell, Sheet

PERIOD = (2025, date(2025, 7, 1), date(2025, 9, 30))
ROADS = Sheet("Hidden_1", [("Carretera",), ("Privada",), ("Avenida",), ("Calle",), ("Boulevard",), ("Andador",)])
SETTLEMENTS = Sheet("Hidden_2", [("Aeropuerto",), ("Barrio",), ("Colonia",), ("Ejido",), ("Fraccionamiento",)])
STATES = Sheet("Hidden_3", [("México",), ("Puebla",), ("Querétaro",), ("Chihuahua",), ("Ciudad de México",)])

ADDRESS_HEADINGS = (
    "Domicilio: Tipo de vialidad (catálogo)", "Domicilio: Nombre de vialidad", "Domicilio: Número exterior",
    "Domicilio: Número interior, en su caso", "Domicilio: Tipo de asentamiento (catálogo)",
    "Domicilio: Nombre del asentamiento", "Domicilio: Clave de la localidad", "Domicilio: Nombre de la localidad",
    "Domicilio: Clave del municipio", "Domicilio: Nombre del municipio o delegación",
    "Domicilio: Clave de la entidad federativa", "Domicilio: Nombre de la entidad federativa (catálogo)",
    "Domicilio: Código postal",
)  # fmt: skip
BARE_ADDRESS_HEADINGS = tuple(heading.removeprefix("Domicilio: ") for heading in ADDRESS_HEADINGS)


def _platform(
    title: str, short: str, description: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Sheet:
    """The main sheet as the platform exports it: ids, title, types of the columns, headings, rows."""
    return Sheet(
        "Reporte de Formatos",
        [
            ("50981", *[None] * 8),
            ("TÍTULO", None, None, "NOMBRE CORTO", None, None, "DESCRIPCIÓN"),
            (title, None, None, short, None, None, description),
            tuple("1" for _ in headings),
            tuple(str(467200 + number) for number in range(len(headings))),
            ("Tabla Campos",),
            headings,
            *rows,
        ],
        heading_row=7,
        merged=("A2:C2", "D2:F2", "G2:I2", "A3:C3", "D3:F3", "G3:I3"),
    )


TOLUCA = ("Avenida", "Hermenegildo Galeana", "401", "Segundo piso", "Colonia", "Francisco Murguía", 1, "Toluca de Lerdo",
          106, "Toluca", 15, "México", 50130)  # fmt: skip
ECATEPEC = ("Calle", "Vicente Guerrero", "S/N", "Local 8", "Colonia", "San Cristóbal Centro", 1, "Ecatepec de Morelos",
            33, "Ecatepec de Morelos", 15, "México", 55000)  # fmt: skip
TOLUCA_PHONE = "722 213 8845, 722 213 8846, ext. 1204"
OFFICE_MEX = "Coordinación de Enlace con Mexiquenses Migrantes"

SERVICES = _platform(
    "Servicios que ofrece el sujeto obligado",
    "LTAIPEMYM_92_XX",
    "Los servicios que ofrece señalando los requisitos para acceder a ellos. Archivo SIMULADO.",
    (
        "Ejercicio", "Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa",
        "Nombre del servicio", "Tipo de población usuaria o población objetivo", "Descripción del objetivo del servicio",
        "Modalidad del servicio", "Denominación del área en la que se proporciona el servicio", *BARE_ADDRESS_HEADINGS,
        "Teléfono(s) y extensión(es)", "Correo electrónico oficial", "Horario y días de atención",
        "Monto de los derechos o aprovechamientos cubiertos, en su caso",
        "Hipervínculo al sistema de quejas y denuncias",
        "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información",
        "Fecha de validación", "Fecha de actualización", "Nota",
    ),
    [
        (*PERIOD, service, "Población en general", purpose, "Presencial", office, *address, phone, mail,
         "9:00 a 18:00, lunes a viernes", "Gratuito", "https://example.org/quejas",
         "Unidad de Información, Planeación, Programación y Evaluación", date(2025, 10, 10), date(2025, 10, 10), "SIMULADO")
        for service, purpose, office, address, phone, mail in (
            ("Apostille de documentos", "Facilitar el trámite", OFFICE_MEX, TOLUCA, TOLUCA_PHONE,
             "mexiquenses@edomex.example.org"),
            ("Traslado de restos", "Apoyar a los deudos", OFFICE_MEX, TOLUCA, TOLUCA_PHONE,
             "mexiquenses@edomex.example.org"),
            ("Asesoría jurídica", "Orientar a familias", f"{OFFICE_MEX}, Oficina Regional Ecatepec", ECATEPEC,
             "55 5770 9134", "ecatepec.mexiquenses@edomex.example.org"),
            ("Visa humanitaria", "Acompañar la solicitud", OFFICE_MEX, TOLUCA, TOLUCA_PHONE,
             "mexiquenses@edomex.example.org"),
        )
    ],
)  # fmt: skip

JALPAN = (
    "Calle",
    "Independencia",
    "12",
    "",
    "Colonia",
    "Centro",
    "",
    "",
    "",
    "Jalpan de Serra",
    22,
    "Querétaro",
    "76340",
)
CAPITAL = ("Calle", "Francisco I. Madero", "105", "Planta alta", "Colonia", "Centro", "", "", "", "Querétaro", 22,
           "Querétaro", "76000")  # fmt: skip
OFFICE_QRO = "Dirección de Atención a Migrantes y Retornados"

PEOPLE = _platform(
    "Directorio",
    "LTAIPEQArt66FraccVI",
    "El directorio de todos los Servidores Públicos (archivo SIMULADO)",
    (
        "Ejercicio", "Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa",
        "Clave o nivel del puesto", "Denominación del cargo o nombramiento otorgado", "Nombre del servidor(a) público(a)",
        "Primer apellido del servidor(a) público(a)", "Segundo apellido del servidor(a) público(a)",
        "Área de adscripción", "Fecha de alta en el cargo", *ADDRESS_HEADINGS, "Número(s) de teléfono oficial",
        "Extensión", "Correo electrónico oficial, en su caso",
        "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información",
        "Fecha de Validación", "Fecha de Actualización", "Nota",
    ),
    [
        (*PERIOD, level, post, *person, area, since, *address, phone, extension, mail, "Dirección Administrativa",
         date(2025, 10, 8), date(2025, 9, 30), "")
        for level, post, person, area, since, address, phone, extension, mail in (
            ("011", "Directora de Área", ("Paulina", "Urbiola", "Solís"), OFFICE_QRO, date(2021, 10, 1), CAPITAL,
             "442 227 1860", 2301, "purbiola@queretaro.example.org"),
            ("008", "Jefe de Departamento", ("Iván", "Olvera", "Trejo"), OFFICE_QRO, date(2022, 3, 16), CAPITAL,
             "442 227 1860", 2304, "iolvera@queretaro.example.org"),
            ("005", "Analista", ("Diana", "Mejía", "Luna"), OFFICE_QRO, date(2023, 1, 1), CAPITAL, "442 227 1860", 2307, ""),
            ("006", "Encargado de la ventanilla", ("Noé", "Rubio", "Ledesma"), f"Ventanilla Jalpan de la {OFFICE_QRO}",
             date(2022, 6, 1), JALPAN, "(441) 296 0388", "", "nrubio@queretaro.example.org"),
        )
    ],
)  # fmt: skip

PROCEDURES = _platform(
    "Trámites para acceder a programas que ofrece",
    "LETAIPA77FXX",
    "Los trámites, requisitos y formatos (SIMULADO)",
    (
        "Ejercicio", "Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa",
        "Denominación del trámite", "Descripción del trámite", "Documentos requeridos",
        "Área y datos de contacto del lugar donde se realiza el trámite \nTabla_590318",
        "Costo", "Lugares para reportar presuntas anomalías \nTabla_590320",
        "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información",
        "Fecha de actualización", "Nota",
    ),
    [
        (*PERIOD, "Gestión de actas del registro civil de Estados Unidos", "Apoyo a familias", "Identificación", 1, "0", 1,
         "Departamento de Enlace", date(2025, 10, 3), ""),
        (*PERIOD, "Constancia de repatriación", "Expedición de constancia", "Ninguno", 2, "0", 1,
         "Departamento de Enlace", date(2025, 10, 3), ""),
        (*PERIOD, "Boleto de autobús al lugar de origen", "Apoyo de transporte", "Constancia", 3, "0", 1,
         "Departamento de Enlace", date(2025, 10, 3), ""),
    ],
)  # fmt: skip
PLACES_OF_PROCEDURES = Sheet(
    "Tabla_590318",
    [
        (None, *["2"] * 17),
        (None, *[str(76100 + number) for number in range(17)]),
        ("ID", "Denominación del área en la que se realiza el trámite", *BARE_ADDRESS_HEADINGS,
         "Teléfono(s), en su caso, y extensión(es)", "Medio electrónico para la recepción de solicitudes",
         "Horario de atención"),
        (1, "Subdirección de Población y Movilidad (SUBPOM)", "Avenida", "Teófilo Borunda", "2009", "NA", "Colonia",
         "Arquitos", "19", "Chihuahua", "19", "Chihuahua", "8", "Chihuahua", "31205", "614 429 3300 ext. 14510",
         "subpom@chihuahua.example.org", "8:00 a 16:00"),
        (2, "Estación de Apoyo al Repatriado Juárez", "Boulevard", "Bernardo Norzagaray", "4302", "", "Colonia",
         "Altavista", "37", "Juárez", "37", "Juárez", "8", "Chihuahua", "32120", "656-613-4418 y 656-613-4419", "",
         "Abierto las 24 horas"),
        (3, "Estación de Apoyo al Repatriado Ojinaga", "Calle", "Libre Comercio", "S/N", "", "Colonia", "Centro", "52",
         "Manuel Ojinaga", "52", "Ojinaga", "8", "Chihuahua", "32880", "626 453 7710", "", "8:00 a 20:00"),
    ],
    heading_row=3,
)  # fmt: skip
PLACES_OF_COMPLAINTS = Sheet(
    "Tabla_590320",
    [
        (None, *["2"] * 16),
        (None, *[str(76140 + number) for number in range(16)]),
        ("ID", "Número telefónico, en su caso", "Correo electrónico, en su caso", *BARE_ADDRESS_HEADINGS),
        (1, "614 429 3344", "quejas@chihuahua.example.org", "Calle", "Victoria", "310", "", "Colonia", "Zona Centro", "19",
         "Chihuahua", "19", "Chihuahua", "8", "Chihuahua", "31000"),
    ],
    heading_row=3,
)  # fmt: skip

ONE_COLUMN_ADDRESS = Sheet(
    "DIRECTORIO 3T",
    [
        ("GOBIERNO DEL ESTADO DE QUINTANA ROO",),
        ("Artículo 91, fracción VII. Directorio de áreas con atención al público",),
        ("Tercer trimestre de 2024. ARCHIVO SIMULADO",),
        (None,),
        ("No.", "NOMBRE DEL ÁREA", "TITULAR DEL ÁREA", "DOMICILIO OFICIAL (CALLE, NÚMERO, COLONIA, C.P. Y LOCALIDAD)",
         "TELÉFONO OFICIAL Y EXTENSIÓN", "CORREO ELECTRÓNICO INSTITUCIONAL", "FECHA DE ACTUALIZACIÓN DE LA INFORMACIÓN"),
        (1, "Dirección General de Asuntos Migratorios", "Lic. Erika Pech Balam",
         "Calle Venustiano Carranza 281, entre Emiliano Zapata e Isla Cancún, Col. Centro, C.P. 77000, Chetumal",
         9831184420, "migratorios@qroo.example.org", date(2024, 10, 4)),
        (2, "Dirección General de Asuntos Migratorios, Módulo Cancún", "C. Tomás Arceo Ku",
         "Av. Tulum lote 12, Supermanzana 5, C.P. 77500, Cancún", "998 892 4471 / 998 892 4472", "", date(2024, 10, 4)),
        (3, "Dirección General de Asuntos Migratorios, Módulo Aeropuerto", "Vacante",
         "Carretera Cancún-Chetumal km 22, Terminal 3, Cancún", "N/D", "", date(2024, 10, 4)),
        (None,),
        ("Responsable de la información: Departamento de Control Documental. Tel. 983 129 2411",),
    ],
    heading_row=5,
    merged=("A1:G1", "A2:G2", "A3:G3", "A10:G10"),
)  # fmt: skip

WORKBOOKS = {
    "transparency-01": [SERVICES, ROADS, SETTLEMENTS, STATES],
    "transparency-02": [PEOPLE, ROADS, SETTLEMENTS, STATES],
    "transparency-03": [PROCEDURES, PLACES_OF_PROCEDURES, Sheet("Hidden_1_Tabla_590318", ROADS.rows, hidden=True),
                        PLACES_OF_COMPLAINTS, Sheet("Hidden_1_Tabla_590320", ROADS.rows, hidden=True)],
    "transparency-04": [ONE_COLUMN_ADDRESS, Sheet("Hoja2", [])],
}  # fmt: skip
