"""What the workbooks of the hidden set say. All of it is made up (SIMULADO)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.office_pages.making import Cell, Sheet

PERIOD = (2024, date(2024, 10, 1), date(2024, 12, 31))
PLACE = (
    "Tipo de vialidad (catálogo)", "Nombre de vialidad", "Número exterior", "Número interior, en su caso",
    "Tipo de asentamiento (catálogo)", "Nombre del asentamiento", "Clave de la localidad", "Nombre de la localidad",
    "Clave del municipio", "Nombre del municipio o delegación", "Clave de la entidad federativa",
    "Nombre de la entidad federativa (catálogo)", "Código postal",
)  # fmt: skip
HIDDEN = Sheet("Hidden_1", [("Carretera",), ("Privada",), ("Eje vial",), ("Avenida",), ("Calle",), ("Boulevard",)])
HIDDEN_2 = Sheet("Hidden_2", [("Aeropuerto",), ("Barrio",), ("Colonia",), ("Pueblo",), ("Fraccionamiento",)])


def _main(
    number: str, title: str, short: str, description: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Sheet:
    return Sheet(
        "Reporte de Formatos",
        [
            (number,),
            ("TÍTULO", None, None, "NOMBRE CORTO", None, None, "DESCRIPCIÓN"),
            (title, None, None, short, None, None, description),
            tuple("1" for _ in headings),
            tuple(str(551300 + n) for n in range(len(headings))),
            ("Tabla Campos",),
            headings,
            *rows,
        ],
        heading_row=7,
        merged=("A2:C2", "D2:F2", "G2:I2", "A3:C3", "D3:F3", "G3:I3", "A6:J6"),
    )


# --- transparency-01
MORELIA = ("Boulevard", "Juan Pablo II", 1480, "Planta baja", "Fraccionamiento", "Prados del Campestre", 1, "Morelia", 53,
           "Morelia", 16, "Michoacán de Ocampo", 58297)  # fmt: skip
URUAPAN = ("Calle", "Cupatitzio", 57, "Local 3", "Colonia", "Centro", 1, "Uruapan", 102, "Uruapan", 16,
           "Michoacán de Ocampo", 60000)  # fmt: skip
IMIP = "Instituto Michoacano de los Paisanos"
SERVICES = _main(
    "49213", "Servicios ofrecidos", "FRACC.XIX", "Servicios que ofrece el sujeto obligado (SIMULADO)",
    (
        "Ejercicio", "Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa",
        "Denominación del servicio", "Tipo de usuario y/o población objetivo", "Descripción del objetivo del servicio",
        "Requisitos para obtener el servicio", "Tiempo de respuesta",
        "Denominación del área y nombre del lugar donde se proporciona el servicio", *PLACE,
        "Teléfono y en su caso, extensión", "Correo electrónico", "Horario de atención (días y horas)",
        "Costo, en su caso, especificar que es gratuito",
        "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información",
        "Fecha de validación", "Fecha de actualización", "Nota",
    ),
    [
        (*PERIOD, "Acta apostillada", "Público en general", "Obtener el apostille en otro estado", "Solicitud, identificación",
         "15 días", IMIP, *MORELIA, "443 113 4890 ext. 118", "paisanos@mich.example.org", "L-V 9:00 a 15:00", "Gratuito",
         "Delegación Administrativa", date(2025, 1, 10), date(2025, 1, 10), ""),
        (*PERIOD, "Seguimiento de pensiones del exterior", "Extrabajadores", "Reclamar la pensión", "Seguro social", "90 días",
         IMIP, *MORELIA, "443 113 4890 ext. 118", "paisanos@mich.example.org", "L-V 9:00 a 15:00", "Gratuito",
         "Delegación Administrativa", date(2025, 1, 10), date(2025, 1, 10), ""),
        (*PERIOD, "Acta apostillada", "Público en general", "Obtener el apostille en otro estado", "Solicitud, identificación",
         "15 días", f"{IMIP}, Módulo Uruapan", *URUAPAN, "(452) 524 0917", "uruapan.paisanos@mich.example.org",
         "L-V 9:00 a 14:00", "Gratuito", "Delegación Administrativa", date(2025, 1, 10), date(2025, 1, 10), "SIMULADO"),
    ],
)  # fmt: skip

# --- transparency-02
SALTILLO = ("Calle", "Juan Álvarez", "319", "Piso 2", "Colonia", "Zona Centro", "", "", 30, "Saltillo", 5,
            "Coahuila de Zaragoza", "25000")  # fmt: skip
PIEDRAS = ("Avenida", "16 de Septiembre", "S/N", "", "Colonia", "Burócratas", "", "", 25, "Piedras Negras", 5,
           "Coahuila de Zaragoza", "26020")  # fmt: skip
OEM = "Oficina Estatal de Migración y Retorno"
PEOPLE = _main(
    "50027", "Directorio", "LGT_ART70_FVII", "Directorio de las personas servidoras públicas. Ejemplo SIMULADO",
    (
        "Ejercicio", "Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa",
        "Clave o nivel del puesto", "Denominación del cargo", "Nombre(s) de la persona servidora pública",
        "Primer apellido de la persona servidora pública", "Segundo apellido de la persona servidora pública",
        "Sexo (catálogo)", "Área de adscripción", "Fecha de alta en el cargo",
        *(f"Domicilio oficial: {heading}" for heading in PLACE), "Número(s) de teléfono oficial", "Extensión",
        "Correo electrónico oficial",
        "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información",
        "Fecha de actualización", "Nota",
    ),
    [
        (*PERIOD, 14, "Titular de la Oficina", "Saúl", "Dávila", "Gaona", "Hombre", OEM, date(2023, 12, 1), *SALTILLO,
         "8444109930", "201", "sdavila@coah.example.org", "Recursos Humanos", date(2025, 1, 8), ""),
        (*PERIOD, 9, "Abogada", "Ivonne", "Treviño", "Salas", "Mujer", OEM, date(2024, 2, 1), *SALTILLO, "8444109930", "204",
         "itrevino@coah.example.org", "Recursos Humanos", date(2025, 1, 8), ""),
        (*PERIOD, 9, "Encargado", "Genaro", "Luna", "Abrego", "Hombre", f"{OEM}, Enlace Piedras Negras", date(2024, 2, 16),
         *PIEDRAS, "8787825641", "", "gluna@coah.example.org", "Recursos Humanos", date(2025, 1, 8), ""),
    ],
)  # fmt: skip

# --- transparency-03
PROGRAMMES = _main(
    "43370", "Trámites y servicios", "A77F19", "Servicios ofrecidos. Libro SIMULADO",
    (
        "Ejercicio", "Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa",
        "Nombre del servicio", "Modalidad del servicio", "Enumerar y detallar los requisitos",
        "Área y datos de contacto del lugar donde se realiza el servicio \nTabla_473912",
        "Monto de los derechos o aprovechamientos cubiertos, en su caso",
        "Lugares para reportar presuntas anomalías \nTabla_473950",
        "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información", "Fecha de actualización",
        "Nota",
    ),
    [
        (*PERIOD, "Traducción de actas", "Presencial", "Acta original", 1, 0, 1, "Unidad de Vinculación", date(2025, 1, 15), ""),
        (*PERIOD, "Asesoría en custodia internacional", "Presencial", "Ninguno", 2, 0, 1, "Unidad de Vinculación",
         date(2025, 1, 15), ""),
    ],
)  # fmt: skip
PROGRAMME_PLACES = Sheet(
    "Tabla_473912",
    [
        (None, *["1"] * 17),
        (None, *[str(61210 + n) for n in range(17)]),
        ("ID", "Denominación del área en la que se realiza el servicio", *PLACE, "Teléfono y, en su caso, extensión",
         "Correo electrónico", "Horario y días de atención"),
        (1, "Dirección de Apoyo a Poblanos Migrantes", "Avenida", "11 Oriente", "1606", "", "Barrio", "Azcárate", 1,
         "Heroica Puebla de Zaragoza", 114, "Puebla", 21, "Puebla", 72501, "222 235 7719 Ext. 14",
         "poblanosmigrantes@pue.example.org", "Lunes a viernes 9 a 18"),
        (2, "Módulo Atlixco de la Dirección de Apoyo a Poblanos Migrantes", "Calle", "3 Sur", "508", "Local 12", "Colonia",
         "Centro", 1, "Atlixco", 19, "Puebla", 21, "Puebla", 74200, "244-445-1382, 244-445-1383", "",
         "Lunes a viernes 9 a 15"),
    ],
    heading_row=3,
)  # fmt: skip
COMPLAINT_PLACES = Sheet(
    "Tabla_473950",
    [
        (None, *["1"] * 16),
        (None, *[str(61290 + n) for n in range(16)]),
        ("ID", "Número telefónico, en su caso", "Correo electrónico, en su caso", *PLACE),
        (1, "222 303 4600", "quejas@pue.example.org", "Avenida", "Reforma", "711", "", "Colonia", "Centro", 1,
         "Heroica Puebla de Zaragoza", 114, "Puebla", 21, "Puebla", 72000),
    ],
    heading_row=3,
)  # fmt: skip

# --- transparency-04
RULES = _main(
    "48805", "Marco Normativo Aplicable", "LTAIPET63FI", "Marco normativo aplicable al sujeto obligado. SIMULADO",
    (
        "Ejercicio", "Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa",
        "Tipo de normatividad (catálogo)", "Denominación de la norma que se reporta",
        "Fecha de publicación en DOF u otro medio oficial o institucional", "Fecha de última modificación, en su caso",
        "Hipervínculo al documento de la norma",
        "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información", "Fecha de validación",
        "Fecha de actualización", "Nota",
    ),
    [
        (*PERIOD, "Ley Local", "Ley de Atención a los Tlaxcaltecas Migrantes y sus Familias", date(2017, 1, 18),
         date(2022, 9, 14), "https://example.org/l1.pdf", "Área Jurídica", date(2025, 1, 20), date(2025, 1, 20), ""),
        (*PERIOD, "Ley Local", "Ley que Crea el Consejo Estatal de Tlaxcaltecas en el Exterior", date(2009, 11, 27), "",
         "https://example.org/l2.pdf", "Área Jurídica", date(2025, 1, 20), date(2025, 1, 20), "Sin modificaciones"),
        (*PERIOD, "Reglamento", "Reglamento de la Ley de Atención a los Tlaxcaltecas Migrantes y sus Familias",
         date(2018, 5, 2), date(2023, 3, 8), "https://example.org/r1.pdf", "Área Jurídica", date(2025, 1, 20),
         date(2025, 1, 20), ""),
    ],
)  # fmt: skip

# --- transparency-05
ABROAD = Sheet(
    "OFICINAS EXTERIOR",
    [
        ("GOBIERNO DEL ESTADO DE JALISCO",),
        ("Directorio de las oficinas de representación en el extranjero. Cuarto trimestre de 2024 (SIMULADO)",),
        (None,),
        ("Núm.", "Denominación oficial de la oficina de representación en el extranjero",
         "Nombre completo de la persona responsable de la oficina", "Domicilio completo en el extranjero (calle y número)",
         "Ciudad en la que se ubica la oficina", "Estado de la Unión Americana", "Código postal",
         "Teléfono(s) oficial(es) con clave lada", "Correo electrónico oficial", "Fecha de actualización"),
        (1, "Oficina Jalisco en Los Ángeles", "Renata Ulloa Pérez", "1543 W Olympic Blvd, Suite 310", "Los Angeles",
         "California", "90015", "+1 213 487 6602", "jalisco.la@jal.example.org", date(2025, 1, 9)),
        (2, "Oficina Jalisco en San José", "Emilio Lomelí", "1879 Lundy Ave, Suite 228", "San Jose", "California", "95131",
         "+1 408 432 7715 / +1 408 432 7716", "jalisco.sj@jal.example.org", date(2025, 1, 9)),
        (3, "Oficina Jalisco en Las Vegas", "Vacante", "823 S Las Vegas Blvd, Floor 3", "Las Vegas", "Nevada", "89101",
         "1 (702) 383-0629", "", date(2025, 1, 9)),
        (4, "Oficina Jalisco en Chicago", "Karla Topete Ruiz", "4943 S Archer Ave", "Chicago", "Illinois", "60632",
         7735238841, "jalisco.chi@jal.example.org", date(2025, 1, 9)),
        (None,),
        ("Elaboró: Unidad de Transparencia, conmutador 33 3668 1800",),
    ],
    heading_row=4,
    merged=("A1:J1", "A2:J2", "A10:J10"),
)  # fmt: skip

WORKBOOKS = {
    "transparency-01": [SERVICES, HIDDEN, HIDDEN_2],
    "transparency-02": [PEOPLE, Sheet("Hidden_1", [("Hombre",), ("Mujer",)]), Sheet("Hidden_2", HIDDEN.rows)],
    "transparency-03": [PROGRAMMES, PROGRAMME_PLACES, Sheet("Hidden_1_Tabla_473912", HIDDEN.rows, hidden=True),
                        COMPLAINT_PLACES, Sheet("Hidden_1_Tabla_473950", HIDDEN.rows, hidden=True)],
    "transparency-04": [RULES, Sheet("Hidden_1", [("Ley General",), ("Ley Local",), ("Reglamento",)])],
    "transparency-05": [ABROAD],
}  # fmt: skip
