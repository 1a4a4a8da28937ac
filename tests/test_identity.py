"""What tells who somebody is, told from a first name and from a reference."""

from __future__ import annotations

import pytest

from handouts.content.model.identity import is_more_than_a_first_name, may_be_a_name
from handouts.files.naming import plain_name

FIRST = (
    "Sam|Anna|An|Bo|Zoë|Anne Marie|Anne-Fleur|Jan Willem|Jan Herman|Marie José|D'Angelo|Fatima Zahra|Mohamed Ali|Li Wei"
    "|Abdel Karim|Ngọc|Łukasz|Kees Jan|Lisa Marie|Maria Clara|Johanna Maria Elisabeth|محمد|שרה|Maria Elena|Mary Ann"
    "|Anna Franciska|Eva Mariska|Anna Fatema|Jean Ludovic"
)
MORE = (
    "Jan Jansen|J. Jansen|J.P. Jansen|Mevr. Jansen|mevrouw Bakker|dhr Smit|Anna de Vries|Jan van den Berg|Sam (40)"
    "|Sam 1979|Jansen, Sam|sam@thuis.example|Fatma Yilmaz|Piet Hoekstra|Els Mulder|Kees v.d. Berg|Sam J.|Ed Timmermans"
    "|Sanne Willemsen|Tom Hofman|Jo Verbruggen|Ahmed El Idrissi|Anna Kowalska|Eva Górska"
)


@pytest.mark.parametrize("name", FIRST.split("|"))
def test_a_first_name_also_of_two_words_is_no_more_than_that(name: str) -> None:
    assert not is_more_than_a_first_name(name)


@pytest.mark.parametrize("name", MORE.split("|"))
def test_a_surname_a_title_initials_and_a_number_are_more_than_a_first_name(name: str) -> None:
    assert is_more_than_a_first_name(name)


@pytest.mark.parametrize(
    ("ref", "name", "found"),
    [
        ("2026-014", "Sam", False),
        ("groep-3", "Sam", False),
        ("proef", "Sam", False),
        ("test-sam", "Sam", True),
        ("2026-an", "An", False),
        ("Jeannette", "Sam", True),
        ("sam-2026", "Sam", True),
        ("annemarie-1", "Anne Marie", True),
        ("zoe1", "Zoë", True),
    ],
)
def test_a_reference_without_a_digit_or_with_the_first_name_may_be_a_name(ref: str, name: str, found: bool) -> None:
    assert may_be_a_name(ref, name) is found


def test_capitals_accents_and_signs_make_no_other_name() -> None:
    assert plain_name("ANNE-Zoë") == plain_name("Anne zoe")
    assert plain_name("Sam") != plain_name("Samira")
