"""800 responses of one campaign in one cell, through the release: no other state changes."""

import dataclasses
import datetime as dt

import polars as pl
import pytest
from demonstration import demonstration
from judged import judged

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.model.grouping import Grouping
from wellbeing.model.policy import policy
from wellbeing.release.build.content import boundaries, tier_content
from wellbeing.release.build.figures import Earlier, figures
from wellbeing.state.cells import CROSSED

SENT = 800
SECRET = bytes(range(32))
LETTER = "We all say the same, word for word: fund what works before you count us again."
AFTER = pl.col("state_after").cast(pl.String)
UNDER_AFTER = AFTER.is_in(["gap", "thin"])
UNDER = pl.col("state").cast(pl.String).is_in(["gap", "thin"])


@pytest.fixture(scope="module")
def engagement():
    return demonstration()


@pytest.fixture(scope="module")
def quiet(engagement):
    """The release before."""
    folder, true = engagement
    return figures(folder, true, SECRET, boundaries=boundaries(folder))


def with_campaign(true, region, role, *, letter, copies=SENT):
    """The record with a campaign of online responses from one region × type: with a text, or answers alone."""
    heard = true.contributions.collect()
    like = heard.filter(pl.col("channel").cast(pl.String) == "online").head(1)
    ids = [f"zz-{number}" for number in range(copies)]
    sent = pl.concat([like] * copies).with_columns(
        pl.lit([], dtype=pl.List(pl.String)).alias("communities"),
        contribution_id=pl.Series(ids),
        region=pl.lit(region),
        stakeholder=pl.lit(role),
        organisation_id=pl.lit(None, dtype=pl.String),
        received_on=pl.lit(dt.date(2018, 8, 20)),
    )
    answers = true.answers.collect()
    added = [answers, said(ids, answers.schema, "trust", "agree", None, "support")]
    judgements = true.judged
    if letter:
        question = "approach_comment" if "invest" in sent["topic"][0] else "data_comment"
        added.append(said(ids, answers.schema, question, None, LETTER, None))
        read = [
            {"contribution_id": one, "question_id": question, "tone": "negative", "source": "model"}
            | {"score": -1.0, "code": None, "themes": [], "campaign": 77}
            for one in ids
        ]
        comments = pl.concat([judgements.comments, pl.DataFrame(read, schema=judgements.comments.schema)])
        judgements = dataclasses.replace(judgements, comments=comments.sort("contribution_id", "question_id"))
    return dataclasses.replace(
        true,
        contributions=pl.concat([heard, sent.select(heard.columns)]).lazy(),
        answers=pl.concat(added).lazy(),
        judged=judgements,
    )


def said(ids, schema, question, value, text, position):
    columns = {"question_id": question, "value": value, "text": text, "position": position}
    return pl.DataFrame(
        {"contribution_id": ids, **{name: [one] * len(ids) for name, one in columns.items()}}, schema
    )


def tables_of(folder, made):
    settings = folder.engagement
    return tier_content(made, settings, boundaries(folder), policy(settings, "adviser")).tables


def within(folder, region, role):
    """Column → its values of which cells hold the campaign's sender."""
    settings = folder.engagement
    home = Grouping(settings.region_groups).home[region], Grouping(settings.stakeholder_groups).home[role]
    return {"area": ["", region, home[0]], "stakeholder": ["", role, home[1]]}


def is_sender(table, senders):
    known = [pl.col(name).cast(pl.String).is_in(values) for name, values in senders.items() if name in table]
    return pl.all_horizontal(*known, pl.lit(value=True))


def changed(before, after, senders):
    """The rows of cells without the campaign whose state is another, with both."""
    both = before.join(after, on=DIMENSIONS, suffix="_after")
    return both.filter(~is_sender(both, senders), pl.col("state") != pl.col("state_after"))


def with_others_as_they_were(before, after, senders):
    """The tables after, the figures of cells without the campaign from before."""
    counts = {name: table for name, table in after.items() if name.split("_by_")[0] in CROSSED}
    return after | {
        name: pl.concat(
            [
                table.filter(is_sender(table, senders)),
                before[name].filter(~is_sender(before[name], senders)),
            ]
        )
        for name, table in counts.items()
    }


@pytest.fixture(scope="module")
def after(engagement, quiet):
    """A function of a cell and whether there is a letter: the tables of the release after."""
    folder, true = engagement

    def found(region, role, *, letter, copies=SENT):
        before = Earlier(quiet.measurements, quiet.beside["quotes"])
        sent = with_campaign(true, region, role, letter=letter, copies=copies)
        return tables_of(folder, figures(folder, sent, SECRET, before, boundaries=boundaries(folder)))

    return found


MORE = (("02", "service_user"), ("12", "philanthropy"))
LOUD = pytest.mark.parametrize(
    ("region", "role"), [("13", "provider"), *(pytest.param(*cell, marks=pytest.mark.prove) for cell in MORE)]
)


@pytest.mark.simulation
@LOUD
def test_a_letter_of_800_changes_no_other_state(engagement, quiet, after, region, role):
    folder, _ = engagement
    senders = within(folder, region, role)
    before, now = tables_of(folder, quiet), after(region, role, letter=True)
    was = judged(before, folder)
    as_they_were = with_others_as_they_were(before, now, senders)
    assert changed(was, judged(as_they_were, folder), senders).is_empty()
    # Figures are measured anew by chance, so that a few of about 300 that stand on a line cross it.
    other = changed(was, judged(now, folder), senders)
    assert other.filter("family", UNDER != UNDER_AFTER).is_empty()
    assert other.height <= 4


@pytest.mark.prove
@pytest.mark.parametrize(
    ("copies", "region", "role"),
    [
        *((300, "02", "iwi_maori_organisation"), (3_000, "09", "service_user")),
        *((800, "15", "government_agency"), (150, "14", "provider"), (800, "01", "dhb")),
    ],
)
def test_nor_does_one_of_any_other_size_and_place(engagement, quiet, after, copies, region, role):
    folder, _ = engagement
    senders = within(folder, region, role)
    before, now = tables_of(folder, quiet), after(region, role, letter=True, copies=copies)
    as_they_were = with_others_as_they_were(before, now, senders)
    assert changed(judged(before, folder), judged(as_they_were, folder), senders).is_empty()


@pytest.mark.simulation
@LOUD
def test_800_answers_without_a_text_are_left_out_but_for_a_little(engagement, quiet, after, region, role):
    folder, _ = engagement
    was = judged(tables_of(folder, quiet), folder)
    now = judged(after(region, role, letter=False), folder)
    both = was.join(now, on=DIMENSIONS, suffix="_after").drop_nulls("expected")
    assert 0.99 < (both["expected_after"] / both["expected"]).median() < 1.03
    other = changed(was, now, within(folder, region, role))
    assert other.height <= 12
    # Nobody who had enough lacks voices, and nobody who lacks them has enough.
    assert other.filter(
        UNDER & (AFTER == "enough") | (pl.col("state").cast(pl.String) == "enough") & UNDER_AFTER
    ).is_empty()
