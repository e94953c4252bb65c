"""The demonstration fills an empty record once, whole, and only with words that the engagement knows."""

import polars as pl
import pytest

from wellbeing.model.errors import DataError
from wellbeing.record.comments.codes import standing_codes
from wellbeing.record.consents import consents
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.demonstration import fill_demonstration
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.database import RECORD_FILE
from wellbeing.record.store.tables import source_hashes
from wellbeing.sources.engagement import read_engagement


def rows(record, table="contributions"):
    return record.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (ours)


def rewrite(folder, name, **columns):
    path = folder / "synthetic" / name
    pl.read_parquet(path).with_columns(**columns).write_parquet(path)


def with_codes(folder, *lines):
    """The engagement with codes of its comments; ``att-hui-00-0`` and every third after it has one."""
    head = "contribution_id,question_id,coder,tone,themes,coded_on,provenance"
    (folder / "synthetic/codes.csv").write_text("\n".join([head, *lines]) + "\n")
    return read_engagement(folder)


def coded(one, coder="A", tone="neutral", themes="taste"):
    return f"{one},why,{coder},{tone},{themes},2020-07-01,synthetic codes"


FIRST, SECOND = "att-hui-00-0", "att-hui-00-3"


def refusal(record, folder):
    with pytest.raises(DataError) as refused:
        fill_demonstration(record, read_engagement(folder))
    assert [rows(record, table) for table in ("contributions", "sources", "log")] == [0, 0, 0]
    return str(refused.value)


def test_it_is_added_once(record, islands_folder):
    folder = read_engagement(islands_folder)
    added = fill_demonstration(record, folder)
    assert added["contributions"] == rows(record) == 600
    assert fill_demonstration(record, folder) == {}
    assert (rows(record), rows(record, "log")) == (600, 1)


def test_its_files_are_known_by_their_content(record, islands_folder):
    fill_demonstration(record, read_engagement(islands_folder))
    names = record.execute("SELECT file, rows FROM sources ORDER BY rows DESC").fetchall()
    assert names[1] == ("contributions.parquet", 600)
    assert len(set(source_hashes(record))) == 4


def test_another_version_of_it_is_refused(record, islands_folder):
    fill_demonstration(record, read_engagement(islands_folder))
    rewrite(islands_folder, "contributions.parquet", language=pl.lit("mi"))
    with pytest.raises(DataError, match="already holds 600 contributions"):
        fill_demonstration(record, read_engagement(islands_folder))
    assert rows(record) == 600


def test_unknown_words_are_counted_named_and_listed_together(record, islands_folder):
    first, tall = pl.int_range(pl.len()) == 0, pl.lit(pl.Series([["tall"]]))
    rewrite(
        islands_folder,
        "contributions.parquet",
        region=pl.when(first).then(pl.lit("N9")).otherwise("region"),
        communities=pl.when(first).then(tall).otherwise("communities"),
    )
    message = refusal(record, islands_folder)
    assert "1 unknown region: 'N9'. Known: 'N1', 'N2', 'S1', 'S2'." in message
    assert "1 unknown community: 'tall'" in message


def test_an_answer_of_nobody_is_refused(record, islands_folder):
    rewrite(islands_folder, "answers.parquet", contribution_id=pl.lit("nobody ") + pl.col("contribution_id"))
    assert "unknown contributions" in refusal(record, islands_folder)


def test_a_value_outside_the_schema_is_refused_with_its_file(record, islands_folder):
    rewrite(islands_folder, "answers.parquet", question_id=pl.lit(None, pl.String))
    assert "answers.parquet: 1,025 rows of 1025" in refusal(record, islands_folder)


def test_a_missing_file_is_named(record, islands_folder):
    (islands_folder / "synthetic/events.csv").unlink()
    assert "events.csv is missing" in refusal(record, islands_folder)


def test_a_damaged_file_is_named(record, islands_folder):
    (islands_folder / "synthetic/answers.parquet").write_bytes(b"PAR1 and then nothing")
    assert "answers.parquet could not be read" in refusal(record, islands_folder)


def test_its_codes_are_added_with_it_once(record, islands_folder):
    folder = with_codes(islands_folder, coded(FIRST), coded(SECOND, themes=""), coded(FIRST, "B", ""))
    assert fill_demonstration(record, folder)["codes"] == 3
    read = (
        standing_codes(record)
        .select("contribution_id", "reading", "coder", "tone", "themes", "purpose")
        .rows()
    )
    assert read == [
        (FIRST, 1, "A", "neutral", ["taste"], "measure"),
        (FIRST, 2, "B", None, ["taste"], "measure"),
        (SECOND, 1, "A", "neutral", [], "measure"),
    ]
    assert fill_demonstration(record, folder) == {}
    assert (rows(record, "codes"), rows(record, "log"), len(source_hashes(record))) == (3, 2, 5)


