"""Foreign bodies that are not territories: organisations, universities, companies, foundations, ministries."""


def _table(text: str) -> dict[str, list[str]]:
    pairs = (line.split("|") for line in text.strip().splitlines())
    return {iso: names.split(";") for iso, names in pairs}


WORLDWIDE = [
    "la Organización de las Naciones Unidas para la Educación, la Ciencia y la Cultura (UNESCO)",
    "la Oficina en México de la UNESCO",
    "el Programa de las Naciones Unidas para el Desarrollo (PNUD)",
    "el Programa de las Naciones Unidas para el Desarrollo",
    "el Programa de las Naciones Unidas para los Asentamientos Humanos (ONU-Hábitat)",
    "ONU-Hábitat",
    "el Fondo de las Naciones Unidas para la Infancia (UNICEF)",
    "UNICEF México",
    "la Organización Internacional para las Migraciones (OIM)",
    "la Organización Internacional para las Migraciones",
    "el Alto Comisionado de las Naciones Unidas para los Refugiados (ACNUR)",
    "la Oficina del Alto Comisionado de las Naciones Unidas para los Derechos Humanos",
    "la Organización de las Naciones Unidas para la Alimentación y la Agricultura (FAO)",
    "la Organización Panamericana de la Salud (OPS)",
    "la Organización Panamericana de la Salud/Organización Mundial de la Salud",
    "el Banco Interamericano de Desarrollo (BID)",
    "el Banco Interamericano de Desarrollo",
    "el Banco Mundial",
    "el Banco Internacional de Reconstrucción y Fomento",
    "la Corporación Financiera Internacional (CFI)",
    "la Organización para la Cooperación y el Desarrollo Económicos (OCDE)",
    "la Organización Internacional del Trabajo (OIT)",
    "la Oficina de las Naciones Unidas contra la Droga y el Delito (UNODC)",
    "la Oficina de las Naciones Unidas de Servicios para Proyectos (UNOPS)",
    "la Entidad de las Naciones Unidas para la Igualdad de Género (ONU Mujeres)",
    "el Fondo de Población de las Naciones Unidas (UNFPA)",
    "la Comisión Económica para América Latina y el Caribe (CEPAL)",
    "la Secretaría General Iberoamericana (SEGIB)",
    "la Organización de los Estados Americanos (OEA)",
    "la Organización de Estados Iberoamericanos para la Educación, la Ciencia y la Cultura (OEI)",
    "el Instituto Interamericano de Cooperación para la Agricultura (IICA)",
    "la Organización Mundial del Turismo (OMT)",
    "el Programa de las Naciones Unidas para el Medio Ambiente (PNUMA)",
]

WORLDWIDE_NGOS = [
    "la Asociación Internacional de Ciudades Educadoras",
    "la organización Hábitat para la Humanidad Internacional",
    "la Red Internacional de Ciudades Amigables con la Lectura",
]

SEATED = _table("""
US|el Banco Interamericano de Desarrollo (BID);el Banco Mundial;la Organización de los Estados Americanos (OEA);el Banco de Desarrollo de América del Norte;la Organización Panamericana de la Salud (OPS)
CL|la Comisión Económica para América Latina y el Caribe (CEPAL)
CR|el Instituto Interamericano de Cooperación para la Agricultura (IICA)
GT|el Instituto de Nutrición de Centroamérica y Panamá (INCAP)
HN|el Banco Centroamericano de Integración Económica (BCIE)
FR|la Organización de las Naciones Unidas para la Educación, la Ciencia y la Cultura (UNESCO);la Organización para la Cooperación y el Desarrollo Económicos (OCDE)
CH|la Organización Internacional del Trabajo (OIT);la Organización Internacional para las Migraciones (OIM);la Organización Mundial de la Propiedad Intelectual (OMPI)
IT|la Organización de las Naciones Unidas para la Alimentación y la Agricultura (FAO)
ES|la Organización de Estados Iberoamericanos (OEI);la Organización Mundial del Turismo (OMT)
JP|la Organización Internacional de las Maderas Tropicales
""")

