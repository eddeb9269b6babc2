"""What the workbooks of the unseen half say. Not for whoever writes readers. All of it made up (SIMULADO)."""

from __future__ import annotations

from datetime import date

from tests.office_pages.making import Sheet

CAPITAL_HEADINGS = (
    "EJERCICIO", "FECHA DE INICIO DEL PERIODO QUE SE INFORMA", "FECHA DE TERMINO DEL PERIODO QUE SE INFORMA",
    "ACTO ADMINISTRATIVO O SERVICIO", "DENOMINACION DEL AREA QUE LO OTORGA", "NOMBRE DEL RESPONSABLE DEL AREA",
    "TIPO DE VIALIDAD (CATALOGO)", "NOMBRE DE VIALIDAD", "NUMERO EXTERIOR", "NUMERO INTERIOR, EN SU CASO",
    "TIPO DE ASENTAMIENTO (CATALOGO)", "NOMBRE DEL ASENTAMIENTO", "CODIGO POSTAL", "NOMBRE DEL MUNICIPIO O DELEGACION",
    "NOMBRE DE LA ENTIDAD FEDERATIVA (CATALOGO)", "TELEFONO(S) Y EXTENSION(ES)", "CORREO ELECTRONICO OFICIAL",
    "HIPERVINCULO A LA FICHA", "NOTA",
)  # fmt: skip
TIJUANA = (
    "CALLE",
    "JUAN RUIZ DE ALARCON",
    "1572",
    "N/A",
    "COLONIA",
    "ZONA URBANA RIO",
    22010,
    "TIJUANA",
    "BAJA CALIFORNIA",
)
MEXICALI = ("CALZADA", "DE LOS PRESIDENTES", "998", "EDIFICIO B", "FRACCIONAMIENTO", "RIO NUEVO", 21120, "MEXICALI",
            "BAJA CALIFORNIA")  # fmt: skip
SUB_BC = "SUBSECRETARIA DE ATENCION A LA POBLACION MIGRANTE"
CAPITALS = Sheet(
    "Hoja1",
    [
        CAPITAL_HEADINGS,
        *(
            (2023, "01/04/2023", "30/06/2023", service, area, head, *address, phone, mail, "https://example.org/ficha", "SIMULADO")
            for service, area, head, address, phone, mail in (
                ("ALBERGUE TEMPORAL", SUB_BC, "GUADALUPE OSUNA IBARRA", TIJUANA, "664 683 9930 Y 664 683 9931",
                 "sapm@bajacalifornia.example.org"),
                ("BOLSA DE TRABAJO", SUB_BC, "GUADALUPE OSUNA IBARRA", TIJUANA, "664 683 9930 Y 664 683 9931",
                 "sapm@bajacalifornia.example.org"),
                ("CARTA DE REPATRIACION", f"{SUB_BC}, DELEGACION MEXICALI", "JULIO SALDAÑA", MEXICALI,
                 "(686) 558-11-40 EXT 8310", "sapm.mxl@bajacalifornia.example.org"),
                ("LOCALIZACION DE FAMILIARES", f"{SUB_BC}, DELEGACION MEXICALI", "JULIO SALDAÑA", MEXICALI,
                 "(686) 558-11-40 EXT 8310", "sapm.mxl@bajacalifornia.example.org"),
                ("APOYO PARA TRASLADO", f"{SUB_BC}, MODULO GARITA EL CHAPARRAL", "VACANTE",
                 ("AVENIDA", "DE LA AMISTAD", "S/N", "", "COLONIA", "EMPLEADOS FEDERALES", 22010, "TIJUANA",
                  "BAJA CALIFORNIA"), "", ""),
            )
        ),
    ],
)  # fmt: skip

