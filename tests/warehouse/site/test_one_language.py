"""A template compiled for one language says what it would say if it were asked on each page (SIMULADO)."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from warehouse.edition import EDITIONS, Edition
from warehouse.site.one_language import OneLanguage

TEMPLATES = {
    "macros": "{% macro name(t, x) %}{{ t('uno & dos', 'one & two') }} {{ x }}{% endmacro %}",
    "page": "{% from 'macros' import name %}{{ name(t, '<') }}{{ t('<b>', '<i>') | upper }}{{ t(*pair) }}"
    "{% for x in [t('a', 'b'), 'c'] %}{{ x }}{% endfor %}{{ t('a', 'b') ~ pair[0] }}{{ t(pair[0], 'x') }}",
}


@pytest.mark.parametrize("edition", EDITIONS)
def test_page_is_the_same(edition: Edition) -> None:
    context = {"t": edition.say, "pair": ("sí", "yes")}
    pages = [
        made.get_template("page").render(context)
        for made in (
            OneLanguage(edition, loader=DictLoader(TEMPLATES), autoescape=True),
            Environment(loader=DictLoader(TEMPLATES), autoescape=True),
        )
    ]
    assert pages[0] == pages[1]
