"""Sentences that were taken: they hold, or are said not to, in words and without the count that did it."""

import dataclasses
import re

import msgspec
import polars as pl
import pytest

from wellbeing.reports.claims.content import Claim
from wellbeing.reports.claims.holding import GONE, is_judged, no_longer
from wellbeing.reports.claims.keeping import keep, kept_claims, unread_claims
from wellbeing.reports.claims.taking import claim_of
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice, from_address
from wellbeing.state.figures import Figures

ADDRESSES = (
    "",
    "region=02",
    "region=12&type=provider",
    "type=service_user&show=position&question=trust",
    "show=position&question=clarity",
    "show=tone",
    "community=pacific",
    "region=02,03",
)


def taken(figures, address):
    return claim_of(answer_to(figures, Choice(**from_address(address))), "copied")


def later(release, **columns):
    """The release under another id, with the cells of Canterbury as given."""
    manifest = msgspec.structs.replace(release.manifest, id="2018-09-30.01")
    changed = {
        name: release.table(name).with_columns(
            pl.when(pl.col("area") == "13").then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
            for column, value in columns.items()
        )
        for name in ("region",)
    }
    return dataclasses.replace(release, manifest=manifest, _frames=release._frames | changed)


@pytest.fixture(scope="module")
def after(release):
    """Canterbury, of which enough was heard, has nearly nobody."""
    return Figures(later(release, count=None, low=0, high=5, status="few"))


@pytest.fixture(scope="module")
def same(release):
    return Figures(later(release))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_sentence_holds_under_the_same_figures_of_another_release(figures, same, address):
    claim = taken(figures, address)
    assert not is_judged(claim, figures)
    assert is_judged(claim, same)
    assert no_longer(claim, same) == []


def test_what_no_longer_holds_is_said_in_words_and_not_in_the_count_that_did_it(figures, after):
    assert no_longer(taken(figures, "region=13"), after) == ["Canterbury was “enough” and is “gap”"]
    (listed,) = [why for why in no_longer(taken(figures, ""), after) if "Canterbury" in why]
    assert listed == "Canterbury was “not on the list of gaps” and is “gap”"
    assert not any(re.search(r"\d", why) for why in no_longer(taken(figures, ""), after))


def test_a_number_that_is_outside_of_what_is_published_now_is_named_without_it(figures, release):
    more = Figures(later(release, count=269, low=267, high=271))
    assert no_longer(taken(figures, "region=13"), more) == ["the number heard of Canterbury is another now"]


def test_what_another_release_has_not_is_said_to_be_gone(figures, after):
    claim = msgspec.structs.replace(taken(figures, "region=13"), address="region=13&slice=channel:fax")
    assert no_longer(claim, after) == [GONE]


def test_a_claim_is_kept_once_and_what_is_none_is_left_alone(figures, tmp_path):
    claim = taken(figures, "region=13")
    assert [keep(claim, tmp_path), keep(claim, tmp_path)] == [True, False]
    (tmp_path / "x.json").write_text('{"sentence": "mine"}')
    (tmp_path / "y.json").write_bytes(b"[" * 200_000)
    assert list(kept_claims(tmp_path)) == [claim]
    assert list(kept_claims(tmp_path / "nowhere")) == []
    assert set(msgspec.structs.asdict(claim)) == set(Claim.__struct_fields__)


@pytest.mark.parametrize("cell", [("", "retired_type"), ("99x", ""), ("02,zz", "provider")])
def test_a_sentence_of_what_is_no_more_is_said_to_be_of_it(figures, same, cell):
    claim = taken(figures, "region=12&type=provider")
    gone = msgspec.structs.replace(claim.cells[0], area=cell[0], stakeholder=cell[1])
    assert no_longer(msgspec.structs.replace(claim, cells=(gone,)), same) == [
        f"{GONE}: '{' · '.join(filter(None, cell))}'"
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:100],
        lambda content: content.replace(b"enough", b"gap") + b" ",
        lambda content: b"not json" + content,
        lambda content: content[:0],
        lambda content: bytes(reversed(content)),
    ],
)
def test_a_file_that_is_not_as_it_was_kept_is_no_claim_and_is_named(figures, tmp_path, damage):
    keep(taken(figures, "region=12"), tmp_path)
    keep(taken(figures, "region=02"), tmp_path)
    assert unread_claims(tmp_path) == []
    path = min(tmp_path.iterdir())
    path.write_bytes(damage(path.read_bytes()))
    assert unread_claims(tmp_path) == [path.name]
    assert len([*kept_claims(tmp_path)]) == 1