MORELOS_HEADINGS = (
    "Ejercicio", "Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa",
    "Clave o nivel del puesto", "Denominación del cargo", "Nombre(s) de la persona servidora pública", "Primer apellido",
    "Segundo apellido", "Sexo (catálogo)", "Área de adscripción", "Fecha de alta en el cargo",
    "Domicilio oficial: Tipo de vialidad (catálogo)", "Domicilio oficial: Nombre de vialidad",
    "Domicilio oficial: Número exterior", "Domicilio oficial: Número interior",
    "Domicilio oficial: Tipo de asentamiento (catálogo)", "Domicilio oficial: Nombre del asentamiento",
    "Domicilio oficial: Nombre de la localidad", "Domicilio oficial: Nombre del municipio o demarcación territorial",
    "Domicilio oficial: Nombre de la entidad federativa (catálogo)", "Domicilio oficial: Código postal",
    "Número(s) de teléfono oficial", "Extensión", "Correo electrónico oficial, en su caso",
    "Hipervínculo a la fotografía", "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualiza(n) la información",
    "Fecha de actualización", "Nota",
)  # fmt: skip
CUERNAVACA = ("Calle", "Ignacio Mariano Matamoros", "Sin número", "", "Colonia", "Acapantzingo", "Cuernavaca",
              "Cuernavaca", "Morelos", "62440")  # fmt: skip
JOJUTLA = ("Avenida", "Constitución del 57", "605", "Interior 3", "Colonia", "Emiliano Zapata", "Jojutla de Juárez",
           "Jojutla", "Morelos", "62900")  # fmt: skip
MORELOS = Sheet(
    "Informacion",
    [
        ("ID", "TÍTULO", "NOMBRE CORTO", "DESCRIPCIÓN"),
        (37117, "Directorio de personas servidoras públicas", "LTAIPEM-51-VII", "SIMULADO"),
        (None,),
        MORELOS_HEADINGS,
        *(
            (2025, date(2025, first, 1), date(2025, first + 2, 30), level, post, *person, sex, area, since, *address, phone,
             extension, mail, "", "Enlace Financiero Administrativo", date(2025, first + 3, 7), "")
            for first in (1, 4)
            for level, post, person, sex, area, since, address, phone, extension, mail in (
                ("103", "Directora General", ("Ofelia", "Tapia", "Yáñez"), "Mujer",
                 "Dirección General de Morelenses en el Exterior", date(2024, 10, 1), CUERNAVACA, "777 312 6640, 777 312 6641",
                 "115", "ofelia.tapia@morelos.example.org"),
                ("106", "Subdirector de Vinculación", ("Efrén", "Ocampo", "Sedano"), "Hombre",
                 "Dirección General de Morelenses en el Exterior", date(2024, 11, 16), CUERNAVACA,
                 "777 312 6640, 777 312 6641", "118", ""),
                ("108", "Jefa de Departamento", ("Marbella", "Toledo", ""), "Mujer",
                 "Departamento de Atención a Migrantes, Región Sur", date(2025, 1, 1), JOJUTLA, "734 342 8817", "", ""),
            )
        ),
    ],
    heading_row=4,
)  # fmt: skip

