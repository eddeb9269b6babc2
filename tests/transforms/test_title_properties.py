"""Of any title: what is read out of it stands in it, in its order."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from tests.torture.examples import bounded
from transforms.text import squeeze
from transforms.titles import LONGEST, Title, read_title

WORDS = st.sampled_from(
    'Acuerdo Convenio Carta Hermanamiento de del el la los entre con y e que celebran por una otra parte , ; - ( ) « » “ " '
    "Gobierno Estado Municipio Ciudad Universidad Provincia León Laredo Texas Japón Francia representado en lo sucesivo "
    "denominado adelante materia para sobre cultura quien y/o l'Ile SIMULADO".split()
)
HEADS = (
    "Acuerdo de Hermanamiento",
    "Memorándum de Entendimiento",
    "Carta de Intención",
    "Convenio Específico de Cooperación",
)
LOCAL = (
    "Municipio de León, Guanajuato",
    "Gobierno del Estado de Jalisco",
    "H. Ayuntamiento de Mérida",
    "Estado de Puebla",
)
FOREIGN = (
    "Ciudad de Laredo, Texas",
    "Provincia de Alberta, Canadá",
    "Universidad de Calgary",
    "Prefectura de Saitama, Japón",
)
SUBJECTS = ("", ", en materia de turismo", " para el intercambio de maestros")


def stands_in(words: Iterable[str], title: str) -> bool:
    """Whether words stand in a title in this order; something may be left out between them."""
    rest = 0
    for word in words:
        rest = title.find(word, rest)
        if rest < 0:
            return False
        rest += len(word)
    return True


def without_quotes(text: str) -> str:
    return text.translate(str.maketrans("", "", '«»“”"'))


def everything_stands_in(found: Title, title: str) -> bool:
    plain = without_quotes(squeeze(title))
    return all(stands_in(without_quotes(piece).split(), plain) for piece in (*found.parties, found.head))


@given(title=st.lists(WORDS, max_size=20).map(" ".join))
@bounded(400)
def test_parties_and_instrument_stand_in_the_title(title: str) -> None:
    found = read_title(title)
    assert everything_stands_in(found, title)
    assert 0 <= found.others <= len(found.parties)


@given(title=st.text(max_size=200))
@bounded(200)
def test_of_any_text_too(title: str) -> None:
    found = read_title(title)
    assert all(party == party.strip() and party for party in found.parties)
    assert everything_stands_in(found, title)


@given(
    head=st.sampled_from(HEADS),
    local=st.sampled_from(LOCAL),
    foreign=st.sampled_from(FOREIGN),
    subject=st.sampled_from(SUBJECTS),
)
@bounded(100)
def test_of_two_parties_named_after_entre_each_comes_back_whole(
    head: str, local: str, foreign: str, subject: str
) -> None:
    found = read_title(f"{head} entre el {local}, y la {foreign}{subject}")
    assert (found.head, found.parties) == (head, (local, foreign))


@given(words=st.lists(WORDS, min_size=1, max_size=6))
@bounded(10)
def test_a_title_longer_than_any_names_nobody(words: list[str]) -> None:
    assert read_title(" ".join(words * (1 + LONGEST // len(" ".join(words))))).parties == ()
