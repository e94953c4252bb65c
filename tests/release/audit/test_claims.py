"""A release's claims are recomputed from its folder alone; each hand that weakens one is found."""

import dataclasses

import polars as pl
import pytest
from demonstration import demonstration

from wellbeing.model.policy import policy
from wellbeing.release.audit.assurance import assurance
from wellbeing.release.audit.claims import audit
from wellbeing.release.audit.rebuilt import axes_of, rebuild_design
from wellbeing.release.build.content import boundaries, content, tier_content
from wellbeing.release.build.figures import Earlier, figures
from wellbeing.release.build.writing import Approval, write_release
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust

SECRET = bytes(range(32))


@pytest.fixture(scope="session")
def sign(tmp_path_factory, islands):
    """A function of what a release holds: the release, written, signed and opened."""

    def made(content, tier="adviser", folder=islands):
        workspace = tmp_path_factory.mktemp("audited")
        path = write_release(workspace, content, folder, Approval("A. Hand", tier), "")
        return read_release(path, Trust(workspace))

    return made


@pytest.fixture(scope="module")
def demonstration_releases(sign):
    """The shipped engagement without 20 contributions; with them, measurements kept; with them, measured afresh."""
    folder, true = demonstration()
    outlines, tier = boundaries(folder), policy(folder.engagement, "adviser")
    ids = true.contributions.select("contribution_id").collect()["contribution_id"]
    few = ids.sample(20, seed=1).to_list()
    fewer = dataclasses.replace(
        true, contributions=true.contributions.filter(~pl.col("contribution_id").is_in(few))
    )
    first = figures(folder, fewer, SECRET, boundaries=outlines)
    before = Earlier(first.measurements, first.beside["quotes"], measurement=first.measurement, number=20)
    kept = figures(folder, true, SECRET, before, boundaries=outlines)
    lost = dataclasses.replace(before, measurements=first.measurements.clear())
    afresh = figures(folder, true, SECRET, lost, boundaries=outlines)
    return [
        sign(tier_content(one, folder.engagement, outlines, tier), folder=folder)
        for one in (first, kept, afresh)
    ]


@pytest.fixture(scope="session")
def honest(published):
    return published["adviser"]


@pytest.fixture(scope="session")
def release(sign, honest):
    return sign(honest)


def changed(made, name, **columns):
    table = made.tables[name].with_columns(**columns)
    return dataclasses.replace(made, tables={**made.tables, name: table})


def problems(release, *beside):
    return " ".join(audit(release, beside).problems)


def test_every_claim_of_a_release_holds(release):
    found = audit(release)
    assert (found.problems, found.holds) == ((), True)
    assert "Every claim holds." in assurance(release, found)


def test_the_public_tier_holds_and_tells_the_same(sign, published, release):
    public = sign(published["public"], "public")
    assert audit(public, (release,)).holds


def test_the_design_is_made_anew_from_what_is_published(release, along):
    anew = axes_of(release)
    assert (anew.regions, anew.members, anew.weeks) == (along.regions, along.members, along.weeks)
    planned = rebuild_design(release)
    assert planned.grid.cells.height == release.manifest.design["counts"]
    assert planned.scale == release.manifest.design["scale"]


@pytest.mark.slow
def test_a_figure_below_the_threshold_is_found(sign, honest):
    few = pl.col("status").cast(pl.String) == "few"
    shown = pl.when(few).then(pl.lit(3, pl.Int64)).otherwise("count")
    status = pl.lit("shown", honest.tables["region_stakeholder"].schema["status"])
    assert "shown below the threshold" in problems(
        sign(changed(honest, "region_stakeholder", count=shown, status=status))
    )


@pytest.mark.slow
def test_a_figure_that_is_hidden_and_published_all_the_same_is_found(sign, honest):
    count = pl.col("count").fill_null(2)
    assert "hidden and published all the same" in problems(
        sign(changed(honest, "region_stakeholder", count=count))
    )


@pytest.mark.slow
def test_another_standard_deviation_than_the_design_gives_is_found(sign, honest):
    assert "another standard deviation" in problems(sign(changed(honest, "region", sd=pl.col("sd") / 2)))


@pytest.mark.slow
def test_figures_that_do_not_add_up_are_found(sign, honest):
    more = pl.when(pl.col("area") == "N1").then(pl.col("count") + 9).otherwise("count")
    ends = {
        end: pl.when(pl.col("area") == "N1").then(pl.col(end) + 9).otherwise(end) for end in ("low", "high")
    }
    assert "do not add up" in problems(sign(changed(honest, "region", count=more, **ends)))


@pytest.mark.slow
def test_a_range_that_is_narrower_than_the_noise_is_found(sign, honest):
    exact = {end: pl.coalesce("count", end) for end in ("low", "high")}
    assert "more exactly than its standard deviation" in problems(
        sign(changed(honest, "region_stakeholder", **exact))
    )


@pytest.mark.slow
def test_less_noise_than_the_house_has_is_found(sign, honest):
    quiet = {**honest.policy.noise, "count": 0.5}
    weak = dataclasses.replace(honest, policy=type(honest.policy)(tier="adviser", threshold=6, noise=quiet))
    assert "Noise on count is smaller" in problems(sign(weak))


@pytest.mark.slow
def test_a_missing_table_and_rows_that_are_left_out_are_found(sign, honest):
    without = {name: table for name, table in honest.tables.items() if name != "stakeholder"}
    assert "1 table missing: stakeholder" in problems(sign(dataclasses.replace(honest, tables=without)))
    shorter = {**honest.tables, "region_stakeholder": honest.tables["region_stakeholder"].head(9)}
    assert "not on the full grid" in problems(sign(dataclasses.replace(honest, tables=shorter)))


@pytest.mark.slow
def test_figures_of_the_whole_engagement_told_too_finely_are_found(sign, honest):
    finer = sign(changed(honest, "clustering", phi=pl.col("phi") + 0.03))
    assert "9 figures of clustering not a size to one decimal" in problems(finer)
    twice = pl.concat([honest.tables["design_effects"]] * 2)
    more = dataclasses.replace(honest, tables={**honest.tables, "design_effects": twice})
    assert "does not hold one figure each of 2" in problems(sign(more))


@pytest.mark.slow
def test_two_tiers_that_were_measured_apart_are_found(sign, islands, islands_true, release):
    """The control: figures of one measurement with other noise."""
    other = content(islands, islands_true, "public", bytes(32))
    apart = dataclasses.replace(other, measurement=release.manifest.measurement)
    assert "tells the same measurement" in problems(sign(apart, "public"), release)


@pytest.mark.slow
def test_a_release_that_was_measured_anew_throughout_is_found(demonstration_releases):
    """The control: 20 contributions more, and all counts measured afresh; kept measurements pass."""
    first, kept, afresh = demonstration_releases
    assert problems(kept, first) == ""
    assert "all were measured anew" in problems(afresh, first)
