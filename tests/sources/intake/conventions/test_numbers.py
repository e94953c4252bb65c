"""What numbers mean is believed for a whole column or not at all; a number alone is no word of a list."""

from dataclasses import replace

import pytest

from wellbeing.model.profile import Answered, Column, Several
from wellbeing.sources.intake.conventions.numbers import decide_answers, decide_boxes, decide_words
from wellbeing.sources.names.engagement import engagement_names
from wellbeing.sources.names.numerals import numeral


@pytest.fixture(scope="module")
def names(islands):
    known = engagement_names(islands)
    return replace(known, region=replace(known.region, codes={"01": "N1", "02": "N2", "12": "S1"}))


def asked(**said):
    return Answered(id="content", columns=("Content",), **said)


SCALE = ("yes", "somewhat", "no")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1", "1"),
        (" 01", "1"),
        ("1.0", "1"),
        ("+1", "1"),
        ("−1", "-1"),
        ("1,50", "1.5"),
        ("0.0", "0"),
        ("-0", "0"),
    ],
)
def test_a_number_has_one_spelling(written, number):
    assert numeral(written) == number


@pytest.mark.parametrize("written", ["", "one", "1st", "1-2", "10+", "1.2.3", "1e5"])
def test_what_is_more_than_a_number_is_none(written):
    assert numeral(written) is None


def test_a_scale_that_nobody_confirmed_waits_whole(names):
    found = decide_answers(asked(scale=SCALE), ["1", "2"], names.options["content"])
    assert (found.part.scale, found.part.values) == ((), {})
    assert found.part.doubt.startswith("nothing in the file proves that 1 to 3 are the options in this order")


def test_a_scale_that_a_person_confirmed_is_read_and_says_so(names):
    said = asked(scale=SCALE, confirmed_by="A. Tester")
    found = decide_answers(said, ["1", "2.0"], names.options["content"])
    assert found.part.values == {"1": "yes", "2": "somewhat", "3": "no", "2.0": "somewhat"}
    assert found.notices[0].text.endswith("nothing in the file proves it, confirmed by A. Tester.")


@pytest.mark.parametrize("beyond", ["0", "4", "-1", "1.5", "-99"])
def test_one_number_beyond_a_scale_or_map_keeps_all_numbers_out_whoever_confirmed_it(names, beyond):
    known = {"yes!": "yes", "1": "yes", "2": "somewhat", "3": "no"}
    for said in (asked(scale=SCALE, confirmed_by="A. Tester"), asked(values=known, confirmed_by="A. Tester")):
        found = decide_answers(said, ["1", beyond, "3"], names.options["content"])
        assert f"('{beyond}')" in found.part.doubt
        assert not {"1", "2", "3"} & found.part.values.keys()


def test_a_number_that_the_profile_maps_beside_a_scale_contradicts_nothing(names):
    said = asked(scale=SCALE, values={"99": ""}, confirmed_by="A. Tester")
    found = decide_answers(said, ["1", "99"], names.options["content"])
    assert not found.part.doubt
    assert found.part.values["99"] == ""


def test_words_alone_need_no_convention(names):
    assert decide_answers(asked(scale=SCALE), [], names.options["content"]).notices == ()


@pytest.mark.parametrize(
    ("codes", "written", "believed"),
    [
        (True, ["01", "12"], True),
        (True, ["1", "12"], False),
        (True, ["01", "12", "10"], False),
        (True, ["01", "2.0"], False),
        (False, ["01", "12"], False),
        (False, ["01", "02"], True),
        (False, ["12"], False),
    ],
)
def test_numbers_are_codes_if_all_are_and_the_profile_or_their_noughts_say_so(
    names, codes, written, believed
):
    found = decide_words("region", Column(columns=("Region",), codes=codes), written, names.region)
    assert found.part.codes == believed
    assert bool(found.part.doubt) == (codes and not believed)
    meanings = names.region.resolve(written, codes=found.part.codes)
    assert all(bool(one.value) == believed for one in meanings)


def test_a_bare_number_says_what_it_may_be(names):
    (meaning,) = names.region.resolve(["12"], codes=False)
    assert meaning.reason.startswith("may be the code of South One, or the number of an answer")


def test_a_map_that_leaves_a_number_out_is_not_believed_of_the_others(names):
    column = Column(columns=("Region",), values={"1": "N1", "2": "N2"})
    whole = decide_words("region", column, ["1", "2"], names.region)
    part = decide_words("region", column, ["1", "2", "3"], names.region)
    assert (whole.part.values, part.part.values) == (column.values, {})
    assert "1 number not in the profile's values ('3')" in part.part.doubt


@pytest.mark.parametrize(
    ("written", "held"), [(["0", "1"], False), (["1", "2"], True), (["2"], True), (["1.0"], False)]
)
def test_boxes_with_other_numbers_than_0_and_1_are_not_believed(written, held):
    boxes = Several(flags={"Young": "young", "Old": "old"})
    found = decide_boxes("communities", boxes, {"Young": written, "Old": ["1"]})
    assert set(found.part.doubts) == ({"Young"} if held else set())