UNIVERSITIES = _table("""
US|la Universidad de Texas en Austin;la Universidad de Arizona;la Universidad Estatal de Arizona;la Universidad de California en San Diego;la Universidad de Nuevo México;la Universidad Estatal de Nuevo México;la Universidad Texas A&M;la Universidad de Houston;Harvard University;Arizona State University;el Instituto Tecnológico de Massachusetts;el Colegio Comunitario de Maricopa;la Universidad de Georgetown
CA|la Universidad de Calgary;la Universidad de Montreal;la Universidad de Columbia Británica;la Universidad Laval
GT|la Universidad de San Carlos;la Universidad Rafael Landívar;la Universidad del Valle
SV|la Universidad Centroamericana José Simeón Cañas
HN|la Escuela Agrícola Panamericana Zamorano
NI|la Universidad Nacional Autónoma de Nicaragua
CR|la Universidad de Costa Rica;el Instituto Tecnológico de Costa Rica
PA|la Universidad Tecnológica de Panamá
CU|la Universidad de La Habana;el Centro de Ingeniería Genética y Biotecnología;la Universidad Central Marta Abreu de Las Villas;el Instituto Superior Politécnico José Antonio Echeverría
CO|la Universidad de Antioquia;la Universidad Nacional de Colombia;la Universidad de los Andes;la Universidad del Valle;la Pontificia Universidad Javeriana
VE|la Universidad de los Andes;la Universidad Central de Venezuela
EC|la Universidad San Francisco de Quito
PE|la Pontificia Universidad Católica del Perú;la Universidad Nacional de San Antonio Abad del Cusco
BO|la Universidad Mayor de San Andrés
CL|la Universidad de Chile;la Universidad de Concepción;la Pontificia Universidad Católica de Valparaíso
AR|la Universidad de Buenos Aires;la Universidad Nacional de La Plata;la Universidad Nacional de Córdoba;la Universidad Nacional de Cuyo
UY|la Universidad de la República
BR|la Universidad de São Paulo;la Universidad Estatal de Campinas;la Universidad Federal de Viçosa
ES|la Universidad de Salamanca;la Universidad Complutense de Madrid;la Universidad de Valladolid;la Universidad de Granada;la Universidad Politécnica de Valencia;la Universidad de Alcalá;el Centro de Investigación Ecológica y Aplicaciones Forestales;la Universidad de Sevilla
FR|la Universidad de París VIII;la Universidad de Toulouse;la Universidad de Burdeos;el Instituto de Investigación para el Desarrollo
DE|la Universidad de Leipzig;la Universidad Técnica de Múnich;el Instituto Fraunhofer de Investigación Solar
IT|la Universidad de Bolonia;el Politécnico de Turín
PT|la Universidad de Coímbra
GB|la Universidad de Oxford;la Universidad de Nottingham
NL|la Universidad de Wageningen
BE|la Universidad Católica de Lovaina
PL|la Universidad de Varsovia
CZ|la Universidad Carolina de Praga
HU|la Universidad de Pécs
RU|la Universidad Estatal de San Petersburgo
CN|la Universidad de Pekín;la Universidad de Lenguas Extranjeras de Beijing;la Universidad de Shandong
JP|la Universidad de Kioto;la Universidad de Nagoya;la Universidad de Soka
KR|la Universidad Nacional de Seúl;la Universidad Hankuk de Estudios Extranjeros
IN|la Universidad Jawaharlal Nehru;el Instituto Indio de Tecnología de Bombay
IL|la Universidad Hebrea de Jerusalén;el Instituto Weizmann de Ciencias
ZA|la Universidad de Pretoria
MA|la Universidad Mohamed V
EG|la Universidad de El Cairo
AU|la Universidad de Queensland;la Universidad de Melbourne
NZ|la Universidad de Auckland
""")

COMPANIES = _table("""
US|la empresa IBM Corporation;Microsoft Corporation;la empresa Intel Corporation;la compañía Honeywell International, Inc.;Cisco Systems, Inc.
CA|la empresa Bombardier Inc.
ES|la empresa Iberdrola, S.A.;Telefónica, S.A.
FR|la empresa Veolia Environnement, S.A.;la sociedad Airbus Group SAS
DE|la empresa Siemens AG;la empresa Robert Bosch GmbH
IT|la empresa Pirelli & C. S.p.A.
CN|la empresa Huawei Technologies Co., Ltd.;la empresa BYD Company Limited
JP|la empresa Mazda Motor Corporation;la empresa Toyota Tsusho Corporation
KR|la empresa Kia Motors Corporation;Samsung Electronics Co., Ltd.
IN|la empresa Tata Consultancy Services Limited
CO|la empresa Grupo Argos, S.A.
BR|la empresa Embraer, S.A.
CL|la empresa Sonda, S.A.
""")

NGOS = _table("""
US|la Fundación Ford;The Nature Conservancy;la Fundación Rockefeller;la Asociación de Ciudades Hermanas de Texas;la Fundación W.K. Kellogg;la organización Sister Cities International;la Fundación Hewlett
CA|la Fundación Educación sin Fronteras
GT|la Asociación para el Desarrollo Comunitario de Huehuetenango;la Fundación Rigoberta Menchú Tum
CR|la Fundación Arias para la Paz y el Progreso Humano
CU|la Fundación Fernando Ortiz
CO|la Fundación Compartir;la Corporación Red País Rural, asociación civil
AR|la Asociación Abuelas de Plaza de Mayo;la Fundación Vida Silvestre
CL|la Fundación Un Techo para Chile
BR|la Fundación Roberto Marinho
ES|la Fundación Carolina;la Asociación de Municipios por la Paz;la Fundación Santa María la Real;la organización no gubernamental Manos Unidas
FR|la asociación Médicos del Mundo;la Fundación Danielle Mitterrand
DE|la Fundación Konrad Adenauer;la Fundación Friedrich Ebert
IT|la Asociación Bellunesi nel Mondo
GB|la organización Oxfam
JP|la Asociación de Amistad Japón-México
AU|la Fundación Fred Hollows
""")

MINISTRIES = {
    "education": ("el Ministerio de Educación", "el Ministerio de Educación Superior"),
    "culture": ("el Ministerio de Cultura", "la Biblioteca Nacional"),
    "tourism": ("el Ministerio de Turismo", "el Instituto Nacional de Turismo"),
    "science_technology": ("el Ministerio de Ciencia y Tecnología",),
    "trade_promotion": (
        "el Ministerio de Comercio",
        "el Ministerio de Comercio Exterior",
    ),
    "investment_promotion": ("el Ministerio de Economía",),
    "urban_development": (
        "el Ministerio de Vivienda y Urbanismo",
        "el Ministerio de Obras Públicas",
    ),
    "environment": ("el Ministerio del Ambiente", "el Ministerio de Medio Ambiente"),
    "human_capital_training": ("el Ministerio de Trabajo",),
    "security": ("el Ministerio de Seguridad Pública", "el Ministerio del Interior"),
}

US_AGENCIES = {
    "education": ("el Departamento de Educación del Estado de {}",),
    "culture": ("la Comisión para las Artes del Estado de {}",),
    "tourism": ("la Oficina de Turismo del Gobierno del Estado de {}",),
    "trade_promotion": ("el Departamento de Comercio del Estado de {}",),
    "environment": ("el Departamento de Calidad Ambiental del Estado de {}",),
    "security": ("el Departamento de Seguridad Pública del Estado de {}",),
}