CHIAPAS_MAIN = Sheet(
    "Reporte de Formatos",
    [
        ("53377",),
        ("TÍTULO", None, None, "NOMBRE CORTO", None, None, "DESCRIPCIÓN"),
        ("Servicios", None, None, "85-XIX", None, None, "Los servicios y sus requisitos (SIMULADO)"),
        tuple("149741"),
        ("536811", "536826", "536827", "536814", "536830", "536828"),
        ("Tabla Campos",),
        ("Ejercicio", "Fecha de inicio del periodo que se informa", "Fecha de término del periodo que se informa",
         "Nombre del servicio", "Área en la que se proporciona el servicio y los datos de contacto Tabla_536828",
         "Fecha de actualización"),
        (2024, "01/10/2024", "31/12/2024", "Credencial para trabajador fronterizo (gestoría)", 3, "15/01/2025"),
        (2024, "01/10/2024", "31/12/2024", "Atención a familias de personas migrantes fallecidas", 1, "15/01/2025"),
        (2024, "01/10/2024", "31/12/2024", "Acompañamiento a niñez migrante", 2, "15/01/2025"),
    ],
    heading_row=7,
)  # fmt: skip
CHIAPAS_PLACES = Sheet(
    "Tabla_536828",
    [
        (None, *("2",) * 21),
        (None, *(str(69300 + number) for number in range(21))),
        ("ID", "Nombre del área en la que se proporciona el servicio", "Nombre vialidad", "Tipo vialidad (catálogo)",
         "Número interior, en su caso", "Número exterior", "Nombre asentamiento", "Tipo de asentamiento (catálogo)",
         "Clave de localidad", "Nombre localidad", "Clave del municipio", "Municipio o delegación",
         "Clave de la entidad federativa", "Entidad federativa (catálogo)", "Código postal",
         "Domicilio en el extranjero, país", "Domicilio en el extranjero, ciudad",
         "Domicilio en el extranjero, calle y número", "Teléfono y extensión, en su caso", "Correo electrónico",
         "Horario de atención", "Clave interna"),
        (1, "Dirección de Protección Consular y Familias", "Central Norte", "Avenida", "Piso 2", 1048, "Centro", "Colonia",
         101, "Tuxtla Gutiérrez", 101, "Tuxtla Gutiérrez", 7, "Chiapas", 29000, "", "", "", "52 961 602 8844 ext. 21045",
         "familias@chiapas.example.org", "8 a 16", "DPC"),
        (2, "Subsecretaría de Frontera y Población en Movilidad", "17a Oriente", "Calle", "", 14, "San Juan", "Barrio", 1,
         "Tapachula de Córdova y Ordóñez", 89, "Tapachula", 7, "Chiapas", 30779, "", "", "", "962 625 3319; 962 118 4470",
         "frontera@chiapas.example.org", "8 a 16", "SFP"),
        (3, "Delegación Frontera Comalapa", "Hidalgo", "Calle", "", "SN", "Centro", "Colonia", 1, "Frontera Comalapa", 34,
         "Frontera Comalapa", 7, "Chiapas", 30140, "", "", "", 9636310884, "", "8 a 16", "DFC"),
    ],
    heading_row=3,
)  # fmt: skip

SONORA_HEADINGS = ("UNIDAD", "RESPONSABLE", "CALLE Y NÚMERO", "COLONIA Y CÓDIGO POSTAL", "CIUDAD", "TELÉFONO 1", "TELÉFONO 2",
                   "CORREO")  # fmt: skip
WORKBOOKS = {
    "transparency-05": [CAPITALS],
    "transparency-06": [MORELOS, Sheet("hidden1", [("Mujer",), ("Hombre",)]), Sheet("hidden2", [("Calle",), ("Avenida",)])],
    "transparency-07": [CHIAPAS_MAIN, Sheet("Hidden_1", [("En línea",), ("Presencial",)], hidden=True), CHIAPAS_PLACES,
                        Sheet("Hidden_1_Tabla_536828", [("Calle",), ("Avenida",)], hidden=True)],
    "transparency-08": [
        Sheet("CONTENIDO", [("Comisión de Atención a Sonorenses en el Extranjero",), ("Directorio de unidades (SIMULADO)",),
                            ("Hoja 2: oficina central",), ("Hoja 3: unidades regionales",)]),
        Sheet("CENTRAL", [("OFICINA CENTRAL",), SONORA_HEADINGS,
                          ("Comisión de Atención a Sonorenses en el Extranjero", "Lic. Manlio Yescas",
                           "Blvd. Paseo Río Sonora Sur 189, nivel 3", "Proyecto Río Sonora, 83270", "Hermosillo",
                           "662 213 7750", "662 213 7751", "case@sonora.example.org")], heading_row=2, merged=("A1:H1",)),
        Sheet("REGIONALES", [("UNIDADES REGIONALES",), SONORA_HEADINGS,
                             ("Unidad de Atención a Repatriados Nogales", "C. Ivonne Siqueiros", "Av. Obregón 339-A",
                              "Fundo Legal, 84030", "Nogales", "631 312 8846", None, "nogales.case@sonora.example.org"),
                             ("Unidad de Atención a Repatriados San Luis Río Colorado", "Ing. Beto Murrieta",
                              "Av. Libertad y Calle 9", "Comercial, 83449", "San Luis Río Colorado", "653 534 2218",
                              "653 534 2290", None),
                             ("Unidad de Atención a Jornaleros Caborca", "Vacante", "Calle 6 y Av. Quiroz y Mora s/n",
                              "Centro, 83600", "Heroica Caborca", None, "637 372 9905", None)],
              heading_row=2, merged=("A1:H1",)),
    ],
}  # fmt: skip