def test_codes_are_added_to_a_record_that_was_filled_before(record, islands_folder):
    fill_demonstration(record, read_engagement(islands_folder))
    withdraw_contributions(record, [SECOND], "asked for")
    folder = with_codes(islands_folder, coded(FIRST), coded(SECOND))
    assert fill_demonstration(record, folder) == {"codes": 1}
    assert fill_demonstration(record, folder) == {}
    assert standing_codes(record)["contribution_id"].to_list() == [FIRST]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (coded("nobody"), "codes.csv: 1 code of comments that answers.parquet does not hold"),
        (coded(FIRST, tone="angry"), "codes.csv: 1 row of 1 break the table's rules (tone|regex: 1)"),
        (coded(FIRST, themes="taste|smell"), "codes.csv: 1 unknown theme: 'smell'. Known: 'taste'"),
    ],
)
def test_codes_of_no_comment_theme_or_tone_are_refused_and_nothing_is_filled(
    record, islands_folder, line, told
):
    with_codes(islands_folder, line)
    assert told in refusal(record, islands_folder)


def with_notes(folder, *lines):
    """The engagement with facilitators' notes of its hui."""
    head = "note_id,event_id,topic,stakeholder,text,themes,provenance"
    (folder / "synthetic/notes.csv").write_text("\n".join([head, *lines]) + "\n")
    return read_engagement(folder)


def noted(one, event="hui-00", topic="water", stakeholder="", themes="taste"):
    return f'{one},{event},{topic},{stakeholder},"Brown, they said",{themes},synthetic'


def themes_at(record):
    asked = "SELECT event_id, note_id, theme FROM notes LEFT JOIN note_themes USING (note_id) ORDER BY 1, 2"
    return record.execute(asked).fetchall()


def test_its_notes_are_added_with_it_once(record, workspace, islands_folder):
    folder = with_notes(islands_folder, noted("b", "hui-01", topic=""), noted("a", themes=""))
    assert fill_demonstration(record, folder)["notes"] == 2
    assert themes_at(record) == [("hui-00", "a", None), ("hui-01", "b", "taste")]
    kept = record.execute("SELECT note_id, topic, stakeholder, text, source_file, source_row FROM notes")
    assert kept.fetchall() == [
        ("a", "water", None, "Brown, they said", "notes.csv", 2),
        ("b", None, None, "Brown, they said", "notes.csv", 1),
    ]
    assert fill_demonstration(record, folder) == {}
    assert (rows(record, "notes"), rows(record, "log"), len(source_hashes(record))) == (2, 2, 5)
    verify_record(workspace / RECORD_FILE)


def test_notes_are_added_to_a_record_that_was_filled_before(record, islands_folder):
    fill_demonstration(record, with_codes(islands_folder, coded(FIRST)))
    folder = with_notes(islands_folder, noted("a"))
    assert fill_demonstration(record, folder) == {"notes": 1}
    assert fill_demonstration(record, folder) == {}


def test_another_version_of_the_notes_adds_those_that_are_new(record, islands_folder):
    fill_demonstration(record, with_notes(islands_folder, noted("a")))
    more = with_notes(islands_folder, noted("a", themes=""), noted("b"))
    assert fill_demonstration(record, more) == {"notes": 1}
    assert themes_at(record) == [("hui-00", "a", "taste"), ("hui-00", "b", "taste")]


def test_notes_of_a_hui_stay_when_all_who_came_withdraw_and_are_not_filled_in_again(record, islands_folder):
    folder = with_notes(islands_folder, noted("a"), noted("b", "hui-01"))
    fill_demonstration(record, folder)
    came = record.execute("SELECT contribution_id FROM contributions WHERE event_id = 'hui-00'").fetchall()
    withdraw_contributions(record, [one for (one,) in came], "asked for")
    assert record.execute("SELECT attendees FROM events WHERE event_id = 'hui-00'").fetchone() == (0,)
    assert themes_at(record) == [("hui-00", "a", "taste"), ("hui-01", "b", "taste")]
    assert fill_demonstration(record, folder) == {}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (noted("a", themes="taste|smell"), "notes.csv: 1 unknown theme: 'smell'. Known: 'taste'"),
        (noted("a", topic="air"), "notes.csv: 1 unknown topic: 'air'"),
        (noted("a", stakeholder="king"), "notes.csv: 1 unknown stakeholder type: 'king'"),
        (noted("a", "hui-77"), "notes.csv: 1 unknown event: 'hui-77'"),
        (
            noted("a") + "\n" + noted("a"),
            "notes.csv, lines 2, 3: 2 rows of 2 break the table's rules (primary_key: 2)",
        ),
    ],
)
def test_notes_of_no_hui_theme_topic_or_type_are_refused_and_nothing_is_filled(
    record, islands_folder, line, told
):
    with_notes(islands_folder, line)
    assert told in refusal(record, islands_folder)


def test_its_contributions_bring_what_they_allow_and_none_of_nobody(record, islands_folder):
    path = islands_folder / "synthetic/consents.csv"
    head = "contribution_id,may_publish,may_be_named,only_for_agency"
    path.write_text(f"{head}\n{FIRST},yes,,\nnobody,no,,\n")
    assert "1 consent of contributions that contributions.parquet does not hold: 'nobody'" in refusal(
        record, islands_folder
    )
    path.write_text(f"{head}\n{FIRST},yes,,\n{SECOND},,,yes\n")
    fill_demonstration(record, read_engagement(islands_folder))
    assert consents(record).rows() == [(FIRST, "yes", None, None), (SECOND, None, None, "yes")]
    assert len(source_hashes(record)) == 5
