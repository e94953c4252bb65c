"""What the roster of known bodies says by itself: of one that is not to be named, nothing."""

import dataclasses

import polars as pl
from polars.testing import assert_frame_equal

from wellbeing.model.tables import KnownBodies
from wellbeing.release.count.registers import registers


def listed(islands):
    """The small engagement, with organisations of its record and a stranger as known bodies of a region each."""
    names = [f"Organisation {number}" for number in (0, 3, 6, 8)] + ["A stranger"]
    rows = [
        {
            "name": one,
            "also": [],
            "type": "farmer",
            "regions": ["N1"],
            "basis": "published",
            "source": "tests",
        }
        for one in names
    ]
    return dataclasses.replace(islands, roster=KnownBodies.validate(pl.DataFrame(rows), cast=True))


def shy(true, **columns):
    """The record in which Organisation 0, a heard one, does not want to be named."""
    at = pl.col("organisation_id") == "org-0"
    changed = [
        pl.when(at).then(pl.lit(value)).otherwise(name).alias(name)
        for name, value in {"may_be_named": False, **columns}.items()
    ]
    return dataclasses.replace(true, organisations=true.organisations.with_columns(changed))


def silent(true):
    """The same record, nothing said on behalf of that organisation."""
    blank = pl.when(pl.col("organisation_id") != "org-0").then("organisation_id")
    return dataclasses.replace(true, contributions=true.contributions.with_columns(organisation_id=blank))


def worlds(islands, true):
    """Pairs of records that differ in whether a body that is not to be named was heard, invited or not."""
    for columns in ({}, {"invited_on": None}):
        yield shy(true, **columns), silent(shy(true, **columns))


def test_known_bodies_do_not_tell_whether_one_that_is_not_to_be_named_was_heard(islands, islands_true):
    """Neither by a name that is missing, nor by a count, nor by what is left of a count."""
    folder = listed(islands)
    for heard, not_heard in worlds(islands, islands_true):
        one, other = registers(folder, heard), registers(folder, not_heard)
        for name in ("bodies", "roster", "organisations"):
            assert_frame_equal(one[name], other[name])


def test_one_that_came_uninvited_looks_like_one_that_nobody_has_heard_of(islands, islands_true):
    told = registers(listed(islands), shy(islands_true, invited_on=None))["bodies"]
    shown = told.filter(pl.col("body").is_in(["Organisation 0", "A stranger"]))
    assert shown.drop("body").unique().height == 1


def test_counting_everybody_who_was_heard_would_tell(islands, islands_true):
    """The control: known bodies that were heard, counted whether or not they may be named."""
    names = set(listed(islands).roster["name"])

    def naive(true):
        known = true.organisations.filter(pl.col("name").is_in(names))
        heard = true.contributions.select("organisation_id").drop_nulls().unique().collect()
        return known.join(heard, on="organisation_id").height

    assert all(naive(heard) != naive(not_heard) for heard, not_heard in worlds(islands, islands_true))


def test_the_roster_names_no_more_who_were_heard_than_the_organisations_do(shipped, islands, islands_true):
    for tables in (shipped[0].said.tables, registers(listed(islands), islands_true)):
        heard = set(tables["bodies"].filter("heard")["body"])
        assert heard <= set(tables["organisations"].filter("heard")["organisation"])
