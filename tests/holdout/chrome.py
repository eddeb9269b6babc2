"""What stands around the list on a page: banners, menus, forms, counters, footers, hidden elements."""

from __future__ import annotations

from random import Random

from tests.holdout.facts import STATES, state_name

MENUS = [
    "Inicio",
    "Gobierno",
    "Transparencia",
    "Trámites y servicios",
    "Prensa",
    "Directorio",
    "Contacto",
    "Acuerdos interinstitucionales",
    "Marco jurídico",
    "Protección de datos personales",
    "Relaciones internacionales",
    "Convocatorias",
]


def menu(rng: Random) -> str:
    """A navigation menu."""
    items = rng.sample(MENUS, rng.randint(4, 8))
    links = [f'<a href="/{i}">{t}</a>' for i, t in enumerate(items)]
    style = rng.randrange(5)
    if style == 0:
        return '<ul class="nav menu">' + "".join(f"<li>{x}</li>" for x in links) + "</ul>"
    if style == 1:
        return "<table width='100%' cellpadding=0><tr>" + "".join(f"<td>{x}</td>" for x in links) + "</tr></table>"
    if style == 2:
        return "<nav>" + " | ".join(links) + "</nav>"
    if style == 3:
        return '<div id="menu">' + "".join(f"<div class='item'>{x}</div>" for x in links) + "</div>"
    return "<ul>" + "".join(f"<li>{x}<ul><li><a href='#'>Ver más</a></li></ul></li>" for x in links) + "</ul>"


def banner(code: str, rng: Random) -> str:
    """Above the list."""
    state = state_name(code)
    parts = [
        '<div class="breadcrumb"><a href="/">Inicio</a> &raquo; <a href="/t">Transparencia</a> &raquo; Acuerdos interinstitucionales</div>',
        "<p>Última actualización: 12 de enero de 2026</p>",
        "<p>De conformidad con la Ley sobre la Celebración de Tratados, publicada en el Diario Oficial de la Federación el 2 de enero de 1992, se da a conocer el registro de acuerdos interinstitucionales.</p>",
        '<form action="/buscar"><label>Buscar</label><input name="q"><label>País</label><select name="pais"><option>Todos</option><option>Alemania</option><option>China</option></select>'
        "<label>Fecha</label><select><option>2010</option><option>2011</option></select><button>Buscar</button></form>",
        '<form><select name="entidad">' + "".join(f"<option>{s}</option>" for s in STATES) + "</select></form>",
        '<div style="display:none">Acuerdo de Hermanamiento de prueba entre el Municipio X y la Ciudad Y. Firmado el 1 de enero de 1900.</div>',
        "<script>var fecha = '01/01/2001'; var pais = 'Francia';</script>",
        "<!-- <table><tr><th>Título</th><th>País</th><th>Fecha</th></tr><tr><td>Acuerdo viejo</td><td>Francia</td><td>1999</td></tr></table> -->",
        "<noscript><p>Active JavaScript en su navegador.</p></noscript>",
        "<table hidden><tr><th>Acuerdo</th><th>Fecha de firma</th></tr><tr><td>Plantilla</td><td>01/01/2000</td></tr></table>",
        '<div class="alert">Aviso: este sitio usa cookies. <a href="#">Aceptar</a></div>',
        "<p>Tel. (33) 3030-0000 ext. 1234</p>",
    ]
    picked = rng.sample(parts, rng.randint(2, 6))
    rng.shuffle(picked)
    title = rng.choice(
        [
            f"Acuerdos Interinstitucionales de {state}",
            f"REGISTRO DE ACUERDOS INTERINSTITUCIONALES - {state.upper()}",
            f"{state}",
            f"Convenios internacionales registrados: {state}",
            f"Estado: {state}",
        ]
    )
    level = rng.choice(["h1", "h2", "h3"])
    return "".join(
        [
            "<div id='header'><img src='/logo.png' alt='Logo'></div>",
            menu(rng),
            *picked[:2],
            f"<{level}>{title}</{level}>",
            *picked[2:],
        ]
    )


def footer(count: int, rng: Random) -> str:
    """Below the list."""
    parts = [
        f"<p>Total de registros: {count}</p>",
        f"<div>Se encontraron {count} acuerdos</div>",
        "<p>Visitas: 104,332</p>",
        "<table class='pie'><tr><td>Dirección:</td><td>Av. Juárez 20, Centro, C.P. 06010</td></tr><tr><td>Teléfono:</td><td>55 3686 5100</td></tr><tr><td>Correo:</td><td>contacto@example.mx</td></tr></table>",
        "<dl><dt>Horario</dt><dd>Lunes a viernes de 9:00 a 15:00</dd><dt>Responsable</dt><dd>Dirección de Asuntos Internacionales</dd></dl>",
        "<ul><li><a href='#'>Aviso de privacidad</a></li><li><a href='#'>Mapa del sitio</a></li><li><a href='#'>Facebook</a></li></ul>",
        "<p>Fecha de actualización: 30/09/2025</p>",
        "<p>Fuente: Secretaría de Relaciones Exteriores.</p>",
        "<p>Última modificación el Martes, 14 de Octubre de 2025 12:33</p><p>Visto: 2201 veces</p>",
        "<p>© 2025 Algunos derechos reservados. Gobierno de México.</p>",
        "<table><tr><th>Documentos relacionados</th><th>Tamaño</th></tr><tr><td><a href='#'>Ley sobre la Celebración de Tratados</a></td><td>120 KB</td></tr></table>",
        "<h3>Noticias</h3><ul><li>Gobernador recibe a embajador de Francia</li><li>Inauguran feria del libro 2024</li></ul>",
    ]
    picked = rng.sample(parts, rng.randint(2, 5))
    return "<div id='footer'>" + "".join(picked) + "</div>" if rng.random() < 0.7 else "<hr>" + "".join(picked)


def document(code: str, body: str, count: int, encoding: str, where: str, rng: Random) -> tuple[bytes, str]:
    """The whole page as bytes and its content type."""
    meta = f"<meta charset={encoding}>" if where in {"meta", "both"} else ""
    if where == "meta" and rng.random() < 0.5:
        meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    doctype = rng.choice(["<!DOCTYPE html>", '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">', ""])
    text = f"{doctype}<html><head>{meta}<title>{state_name(code)}</title><style>td{{color:red}}</style></head><body>{banner(code, rng)}{body}{footer(count, rng)}</body></html>"
    python = "cp1252" if encoding != "utf-8" else "utf-8"
    return text.encode(python, "xmlcharrefreplace"), f"text/html; charset={encoding}" if where in {
        "header",
        "both",
    } else "text/html"
