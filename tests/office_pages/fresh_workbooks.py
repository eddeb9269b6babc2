"""What the workbooks of the fresh half say. All of it is made up (SIMULADO)."""

from __future__ import annotations

from datetime import date

from tests.office_pages.making import Sheet

QUARTER = (2024, date(2024, 10, 1), date(2024, 12, 31))
ROADS = Sheet("Hidden_2", [("Carretera",), ("Privada",), ("Eje vial",), ("Boulevard",), ("Calle",), ("Avenida",)])
SEXES = Sheet("Hidden_1", [("Hombre",), ("Mujer",)])
SETTLEMENTS = Sheet("Hidden_3", [("Aeropuerto",), ("Colonia",), ("Barrio",), ("Fraccionamiento",), ("Villa",)])

SON_HERMOSILLO = ("Boulevard", "Paseo Río Sonora", "72", "Tercer nivel", "Colonia", "Villa de Seris", 1, "Hermosillo", 30,
                  "Hermosillo", 26, "Sonora", 83280)  # fmt: skip
SON_NOGALES = ("Avenida", "Álvaro Obregón", "1240", None, "Colonia", "Fundo Legal", 1, "Heroica Nogales", 43, "Nogales",
               26, "Sonora", 84030)  # fmt: skip
SON_OFFICE = "Dirección General de Atención a Sonorenses Migrantes"

STAFF = Sheet(
    "Reporte de Formatos",
    [
        (51205,),
        ("TÍTULO", None, None, "NOMBRE CORTO", None, None, "DESCRIPCIÓN"),
        ("Directorio", None, None, "LGT_ART70_FVII_2023", None, None, "Directorio de personas servidoras públicas. SIMULADO"),
        ("1", "4", "4", "2", "1", "1", "1", "1", "9", "1", "4"),
        tuple(range(548101, 548130)),
        ("Tabla Campos",),
        (
            "Ejercicio", "Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa",
            "Clave o nivel del puesto", "Denominación del cargo", "Nombre(s) de la persona servidora pública",
            "Primer apellido de la persona servidora pública", "Segundo apellido de la persona servidora pública",
            "ESTE CRITERIO APLICA A PARTIR DEL 01/04/2023 -> Sexo (catálogo)", "Área de adscripción",
            "Fecha de alta en el cargo", "Domicilio oficial: Tipo de vialidad (catálogo)",
            "Domicilio oficial: Nombre de vialidad", "Domicilio oficial: Número exterior",
            "Domicilio oficial: Número interior", "Domicilio oficial: Tipo de asentamiento (catálogo)",
            "Domicilio oficial: Nombre del asentamiento", "Domicilio oficial: Clave de la localidad",
            "Domicilio oficial: Nombre de la localidad", "Domicilio oficial: Clave del municipio",
            "Domicilio oficial: Nombre del municipio o demarcación territorial",
            "Domicilio oficial: Clave de la entidad federativa",
            "Domicilio oficial: Nombre de la entidad federativa (catálogo)", "Domicilio oficial: Código postal",
            "Número(s) de teléfono oficial", "Extensión", "Correo electrónico oficial, en su caso",
            "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información",
            "Fecha de actualización", "Nota",
        ),
        *(
            (*QUARTER, level, post, *person, SON_OFFICE if capital else f"Subdirección de Enlace Nogales de la {SON_OFFICE}",
             since, *(SON_HERMOSILLO if capital else SON_NOGALES), phone, extension, mail,
             "Dirección General de Administración", date(2025, 1, 15), None)
            for capital, level, post, person, since, phone, extension, mail in (
                (True, "12", "Director General", ("Ramiro", "Quijada", "Peralta", "Hombre"), date(2021, 9, 16),
                 "6622591840", "4", "ramiro.quijada@sonora.example.org"),
                (True, "9", "Coordinadora de Área", ("Thelma", "Valenzuela", "Ochoa", "Mujer"), date(2022, 2, 1),
                 "6622591840", "11", "thelma.valenzuela@sonora.example.org"),
                (False, "10", "Subdirector", ("Joel", "Cota", "Ibarra", "Hombre"), date(2023, 5, 16),
                 "6313126650", None, "joel.cota@sonora.example.org"),
                (False, "5", "Auxiliar Administrativa", ("Perla", "Duarte", "Amaya", "Mujer"), date(2023, 8, 1),
                 "6313126650", None, None),
            )
        ),
    ],
    heading_row=7,
    merged=("A2:C2", "D2:F2", "G2:I2", "A3:C3", "D3:F3", "G3:I3", "A6:AD6"),
)  # fmt: skip

