"""Known bodies are joined to organisations by name, exactly; what is unclear is listed."""

import polars as pl
import pytest

from wellbeing.model.tables import KnownBodies
from wellbeing.sources.names.bodies import known_roster

KNOWN = KnownBodies.validate(
    pl.DataFrame(
        {
            "name": ["Ōtāpuhi Council", "Lakes Board", "Ngāti Maru (north)", "Ngāti Maru (south)"],
            "also": [[], ["Lakes DHB"], ["Ngāti Maru"], ["Ngāti Maru"]],
            "type": ["council", "board", "iwi", "iwi"],
            "regions": [["01"], ["01", "02"], ["01"], ["02"]],
            "basis": ["published", "derived", "derived", "assumed"],
            "source": ["a list"] * 4,
        }
    ),
    cast=True,
)


def found(*organisations):
    """Organisations as (name, type, invited, heard, may be named)."""
    names = ("name", "type", "invited", "heard", "may_be_named")
    schema = dict(zip(names, (pl.String, pl.String, *[pl.Boolean] * 3), strict=True))
    rows = pl.DataFrame(organisations, schema, orient="row").with_row_index("organisation_id")
    return known_roster(KNOWN, rows.with_columns(pl.col("organisation_id").cast(pl.String)))


def facts(roster, body):
    return roster.bodies.filter(body=body).select("invited", "heard", "may_be_named", "named_heard").row(0)


@pytest.mark.parametrize("written", ["Ōtāpuhi Council", "otapuhi council", "The Ootaapuhi  COUNCIL"])
def test_case_macrons_and_doubled_vowels_make_no_difference(written):
    assert facts(found((written, "council", True, True, True)), "Ōtāpuhi Council") == (True,) * 4


def test_another_name_that_the_body_is_known_by_joins_too():
    assert facts(found(("lakes dhb", "board", True, False, True)), "Lakes Board") == (
        True,
        False,
        True,
        False,
    )


def test_every_body_stands_in_the_roster_whether_or_not_anything_is_recorded():
    roster = found()
    assert roster.bodies["body"].to_list() == KNOWN["name"].to_list()
    assert facts(roster, "Lakes Board") == (False,) * 4
    assert roster.bodies["regions"].to_list()[1] == ["01", "02"]


def test_a_name_of_two_bodies_joins_neither_and_is_listed():
    roster = found(("Ngāti Maru", "iwi", True, True, True))
    assert roster.unclear == {"Ngāti Maru": ["Ngāti Maru (north)", "Ngāti Maru (south)"]}
    assert not roster.bodies["invited"].any()


def test_the_bodys_own_name_is_clear_where_another_is_not():
    roster = found(("Ngati Maru (South)", "iwi", True, False, True))
    assert facts(roster, "Ngāti Maru (south)")[0]
    assert roster.unclear == {}


def test_an_organisation_of_another_type_is_not_the_body_and_is_listed():
    roster = found(("Lakes Board", "council", True, True, True))
    assert roster.unclear == {"Lakes Board": ["Lakes Board"]}
    assert facts(roster, "Lakes Board") == (False,) * 4


def test_a_name_that_is_nearly_the_same_is_guessed_to_be_nothing():
    roster = found(("Lake Board", "board", True, True, True))
    assert roster.unclear == {}
    assert not roster.bodies["heard"].any()


def test_a_body_recorded_twice_may_be_named_only_if_both_may():
    lakes = [("Lakes Board", "board", True, False, True), ("Lakes DHB", "board", False, True, False)]
    assert facts(found(*lakes), "Lakes Board") == (True, True, False, False)
