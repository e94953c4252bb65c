"""What becomes of a row does not hang on where it stands: shuffled, cut or taken in parts, nothing changes."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from taking import SHIPPED, SURVEY, join_batches, written

from wellbeing.model.intake import Remembered
from wellbeing.sources.intake.conventions.deciding import decide_conventions
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.reading import delimited
from wellbeing.sources.reading.source import read_file
from wellbeing.sources.reading.stored import stored_rows

SCALE = (
    "strongly agree",
    "agree",
    "neither agree nor disagree",
    "disagree",
    "strongly disagree",
    "don't know",
)
DATES = [
    "1/06/2018",
    "13/06/2018",
    "6/07/2018",
    "07/06/2018",
    "2018-06-07",
    "2018-07-14 09:30",
    "06/14/2018",
    "-",
]
REGIONS = ["Otago", "02", "14", "2", "10", "", "Aukland"]
COMMUNITIES = ["Māori", "1", "0", "2", ""]
TRUST = ["Agree", "1", "6", "2.0", "9", "-1", "", "maybe"]
#: Each confirms something, or declares something of its own.
PROFILES = [
    msgspec.structs.replace(
        SURVEY,
        received_on=msgspec.structs.replace(SURVEY.received_on, confirmed_by=who),
        region=msgspec.structs.replace(SURVEY.region, codes=codes),
        communities=msgspec.structs.replace(SURVEY.communities, columns=(), flags={"Communities": "maori"}),
        questions=(
            msgspec.structs.replace(SURVEY.questions[0], scale=SCALE, confirmed_by=who),
            *SURVEY.questions[1:],
        ),
    )
    for who in ("", "A. Tester")
    for codes in (False, True)
]


@st.composite
def files(draw):
    """Rows of a file, most of which fit together."""
    pools = [
        draw(st.lists(st.sampled_from(pool), min_size=1, max_size=4))
        for pool in (DATES, REGIONS, COMMUNITIES, TRUST)
    ]
    rows = draw(st.lists(st.tuples(*(st.sampled_from(pool) for pool in pools)), min_size=1, max_size=12))
    ids = draw(st.lists(st.integers(0, 20), min_size=len(rows), max_size=len(rows)))
    return [
        (f"r{one}", date, region, "NGO", community, trust, "because")
        for one, (date, region, community, trust) in zip(ids, rows, strict=True)
    ]


def outcome(intake, order):
    """By what stands in the row: its problems, or what it became; whatever the row's number is."""
    numbers = {at + 2: one for at, one in enumerate(order)}
    columns = ["source_row", "field", "value", "reason"]
    waits = {(numbers[row], *rest) for row, *rest in intake.quarantined.select(columns).rows()}
    joined = intake.contributions.join(intake.answers, on="contribution_id", how="left")
    said = joined.select("source_row", "received_on", "region", "communities", "question_id", "value").rows()
    return waits, {(numbers[row][0], day, region, tuple(of), *rest) for row, day, region, of, *rest in said}


def read(folder, rows, profile, piece):
    path = written(folder, rows)
    table = read_file(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "PIECE", piece)
        decided = decide_conventions(table, profile, SHIPPED)
        known = Remembered(contested=decided.contested)
        return join_batches(take_in(table, decided.profile, SHIPPED, known)), decided


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(data=st.data(), rows=files(), profile=st.sampled_from(PROFILES))
def test_a_row_becomes_the_same_wherever_it_stands_and_however_the_file_is_cut(tmp_path, data, rows, profile):
    intake, decided = read(tmp_path, rows, profile, 1_000_000)
    shuffled = data.draw(st.permutations(rows))
    again, decided_again = read(tmp_path, shuffled, profile, data.draw(st.integers(40, 400)))
    assert outcome(again, shuffled) == outcome(intake, rows)
    assert decided_again == decided


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(data=st.data(), rows=files(), profile=st.sampled_from(PROFILES))
def test_rows_that_wait_become_the_same_taken_in_again_in_any_parts(tmp_path, data, rows, profile):
    intake, decided = read(tmp_path, rows, profile, 1_000_000)
    kept = intake.quarantined_rows
    if kept.is_empty():
        return
    known = Remembered(contested=decided.contested)
    chosen = kept.sample(data.draw(st.integers(1, kept.height)), seed=data.draw(st.integers(0, 9)))
    part = join_batches(
        take_in(stored_rows("a.csv", chosen.sort("source_row")), decided.profile, SHIPPED, known)
    )
    mine = intake.quarantined.join(chosen, on="source_row", how="semi")
    assert part.imported.is_empty()
    assert set(part.quarantined.drop("suggestion").rows()) == set(mine.drop("suggestion").rows())
