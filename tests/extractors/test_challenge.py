from __future__ import annotations

import time

import pytest

from extractors.challenge import ELECTION_NOTICE, LOGIN, looks_like_challenge

ROWS = "".join(f"<tr><td>{n}</td><td>Acuerdo de hermanamiento {n}</td><td>2010</td></tr>" for n in range(5))
TABLE = f"<table><tr><th>No.</th><th>Título</th><th>Año</th></tr>{ROWS}</table>"
WALLS = {
    "cloudflare": '<title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x.js"></script>',
    "cloudflare es": "<title>Un momento…</title><p>Comprobando</p>",
    "cloudflare block": "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>",
    "incapsula": '<html><body><iframe src="/_Incapsula_Resource?SWUDNSAI=31">Request unsuccessful.</iframe></body></html>',
    "akamai": "<h1>Access Denied</h1>You don't have permission.<p>Reference #18.5d1f1c7.17",
    "f5": "<title>x</title>The requested URL was rejected. Please consult with your administrator.",
    "f5 es": "La URL solicitada fue rechazada. Consulte con su administrador.",
    "human es": "<p>Verifique que es humano para continuar</p>",
    "human es 2": "<p>Verifica que eres un ser humano</p>",
    "javascript": "<p>Please enable JavaScript and cookies to continue</p>",
    "datadome": '<script src="https://ct.captcha-delivery.com/c.js"></script>',
    "sucuri": "<title>Sucuri WebSite Firewall - Access Denied</title>",
    "radware": "<title>Radware Captcha Page</title>",
    "recaptcha": '<form><div class="g-recaptcha"></div><button>Continuar</button></form>',
    "hcaptcha": '<script src="https://js.hcaptcha.com/1/api.js"></script><div class="h-captcha"></div>',
}


@pytest.mark.parametrize("page", WALLS.values(), ids=WALLS.keys())
def test_bot_walls_are_recognised(page: str) -> None:
    reason = looks_like_challenge(page, 200, ())
    assert reason is not None and reason.startswith("a bot wall")


def test_deciding_header() -> None:
    assert looks_like_challenge(TABLE, 403, [("CF-Mitigated", "challenge")]) is not None


@pytest.mark.parametrize(
    "extra",
    [
        '<form>Escríbanos<div class="g-recaptcha"></div></form>',
        '<script src="/_Incapsula_Resource?x"></script>',
        '<script src="/cdn-cgi/challenge-platform/x.js"></script>',
        '<input type="password">',
        "<p>En cumplimiento de la veda electoral se omiten fotografías</p>",
    ],
)
def test_page_with_a_real_table_is_no_challenge(extra: str) -> None:
    assert looks_like_challenge(f"<title>Registro</title>{extra}{TABLE}", 200, ()) is None


def test_list_page_with_contact_form_is_no_challenge() -> None:
    items = "".join(f"<li>Guadalajara - San Antonio ({1970 + n}), hermanamiento</li>" for n in range(20))
    assert looks_like_challenge(f'<ul>{items}</ul><form><div class="g-recaptcha"></div></form>', 200, ()) is None


def test_short_honest_page_is_no_challenge() -> None:
    assert looks_like_challenge("<title>Colima</title><p>Sin acuerdos registrados.</p>", 200, ()) is None


def test_login_page_has_its_own_reason() -> None:
    page = "<form>Usuario <input name=u> Contraseña <input type='password'></form>"
    assert looks_like_challenge(page, 200, ()) == LOGIN


@pytest.mark.parametrize(
    "said",
    [
        "Sitio no disponible por veda electoral.",
        "Con motivo del proceso electoral 2027, la información se suspende.",
        "Durante el periodo de campañas electorales esta sección no estará disponible.",
    ],
)
def test_election_notice_has_its_own_reason(said: str) -> None:
    assert looks_like_challenge(f"<html><body><h1>Aviso</h1><p>{said}</p></body></html>", 200, ()) == ELECTION_NOTICE


@pytest.mark.parametrize("piece", ["<form ", "<form>", "<!--", "<", "<td>", "<title>", "<script>", "<input "])
def test_hostile_page_takes_no_long_time(piece: str) -> None:
    began = time.monotonic()
    looks_like_challenge(piece * (390_000 // len(piece)), 200, ())
    assert time.monotonic() - began < 2
