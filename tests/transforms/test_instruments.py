"""Kinds of instrument by their names (design.md section 5)."""

from __future__ import annotations

import pytest

from transforms.instruments import instrument_type


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hermanamiento", "sister_city"),
        ("Acuerdo de Hermanamiento", "sister_city"),
        ("ACUERDO DE HERMANAMIENTO", "sister_city"),
        ("Convenio de Hermanamiento y Cooperación", "sister_city"),
        ("Sister City Agreement", "sister_city"),
        ("Acuerdo de Ciudades Hermanas", "sister_city"),
        ("Acuerdo de Cooperación", "cooperation"),
        ("Convenio de Cooperación", "cooperation"),
        ("Acuerdo de Colaboración", "cooperation"),
        ("CONVENIO DE COLABORACION", "cooperation"),
        ("Acuerdo Específico de Cooperación", "specific_cooperation"),
        ("Convenio Especifico de Colaboración", "specific_cooperation"),
        ("Memorándum de Entendimiento", "mou"),
        ("MEMORANDUM DE ENTENDIMIENTO", "mou"),
        ("Memorando de Entendimiento", "mou"),
        ("Memorándum de Entendimiento de Cooperación", "mou"),
        ("Memorandum of Understanding", "mou"),
        ("Carta de Intención", "letter_of_intent"),
        ("CARTA DE INTENCION", "letter_of_intent"),
        ("Carta de Intención de Hermanamiento", "letter_of_intent"),
        ("Carta de Intenciones", "letter_of_intent"),
        ("Acuerdo de Amistad", "friendship"),
        ("Carta de Amistad", "friendship"),
        ("Ciudad Amiga", "friendship"),
        ("Declaración Conjunta", "declaration"),
        ("Declaración de Intención", "declaration"),
        ("Declaratoria", "declaration"),
        ("Protocolo", "other"),
        ("Acta de Sesión", "other"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    assert instrument_type(name) == kind


@pytest.mark.parametrize("name", ["", " - ", "Texas", "Ciudad de Laredo", "3 de mayo de 2011"])
def test_what_names_no_instrument_has_no_kind(name: str) -> None:
    assert instrument_type(name) == ""
