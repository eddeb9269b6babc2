"""The charts: numbers in, SVG that fits any width out (SIMULADO)."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from warehouse.site.charts import FLOOR, TOP, Band, Column, bar, column_chart, tick_values


def chart(*columns: Column, bands: tuple[Band, ...] = (), first: int = 2001, last: int = 2010, title: str = "t") -> Any:
    drawn = column_chart(columns, bands, first=first, last=last, name="simulado", title=title, told="SIMULADO")
    return xml(drawn)


def xml(markup: str) -> Any:
    return BeautifulSoup(markup, "xml")


def percent(text: object) -> float:
    return float(str(text).removesuffix("%"))


def test_the_highest_tick_holds_the_highest_column() -> None:
    drawn = chart(Column(2001, 10, "SIMULADO"), Column(2002, 5, "SIMULADO"))
    high, low = (float(column["height"]) for column in drawn.find_all("rect", class_="column"))
    assert high == FLOOR - TOP and low == pytest.approx(high / 2)


def test_a_column_stands_inside_its_own_year() -> None:
    (column,) = chart(Column(2004, 1, "SIMULADO")).find_all("rect", class_="column")
    assert percent(column["x"]) > 30 and percent(column["x"]) + percent(column["width"]) < 40


def test_a_column_says_what_it_is_when_pointed_at() -> None:
    assert chart(Column(2004, 1, "2004: 1 acuerdo")).find("rect", class_="column").title.text == "2004: 1 acuerdo"


def test_a_band_lasts_until_the_next_begins() -> None:
    bands = (Band(2000.5, "Uno", "uno"), Band(2006, "Dos", "dos"))
    one, other = chart(bands=bands).select("rect.band")
    assert (percent(one["x"]), percent(one["width"])) == (0, 50)
    assert (percent(other["x"]), percent(other["width"])) == (50, 50)


def test_bands_out_of_the_axis_are_not_drawn() -> None:
    bands = (Band(float("-inf"), "Antes", ""), Band(1990, "Uno", ""), Band(1995, "Dos", ""), Band(2050, "Luego", ""))
    drawn = chart(bands=bands)
    assert len(drawn.select("rect.band")) == 1
    assert {text.text for text in drawn.find_all("text", class_="band")} == {"Dos"}


def test_names_of_bands_are_written_over_every_shade_and_column() -> None:
    drawn = chart(Column(2004, 1, ""), bands=(Band(2000, "Uno", ""), Band(2003, "Dos", "")))
    kinds = [tag.name for tag in drawn.svg.find_all(["rect", "text"]) if tag.get("class") != "year"]
    assert "rect" not in kinds[kinds.index("text") + len(tick_values(1)) :]


def test_a_picture_is_named_and_described_for_who_cannot_see_it() -> None:
    svg = chart(title="Acuerdos SIMULADOS").svg
    assert svg["role"] == "img" and svg["aria-labelledby"].split() == ["simulado-t", "simulado-d"]
    assert svg.find(id="simulado-t").text == "Acuerdos SIMULADOS" and svg.find(id="simulado-d").text == "SIMULADO"


def test_a_chart_of_nothing_is_still_a_picture() -> None:
    assert not chart().find_all("rect", class_="column")


def test_an_axis_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="no length"):
        chart(first=2010, last=2001)


def test_words_of_a_source_stay_words() -> None:
    drawn = column_chart(
        [Column(2001, 1, "<script>")], [Band(2001, '"><img onerror=x>', "")], first=2001, last=2001, name="s", title="&", told="<b>"
    )  # fmt: skip
    assert "<script" not in drawn and "<img" not in drawn and "<b>" not in drawn


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(0, (0, 1)), (1, (0, 1)), (5, (0, 1, 2, 3, 4, 5)), (6, (0, 2, 4, 6)), (103, (0, 50, 100, 150)), (904, (0, 200, 400, 600, 800, 1000))],
)  # fmt: skip
def test_ticks_are_round_and_few(highest: float, ticks: tuple[int, ...]) -> None:
    assert tick_values(highest) == ticks


@pytest.mark.parametrize(("value", "width"), [(0, "0%"), (1, "25%"), (4, "100%"), (9, "100%"), (-1, "0%")])
def test_a_bar_is_as_long_as_its_share(value: float, width: str) -> None:
    assert xml(bar(value, 4)).rect["width"] == width


def test_a_bar_of_nothing_has_no_length() -> None:
    assert xml(bar(0, 0)).rect["width"] == "0%"