OLD_SERVICES = Sheet(
    "Reporte de Formatos",
    [
        ("35311",),
        ("TITULO", "NOMBRE CORTO", "DESCRIPCIÓN"),
        ("Servicios que ofrece el sujeto obligado", "LETAIP35FXIX", "Los servicios que ofrece (SIMULADO)"),
        ("1", "1", "10", "1", "1", "10", "1", "4", "1", "12", "13", "14"),
        tuple(str(218390 + number) for number in range(12)),
        ("Tabla Campos",),
        (
            "Denominación del servicio", "Tipo de usuario y/o población objetivo",
            "Área en la que se proporciona el servicio: \nTabla_218403", "Requisitos para obtener el servicio",
            "Tiempo de respuesta", "Lugar para reportar presuntas anomalías \nTabla_218404", "Costo",
            "Fecha de validación", "Área responsable de la información", "Año", "Fecha de actualización", "Nota",
        ),
        *(
            (service, "Familias michoacanas", place, "Identificación oficial", "10 días", 1, "Gratuito", date(2018, 1, 12),
             "Delegación Administrativa", 2017, date(2017, 12, 31), None)
            for service, place in (
                ("Palomas Mensajeras: visas para adultos mayores", 1), ("Repatriación de cuerpos", 1),
                ("Apostilla de actas", 2), ("Empleo temporal en Canadá", 3),
            )
        ),
    ],
    heading_row=7,
)  # fmt: skip
OLD_PLACES = Sheet(
    "Tabla 218403",
    [
        (None, *(["1"] * 17)),
        (None, *range(24601, 24618)),
        (
            "ID", "Nombre del área", "Domicilio: Tipo vialidad (catálogo)", "Domicilio: Nombre vialidad",
            "Domicilio: Número Exterior", "Domicilio: Número Interior, en su caso",
            "Domicilio: Tipo de asentamiento (catálogo)", "Domicilio: Nombre del asentamiento",
            "Domicilio: Clave de la localidad", "Domicilio: Nombre de la localidad", "Domicilio: Clave del municipio",
            "Domicilio: Nombre del municipio o delegación", "Domicilio: Clave de la Entidad Federativa",
            "Domicilio: Nombre de la Entidad Federativa", "Domicilio: Código postal", "Teléfono y extensión",
            "Correo electrónico", "Horario y días de atención",
        ),
        (1, "Secretaría de Atención a Familias Michoacanas Migrantes", "Calle", "Lago de Zirahuén", 318, "A", "Colonia",
         "Ventura Puente", "0001", "Morelia", "053", "Morelia", "16", "Michoacán de Ocampo", 58020,
         "01 443 314 9027, ext. 103", "safmm@michoacan.example.org", "Lunes a viernes 8:00 a 16:00"),
        (2, "Oficina Regional Zamora", "Avenida", "5 de Mayo Sur", 290, None, "Colonia", "Centro", "0001",
         "Zamora de Hidalgo", "108", "Zamora", "16", "Michoacán de Ocampo", 59600, "01 351 512 8834", None,
         "Lunes a viernes 9:00 a 15:00"),
        (3, "Oficina Regional Huetamo", "Calle", "Francisco I. Madero Norte", 51, None, "Barrio", "Alto", "0001",
         "Huetamo de Núñez", "038", "Huetamo", "16", "Michoacán de Ocampo", 61940, "01 435 556 2017", None,
         "Lunes a viernes 9:00 a 15:00"),
    ],
    heading_row=3,
)  # fmt: skip
OLD_COMPLAINTS = Sheet(
    "Tabla 218404",
    [
        (None, "1", "1", "1"),
        (None, 24630, 24631, 24632),
        ("ID", "Teléfono y en su caso extensión", "Correo electrónico", "Otro dato"),
        (1, "01 443 310 8600 ext. 114", "contraloria@michoacan.example.org", "Secretaría de Contraloría"),
    ],
    heading_row=3,
)

OPEN_DATA = Sheet(
    "UNIDADES",
    [
        ("Datos abiertos. Conjunto SIMULADO: unidades de atención a migrantes, corte a marzo de 2023",),
        (
            "CVE_UNIDAD", "DEPENDENCIA", "UNIDAD ADMINISTRATIVA", "RESPONSABLE", "CALLE", "NUM EXTERIOR", "NUM INTERIOR",
            "COLONIA", "LOCALIDAD", "MUNICIPIO", "CP", "LADA", "TELEFONO", "CORREO ELECTRONICO", "LATITUD", "LONGITUD",
        ),
        ("SG-021", "SECRETARÍA DE GOBIERNO", "COORDINACIÓN DE ATENCIÓN A TABASQUEÑOS MIGRANTES", "GLORIA MADRIGAL PRIEGO",
         "AVENIDA GREGORIO MÉNDEZ MAGAÑA", 718, "PISO 2", "CENTRO", "VILLAHERMOSA", "CENTRO", "86000", 993, 3124417,
         "migrantes@tabasco.example.org", 17.9892, -92.9281),
        ("SG-022", "SECRETARÍA DE GOBIERNO", "MÓDULO DE ATENCIÓN TENOSIQUE", "FREDY CHABLÉ MAY", "CALLE 28", 211, None,
         "CENTRO", "TENOSIQUE DE PINO SUÁREZ", "TENOSIQUE", "86901", 934, 3421865, None, 17.4756, -91.4229),
        ("SG-023", "SECRETARÍA DE GOBIERNO", "MÓDULO DE ATENCIÓN CÁRDENAS", "NELLY IZQUIERDO SOLÓRZANO",
         "CALLE LÁZARO CÁRDENAS", 140, "LOCAL 3", "PUEBLO NUEVO", "HEROICA CÁRDENAS", "CÁRDENAS", "86500", 937, 3725508,
         None, 18.0011, -93.3756),
    ],
    heading_row=2,
    merged=("A1:P1",),
)  # fmt: skip

WORKBOOKS = {
    "transparency-01": [STAFF, SEXES, ROADS, SETTLEMENTS],
    "transparency-02": [OLD_SERVICES, Sheet("hidden1", [("Calle",), ("Avenida",)], hidden=True), OLD_PLACES,
                        OLD_COMPLAINTS],
    "transparency-03": [OPEN_DATA],
}  # fmt: skip
