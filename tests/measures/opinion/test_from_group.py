import polars as pl
import pytest

from wellbeing.measures.opinion.from_group import from_group
from wellbeing.measures.opinion.positions import positions
from wellbeing.model.engagement import Engagement

# Of the shipped engagement: Gisborne (05) and Bay of Plenty (04) are one group; Auckland (02) is its own.
GROUP = "bay_of_plenty_gisborne"
KEYS = ["area", "area_kind", "stakeholder"]


def area(name: str, kind: str, support: int, oppose: int, stakeholder: str = "dhb") -> pl.DataFrame:
    counts = {"support": support, "oppose": oppose}
    return pl.DataFrame(
        [(name, kind, stakeholder, "trust", said, "shown", n, n, n, 0.0) for said, n in counts.items()],
        schema=[*KEYS, "question", "position", "status", "count", "low", "high", "sd"],
        orient="row",
    )


def shares(cells: pl.DataFrame) -> pl.DataFrame:
    by = [name for name in KEYS if name in cells.columns]
    everyone = cells.group_by(by).agg(pl.col("status").first(), pl.col("count", "low", "high").sum(), sd=0.0)
    return positions(cells, everyone)


@pytest.fixture
def found(engagement: Engagement) -> pl.DataFrame:
    cells = [
        area("02", "region", 1, 1),
        area("04", "region", 30, 30),
        area("05", "region", 2, 1),
        area("05", "region", 1, 1, "academic"),
        area("auckland", "group", 1, 1),
        area(GROUP, "group", 32, 31),
        area(GROUP, "group", 4, 3, "academic"),
    ]
    return from_group(shares(pl.concat(cells)), engagement)


def shown(found: pl.DataFrame, area: str, stakeholder: str = "dhb") -> dict[str, object]:
    return found.filter(area=area, stakeholder=stakeholder, position="support").row(0, named=True)


def test_a_region_where_too_few_answered_shows_its_groups_figures_marked(found: pl.DataFrame) -> None:
    row = shown(found, "05")
    assert (row["tier"], row["answer_area"], row["answer_area_kind"]) == ("group", GROUP, "group")
    lent = {name: value for name, value in shown(found, GROUP).items() if name not in {"tier", "area_kind"}}
    assert {name: row[name] for name in lent} == {**lent, "area": "05"}
    assert (row["share"], row["answered"], row["answer_tier"]) == (32 / 63, 63, "full")


def test_a_group_lends_within_the_type_and_words_where_it_has_no_share(found: pl.DataFrame) -> None:
    row = shown(found, "05", "academic")
    assert (row["tier"], row["answer_tier"], row["count"]) == ("group", "words", 4)


def test_a_region_that_can_answer_answers_for_itself(found: pl.DataFrame) -> None:
    row = shown(found, "04")
    assert (row["tier"], row["answer_area"], row["answer_tier"], row["count"]) == ("full", "04", "full", 30)


def test_where_the_group_knows_nothing_either_there_is_none(found: pl.DataFrame) -> None:
    row = shown(found, "02")
    assert (row["tier"], row["answer_area"], row["answer_tier"], row["count"]) == ("none", "02", "none", 1)


def test_why_a_region_has_no_share_stays_its_own(engagement: Engagement) -> None:
    alone = area("05", "region", 30, 20).with_columns(
        status=pl.when(pl.col("position") == "support").then(pl.lit("one_source")).otherwise("status")
    )
    found = from_group(shares(pl.concat([alone, area(GROUP, "group", 32, 31)])), engagement)
    row = shown(found, "05")
    assert (row["tier"], row["answer_area"], row["share"], row["one_source"]) == (
        "group",
        GROUP,
        32 / 63,
        True,
    )
    assert shown(found, GROUP)["one_source"] is False


def test_rows_and_their_order_and_types_stay(engagement: Engagement) -> None:
    kind = pl.Enum(["region", "group"])
    cells = pl.concat([area("05", "region", 2, 1), area(GROUP, "group", 32, 31)])
    before = shares(cells.with_columns(pl.col("area_kind").cast(kind)))
    after = from_group(before, engagement)
    assert after.select("area", "area_kind", "position").equals(
        before.select("area", "area_kind", "position")
    )
    assert after.schema["area_kind"] == kind
    assert set(after.columns) - set(before.columns) == {"answer_area", "answer_area_kind", "answer_tier"}


def test_the_region_margin_has_no_types_and_works_alike(engagement: Engagement) -> None:
    cells = pl.concat([area("05", "region", 2, 1), area(GROUP, "group", 32, 31)]).drop("stakeholder")
    assert from_group(shares(cells), engagement)["answer_area"].to_list() == [GROUP] * 4
