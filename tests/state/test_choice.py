import pytest

from wellbeing.state.choice import Choice, from_address, strange_names, to_address


def test_the_address_of_the_first_view_is_bare():
    assert to_address(Choice()) == ""


def test_an_address_reopens_the_same_choice():
    choice = Choice(
        area="12",
        stakeholder="service_user",
        show="position",
        cut="channel:paper",
        opened="a,b",
        compare="02:provider",
    )
    assert (
        to_address(choice)
        == "region=12&type=service_user&show=position&slice=channel:paper&open=a,b&compare=02:provider"
    )
    assert Choice(**from_address(f"?{to_address(choice)}")) == choice


def test_names_that_are_not_ours_are_left_out_with_a_note():
    asked = "?region=12&theme=dark&release=1&__proto__=x&regoin=3&area=1&%00=&region=12"
    assert from_address(asked) == {"area": "12"}
    assert strange_names(asked) == (
        "Left out of the address, since nothing here is called “__proto__”. "
        "Left out of the address, since nothing here is called “regoin”. Did you mean “region”? "
        "Left out of the address, since nothing here is called “area”. "
        "Left out of the address, since nothing here is called so. "
        "“region” is there twice, so the last is taken: several stand in one, separated by commas."
    )
    assert strange_names("?" + to_address(Choice(area="01,02", show="tone")) + "&theme=trust") == ""


@pytest.mark.parametrize(("cut", "parts"), [("", ("", "")), ("channel:paper", ("channel", "paper"))])
def test_a_slice_has_a_name_and_a_value(cut, parts):
    assert Choice(cut=cut).slice == parts


def test_light_or_dark_is_no_theme_of_the_codebook():
    assert from_address("?theme=dark&show=theme") == {"show": "theme"}
    assert from_address("?theme=sharing_value&show=theme") == {"show": "theme", "theme": "sharing_value"}
    assert from_address("?theme=sharing_value&about=trust") == {"theme": "trust"}


def test_a_choice_about_comments_comes_back_from_its_address():
    choice = Choice(show="theme", question="data_comment", theme="trust", measure="hui", codes="without")
    assert Choice(**from_address(to_address(choice))) == choice
    assert "about=trust" in to_address(choice)
