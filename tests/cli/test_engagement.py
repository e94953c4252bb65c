"""What an engagement lacks is said in words, before a page would miss it."""

import contextlib
import sqlite3


def test_what_fits_is_said_with_what_pages_do_without(wellbeing, islands_folder):
    done = wellbeing("engagement", "check")
    assert done.exit_code == 0
    assert "4 regions, 3 types, 3 questions, 1 benchmark. Its files fit each other." in done.stdout
    unknown = "How many people could speak for “Young people”, “Old people” is not known"
    assert unknown in done.stdout
    assert "There are no boundaries and no tiles: regions stand in a table, not on a map." in done.stdout


def test_what_does_not_fit_is_named_with_its_line(wellbeing, islands_folder):
    path = islands_folder / "benchmarks.csv"
    path.write_text(path.read_text().replace("census,S2,", "census,S9,"))
    settings = islands_folder / "engagement.toml"
    settings.write_text(settings.read_text().replace('topic = "water"', 'topic = "wine"'))
    done = wellbeing("engagement", "check")
    assert done.exit_code == 1
    assert "1 question on an unknown topic: 'tap (wine)'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_of_boundaries_that_is_nowhere_is_told_at_once(wellbeing, islands_folder):
    settings = islands_folder / "engagement.toml"
    settings.write_text(settings.read_text().replace("iap2 =", 'boundaries = "isles.parquet"\niap2 ='))
    refused = wellbeing("engagement", "check")
    assert refused.exit_code == 1
    assert "boundaries = 'isles.parquet', but there is no such file" in refused.stderr


def test_words_that_stay_english_on_pages_in_another_language_are_named(wellbeing, islands_folder):
    said = "pages in 'es' would say"
    assert said not in wellbeing("engagement", "check").stdout
    settings = islands_folder / "engagement.toml"
    settings.write_text(settings.read_text().replace("iap2 =", 'language = "es"\niap2 ='))
    assert f"engagement.toml: {said} 'region'" in wellbeing("engagement", "check").stdout
    every = 'region = "r"\nregions = "rs"\ntype = "t"\ntypes = "ts"\nevent = "e"\nevents = "es"\n'
    words = settings.read_text().partition("[words]")
    settings.write_text(f"{words[0]}\n[words]\n{every}{words[2]}")
    assert said not in wellbeing("engagement", "check").stdout


def test_import_and_release_say_it_in_one_line(wellbeing):
    wellbeing("demo")
    said = wellbeing("release", "--approve", "demonstration").stderr
    assert "Pages of this engagement do without 3 parts. `wellbeing engagement check` says which." in said


def test_cells_that_decisions_rest_on_are_held_against_the_folder_and_the_newest_release(
    wellbeing, islands_folder, workspace
):
    """And a text that repeats a comment is not released."""
    heads = (
        "option,round,said_for,for_cells,said_against,against_cells,changed,decided_by,decided_on,source\n"
    )
    file = islands_folder / "decisions.csv"
    row = "Dams,{},yes,{},,,none,the board,2020-07-01,tests\n"
    file.write_text(heads + row.format("engage", "region=N9") + row.format("draft", "town=Nia|type=farmer"))
    refused = wellbeing("engagement", "check")
    assert refused.exit_code == 1
    assert "decisions.csv, line 2: 1 cell of what is not declared, 'N9': 'region=N9'." in refused.stderr
    assert "line 3: 1 cell no address of a page. Its keys: 'region', 'type'" in refused.stderr
    file.unlink()
    assert wellbeing("demo").exit_code == 0
    with contextlib.closing(sqlite3.connect(workspace / "record.sqlite")) as record:
        (one,) = record.execute("SELECT contribution_id FROM answers WHERE text IS NOT NULL").fetchone()
    comment = "why=Our bridge was closed for three weeks and nobody told us"
    wellbeing("subject", one, "--correct", comment, "--reason", "asked for")
    repeats = "OUR bridge was closed: for three weeks and"
    file.write_text(heads + row.format("engage", "type=farmer").replace("yes", repeats))
    refused = wellbeing("release", "--approve", "demonstration")
    assert refused.exit_code == 1
    assert "decisions.csv or brief.toml repeats 8 words or more of a comment or a note" in refused.stderr
    assert f"'{repeats}'" in refused.stderr
    file.write_text(heads + row.format("engage", "type=farmer|slice=channel:fax"))
    assert wellbeing("release", "--approve", "demonstration").exit_code == 0
    said = wellbeing("engagement", "check")
    assert said.exit_code == 0
    assert "“Dams” rests on 'slice=channel:fax': not in this release" in said.stdout
    assert "type=farmer" not in said.stdout
