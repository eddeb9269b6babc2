"""What the PDFs of the unseen half say. Not for whoever writes readers. All of it is made up (SIMULADO)."""

from __future__ import annotations

from tests.office_pages.making import Pdf

PDFS = {
    "pdf-05": Pdf(
        above=("INSTITUTO POTOSINO DE MOVILIDAD", "Representaciones en el extranjero (SIMULADO)"),
        header=("Representación", "Ciudad", "Domicilio", "Tel. / Fax", "E-mail"),
        rows=[
            ("Casa San Luis Houston", "Houston, TX", "6809 Harrisburg Blvd,\nSuite 205, 77011", "713-926-4417", "houston@casaslp.example.org"),
            ("Casa San Luis Dallas", "Garland, TX", "515 N. Garland Ave.,\n75040", "(972) 487-1190\n(972) 487-1191", "dallas@casaslp.example.org"),
            ("Casa San Luis Atlanta", "Norcross, GA", "6020 Singleton Road,\nBuilding 2, 30093", "+1 770 242 8803", ""),
            ("Casa San Luis Carolina\ndel Norte", "Charlotte, NC", "4801 E. Independence\nBlvd., Ste. 713, 28212", "704 536 2277", "clt@casaslp.example.org"),
            ("Casa San Luis Chicago", "Berwyn, IL", "6414 W. Cermak Rd.", "708 484 9906 y 07", "chi@casaslp.example.org"),
            ("Casa San Luis Milwaukee", "Milwaukee, WI", "2207 S. 13th Street, 53215", "414 389 5572", ""),
        ],
        widths=(120, 80, 130, 90, 115),
        rules="none",
        padding=7,
        shaded_header=False,
        size=8.5,
        foot="Instituto Potosino de Movilidad. Tel. 444 198 6600",
    ),
    "pdf-06": Pdf(
        above=("Directorio de las oficinas estatales y de sus delegaciones", "Documento SIMULADO de trabajo, julio de 2025"),
        header=("Entidad", "Oficina y adscripción", "Ubicación y contacto", "Teléfonos"),
        rows=[
            ("Campeche", "COORDINACIÓN DE CAMPECHANOS EN EL\nEXTERIOR", "Av. Resurgimiento 112, Col. Bosques de Cam-\npeche, 24030 San Francisco de Campeche", "981 127 3340"),
            ("Coahuila", "DIRECCIÓN DE ENLACE FRONTERIZO Y\nMIGRANTES", "Blvd. Venustiano Carranza 2454, República,\n25280 Saltillo", "844 698 1140 ext.\n2210"),
            ("", "DELEGACIÓN PIEDRAS NEGRAS DE LA DI-\nRECCIÓN DE ENLACE FRONTERIZO Y\nMIGRANTES", "Zaragoza 301 Nte., Centro, 26000 Piedras Ne-\ngras", "878 782 5561"),
            ("Guerrero", "INSTITUTO GUERRERENSE DEL MIGRANTE", "Calle Amado Nervo 26, Barrio de San Mateo,\n39022 Chilpancingo de los Bravo", "747 471 8835\n747 471 8836"),
            ("Jalisco", "SUBSECRETARÍA DE COMUNIDADES JALIS-\nCIENSES EN EL EXTERIOR", "López Cotilla 1505, piso 4, Col. Americana,\n44160 Guadalajara", "33-3030-\n7716"),
            ("Puebla", "CONSEJO POBLANO DE MIGRACIÓN", "11 Oriente 2003, Azcárate, 72501 Puebla", "(222) 303 5577, 303 5578"),
            ("Tamaulipas", "DIRECCIÓN DE ASUNTOS FRONTERIZOS\nY MIGRANTES", "Torre Bicentenario, piso 12, Libramiento Na-\nciones Unidas, 87083 Ciudad Victoria", "834 107 8420"),
            ("", "OFICINA DE ENLACE REYNOSA", "Calle Hidalgo 810, Zona Centro, 88500 Rey-\nnosa", "899 922 6604"),
            ("", "OFICINA DE ENLACE MATAMOROS", "Av. Lauro Villar 1200-3, Col. San Francisco,\n87350 Matamoros", "868 816 3390"),
            ("Yucatán", "ÁREA DE ATENCIÓN AL YUCATECO\nMIGRANTE", "Calle 59 núm. 536-C por 66 y 68, Centro,\n97000 Mérida", "999 928 6617"),
        ],
        widths=(62, 190, 195, 85),
        padding=27,
        spans=(((0, 2), (0, 3)), ((0, 7), (0, 9))),
        foot="Se agradecerá notificar cambios al 55 5128 0044",
    ),
    "pdf-07": Pdf(
        above=("Cuadro 4", "Leyes locales de atención a la población migrante (ejemplo SIMULADO)"),
        header=("Estado", "Denominación", "Publicada en el P. O.", "Ref. más reciente", "Situación actual"),
        rows=[
            ("Baja California\nSur", "Ley de Apoyo a Familias de Jornaleros\ny Migrantes del Estado", "20-jun-2013", "31-dic-2019", "Vigente"),
            ("Guanajuato", "Ley del Migrante Guanajuatense y de la Mo-\nvilidad Humana", "11 de junio de 2013", "21 de septiembre\nde 2018", "Abrogada"),
            ("Guanajuato", "Ley para la Inclusión de Personas Migran-\ntes del Estado de Guanajuato", "7 de octubre de 2022", "", "Vigente"),
            ("México", "Ley de Apoyo al Mexiquense Migrante", "12/12/2016", "06/09/2021", "Vigente"),
            ("Morelos", "Ley de Atención a Morelenses en el Exte-\nrior y Población en Tránsito", "", "", "En dictamen"),
            ("Querétaro", "Ley de Migraciones y Retorno del Estado\nde Querétaro", "24 de julio de 2020", "17 de marzo de 2023", "Vigente, con invalidez\nparcial (SCJN)"),
            ("Zacatecas", "Ley de Zacatecanos Migrantes y de sus\nFamilias Binacionales", "4 de agosto de 2018", "n. d.", "Vigente"),
        ],
        widths=(75, 185, 100, 90, 90),
        rules="box",
        padding=36,
        font="Times-Roman",
        size=9,
        shaded_header=False,
        below=("Nota: P. O. es el periódico oficial de cada entidad. Corte: 31 de enero de 2025.",),
        foot="88",
    ),
    "pdf-08": Pdf(
        above=("GOBIERNO DEL ESTADO DE ZACATECAS", "ENLACES FORÁNEOS DE LA SECRETARÍA DE LA MIGRACIÓN", "(LISTA SIMULADO)"),
        header=("NOMBRE DEL ENLACE", "LUGAR", "DIRECCIÓN POSTAL", "CONTACTO"),
        rows=[
            ("ENLACE ZACATECAS\nANAHEIM", "ANAHEIM, CALIFORNIA", "1240 S. STATE COLLEGE BLVD., SUITE 150,\nANAHEIM, CA 92806", "TEL. 714-991-\n4402\nanaheim@zac.example.org"),
            ("ENLACE ZACATECAS\nDENVER", "DENVER, COLORADO", "4730 OAKLAND STREET, UNIT 600, DEN-\nVER, CO 80239", "TEL. (303) 371 8820"),
            ("ENLACE ZACATECAS\nPHOENIX", "PHOENIX, ARIZONA", "3133 W. MCDOWELL ROAD, PHOENIX,\nARIZONA 85009", "TEL. 602 269 7714\nCEL. 480 331 9026"),
            ("ENLACE ZACATECAS\nTIJUANA", "TIJUANA, B. C.", "AV. REVOLUCIÓN 1220-205, ZONA CEN-\nTRO, 22000 TIJUANA, B. C.", "TEL. 664 685 1190\ntijuana@zac.example.org"),
            ("ENLACE ZACATECAS\nMONTERREY", "MONTERREY, N. L.", "WASHINGTON 414 PTE., CENTRO, 64000\nMONTERREY, N. L.", "TEL. 81 8340 7726"),
            ("ENLACE ZACATECAS\nAGUASCALIENTES", "AGUASCALIENTES, AGS.", "PLAZA VESTIR, LOCAL 14-B, AV. LÓPEZ\nMATEOS ORIENTE 301, 20000 AGUASCA-\nLIENTES", "TEL. 449 916 3358 Y\n449 916 3359"),
            ("ENLACE ZACATECAS\nGUADALAJARA", "GUADALAJARA, JAL.", "CALZADA INDEPENDENCIA SUR 324,\nCENTRO, 44100 GUADALAJARA, JAL.", "TEL. 33 3614 5590"),
        ],
        widths=(115, 120, 190, 115),
        rules="horizontal",
        padding=38,
        foot="Secretaría de la Migración. Boulevard Héroes de Chapultepec 1902, Zacatecas. 492 491 6010",
    ),
}  # fmt: skip
