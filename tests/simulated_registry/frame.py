"""What stands around the content: menus, breadcrumbs, banners, counters, footers."""

from random import Random

from tests.simulated_registry.style import Style
from tests.simulated_registry.text import lose_accents

BANNER = "SIMULADO: página inventada para pruebas, no contiene acuerdos reales"
_MENUS = (
    "Inicio",
    "Trámites",
    "Gobierno",
    "Transparencia",
    "Sala de prensa",
    "Contacto",
)
_NAMES = (
    "Registro de Acuerdos Interinstitucionales registrados del Estado de {}",
    "Acuerdos interinstitucionales: {}",
    "Acuerdos Interinstitucionales registrados por dependencias y municipios de {}",
    "Registro de Acuerdos Interinstitucionales (RAI). {}",
)


_FOOTERS = (
    (
        "<footer><p>Plaza Juárez No. 20, Col. Centro, C.P. 06010, Ciudad de México. "
        "Tel. (55) 3686 5100</p><p>Última actualización: 14 de octubre de 2024</p></footer>"
    ),
    (
        '<table class="pie" width="100%"><tr><td>Atención a la ciudadanía</td><td>Tel. 3686 5100</td></tr>'
        "<tr><td>Comentarios sobre este sitio de Internet</td><td>Aviso de privacidad</td></tr></table>"
    ),
    '<div class="footer">Algunos derechos reservados © 2024 | Políticas de privacidad</div>',
)
_LAW = (
    "<p>De conformidad con el artículo 7 de la Ley sobre la Celebración de Tratados, se publica "
    "la relación de los acuerdos interinstitucionales registrados.</p>"
)


def _navigation(rng: Random) -> str:
    links = [f'<a href="/{lose_accents(name.split()[0].lower())}.html">{name}</a>' for name in _MENUS]
    return rng.choice(
        [
            f'<table class="menu"><tr>{"".join(f"<td>{link}</td>" for link in links)}</tr></table>',
            f"<nav><ul>{''.join(f'<li>{link}</li>' for link in links)}</ul></nav>",
            f'<div id="menu">{" | ".join(links)}</div>',
        ]
    )


def frame(style: Style, content: str, extra_head: str = "") -> str:
    """A whole page around the content; `{charset}` is left for whoever encodes it."""
    rng = Random(style.look)  # every page of a registry wears the same dress
    state = style.plain(style.rows[0].state)
    name = style.plain(rng.choice(_NAMES).format(state))
    name = name.replace("Estado de Estado de", "Estado de").replace("del Estado de Ciudad", "de la Ciudad")
    crumbs = rng.choice(["", f'<p class="ruta">Inicio &gt; Política Exterior &gt; RAI &gt; {state}</p>'])
    intro = rng.choice(
        [
            "",
            f"<p>Total de acuerdos registrados: {len(style.rows)}</p>",
            _LAW,
        ]
    )
    counter = rng.choice(["", '<p class="contador">Visitas: 0048213</p>'])
    return (
        (
            f'<!DOCTYPE html>\n<html lang="es">\n<head>{{charset}}<title>{name} (SIMULADO)</title>'
            f"{extra_head}\n<style>td {{ padding: 4px }}</style></head>\n<body>\n{_navigation(rng)}\n"
            f'<div class="aviso">{BANNER}</div>\n{crumbs}\n<h1>{name}</h1>\n{intro}\n'
            f"{content}\n{counter}\n{rng.choice(_FOOTERS)}\n</body>\n</html>\n"
        )
        .replace("{{", "{")
        .replace("}}", "}")
    )
