"""A folder that is wrong is refused with one message: it counts, names, lists and points at the file."""

import shutil

import pytest
from two_islands import FOLDER

from wellbeing.model.errors import DataError
from wellbeing.sources.checking.settings import settings_problems
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "engagement")


def change(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf8")


def refusal(folder):
    with pytest.raises(DataError) as refused:
        read_engagement(folder)
    return str(refused.value)


def test_the_shipped_engagement_is_whole():
    found = read_engagement(ROOT / "data" / "your-say-2018")
    assert (found.regions.height, len(found.engagement.stakeholders)) == (17, 8)
    assert (len(found.engagement.region_groups), len(found.engagement.stakeholder_groups)) == (9, 5)


def test_a_benchmark_with_an_unknown_region_is_named_with_those_that_are_known(folder):
    first = (folder / "benchmarks.csv").read_text().splitlines()[1]
    with (folder / "benchmarks.csv").open("a") as rows:
        rows.write(first.replace(",N1,", ",N9,") + "\n" + first.replace(",N1,", ",N8,") + "\n")
    said = refusal(folder)
    assert said.startswith("2 unknown regions in")
    assert "benchmarks.csv, lines 9, 10: 'N8', 'N9'. Known: 'N1'" in said


def test_a_group_that_leaves_a_region_out_is_refused(folder):
    settings = (folder / "engagement.toml").read_text()
    start = settings.index("[[region_groups]]")
    members = settings[settings.index("members", start) :].split("\n")[0]
    change(folder, "engagement.toml", members, 'members = ["N1"]')
    assert "not in exactly one group" in refusal(folder)


def test_an_unknown_position_is_listed_with_the_known_ones(folder):
    change(folder, "engagement.toml", 'position = "support"', 'position = "suport"')
    assert "1 unknown position: 'suport'. Known: 'support'" in refusal(folder)


def test_a_headline_question_without_an_answer_to_tell_is_refused(folder):
    text = (folder / "engagement.toml").read_text()
    (folder / "engagement.toml").write_text(text.replace('position = "support" }', 'position = "mixed" }'))
    assert "has the position 'support', of which figures are told" in refusal(folder)


def test_a_misspelt_key_is_named(folder):
    change(folder, "engagement.toml", "time_zone", "timezone")
    assert "engagement.toml" in refusal(folder)
    assert "timezone" in refusal(folder)


def test_a_missing_file_is_named(folder):
    (folder / "regions.csv").unlink()
    assert "regions.csv is missing" in refusal(folder)


def test_a_file_that_only_some_engagements_have_may_be_missing(folder):
    for name in ("plan.csv", "places.csv", "published.csv", "codebook.csv"):
        (folder / name).unlink()
    found = read_engagement(folder)
    assert [found.plan.height, found.places.height, found.published.height, found.codebook.height] == [0] * 4


def test_all_that_is_wrong_is_told_at_once_each_with_its_line(folder):
    change(folder, "engagement.toml", 'iap2 = "consult"', "iap2 = 3")
    change(folder, "engagement.toml", 'en = "Roads"', 'english = "Roads"')
    change(folder, "benchmarks.csv", ",4000,", ",-4000,")
    said = refusal(folder).splitlines()
    lines = (folder / "engagement.toml").read_text(encoding="utf8").splitlines()
    topic = lines.index('english = "Roads"') - 1
    assert [line for line in said if f"line {lines.index('iap2 = 3') + 1}: `iap2`" in line]
    assert [line for line in said if f"line {topic}: `topics`, `roads`" in line]
    assert [line for line in said if "benchmarks.csv, line 2: 1 row of 7" in line]


@pytest.mark.parametrize("letter", ["\u202e", "\u2067", r"\u202E", r"\U00002066"])
def test_a_letter_by_which_figures_would_be_read_backwards_is_named_with_its_line(folder, letter):
    change(folder, "engagement.toml", 'en = "Roads"', f'en = "{letter}Roads"')
    change(folder, "regions.csv", "North", "\u202dNorth")
    said = refusal(folder).splitlines()
    at = next(
        n
        for n, line in enumerate((folder / "engagement.toml").read_text("utf8").splitlines(), 1)
        if letter in line
    )
    assert [
        line
        for line in said
        if f"engagement.toml, line {at}: an invisible letter turns writing round" in line
    ]
    assert [line for line in said if "regions.csv, line" in line and "turns writing round" in line]


def test_rows_in_quotes_and_rows_of_nothing_are_read_as_they_are_meant(folder):
    text = (folder / "places.csv").read_text(encoding="utf8")
    quoted = "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in text.splitlines())
    (folder / "places.csv").write_text(f"{quoted}\n,,,,\n", encoding="utf8")
    assert read_engagement(folder).places["place"].to_list() == ["Nia", "Nub", "Sol"]


def test_without_groups_each_region_and_each_type_is_a_group_of_its_own(folder):
    text = (folder / "engagement.toml").read_text(encoding="utf8")
    start, end = text.index("[[region_groups]]"), text.index("[[questions]]")
    (folder / "engagement.toml").write_text(text[:start] + text[end:], encoding="utf8")
    settings = read_engagement(folder).engagement
    assert [group.en for group in settings.region_groups] == [
        "North One",
        "North Two",
        "South One",
        "South Two",
    ]
    assert [group.members for group in settings.stakeholder_groups] == [
        ("farmer",),
        ("fisher",),
        ("teacher",),
    ]


def test_a_missing_column_is_named_with_those_found(folder):
    change(folder, "regions.csv", "population", "people")
    said = refusal(folder)
    assert "regions.csv lacks 1 column: 'population'" in said
    assert "'people'" in said


def test_rows_that_break_a_rule_are_counted_and_shown(folder):
    text = (folder / "benchmarks.csv").read_text().splitlines()
    weight = text[1].split(",")[3]
    change(folder, "benchmarks.csv", f",{weight},", f",-{weight},")
    said = refusal(folder)
    assert "1 row of" in said
    assert "break the table's rules" in said
    assert f"-{weight}" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("farmer", "young", "1 id used twice in groups, types and communities: 'young'"),
        ("roads", "both", "1 id of topics has another meaning already: 'both'"),
        ("young", "not stated", "1 id of communities has another meaning already: 'not stated'"),
        ("tap", "region", "1 id of questions has another meaning already: 'region'"),
        ("paper", "fax", "1 unknown channel: 'fax'. Known: 'hui', 'online', 'paper'"),
        ("old", "", "1 id of communities cannot be used: ''. An id is not empty"),
        ("water", "wa|ter", "1 id of topics cannot be used: 'wa|ter'"),
        ("water", "wa\\nter", r"1 id of topics cannot be used: 'wa\nter'"),
        ("water", "wa\u200bter", r"1 id of topics cannot be used: 'wa\u200bter'"),
        ("water", "water ", "1 id of topics cannot be used: 'water '"),
    ],
)
def test_an_id_that_means_two_things_or_breaks_labels_is_named(folder, old, new, said):
    change(folder, "engagement.toml", f'id = "{old}"', f'id = "{new}"')
    assert f"{folder / 'engagement.toml'}: {said}" in refusal(folder)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("north_island", "1 id used twice in regions, groups, types and communities: 'north_island'"),
        ("young", "1 id used twice in regions, groups, types and communities: 'young'"),
        ("not stated", "1 id of regions has another meaning already: 'not stated'"),
        ("N|1", "1 id of regions cannot be used: 'N|1'"),
    ],
)
def test_so_is_a_regions_code(folder, code, said):
    change(folder, "regions.csv", "\nN1,", f"\n{code},")
    assert f"{folder / 'regions.csv'}: {said}" in refusal(folder)


def test_so_is_a_theme(folder):
    change(folder, "codebook.csv", "\ntaste,", "\nta;ste,")
    assert "codebook.csv: 1 id of themes cannot be used: 'ta;ste'" in refusal(folder)


def test_an_option_that_is_offered_twice_is_named(folder):
    change(folder, "engagement.toml", 'value = "somewhat"', 'value = "yes"')
    assert "1 id used twice in options of question 'content': 'yes'" in refusal(folder)


BENCHMARK = 'id = "people"\n'


@pytest.mark.parametrize(
    ("within", "said"),
    [
        (
            '{ farmer = "census", fishr = "census" }',
            "1 unknown stakeholder type in 'within': 'fishr'. Known:",
        ),
        ('{ farmer = "farms", fisher = "boats" }', "2 sets that 'within' names, without rows by region"),
        (
            '{ farmer = "equal" }',
            "1 set that 'within' names, without rows by region in benchmarks.csv: 'equal'",
        ),
    ],
)
def test_a_pattern_within_a_type_names_a_type_and_a_set_of_regions(folder, within, said):
    change(folder, "engagement.toml", BENCHMARK, f"{BENCHMARK}within = {within}\n")
    assert f"{folder / 'engagement.toml'}: benchmark 'people': {said}" in refusal(folder)


def test_a_crossed_set_has_patterns_of_its_own(folder):
    change(folder, "engagement.toml", BENCHMARK, f'{BENCHMARK}within = {{ farmer = "census" }}\n')
    change(folder, "engagement.toml", 'stakeholders = "equal"', 'stakeholders = "census"')
    assert "the crossed set 'census' has a region pattern for each type already" in refusal(folder)


ROSTER = "name,also,type,regions,basis,source\nNia Council,Nia|Town of Nia,{},{},published,tests\n"


def test_a_roster_is_read_with_every_region_that_a_body_serves(folder):
    assert read_engagement(folder).roster.is_empty()
    (folder / "roster.csv").write_text(ROSTER.format("teacher", "N1|S1"))
    (row,) = read_engagement(folder).roster.to_dicts()
    assert (row["regions"], row["also"]) == (["N1", "S1"], ["Nia", "Town of Nia"])


@pytest.mark.parametrize(
    ("kind", "regions", "said"),
    [
        ("teacher", "N1|N9", "1 unknown region in {}, line 2: 'N9'. Known: 'N1'"),
        ("mayor", "N1", "1 unknown stakeholder type in {}, line 2: 'mayor'. Known: 'farmer'"),
        ("teacher", "", "{}, line 2: 1 row of 1 break the table's rules"),
    ],
)
def test_a_roster_with_an_unknown_region_or_type_is_refused(folder, kind, regions, said):
    path = folder / "roster.csv"
    path.write_text(ROSTER.format(kind, regions))
    assert said.format(path) in refusal(folder)


def care(folder):
    """Ids of those whose opinions kaitiaki look after."""
    return read_engagement(folder).engagement.in_kaitiaki_care


def test_kaitiaki_look_after_types_that_say_so_and_groups_of_nothing_else(folder):
    change(folder, "engagement.toml", 'id = "teacher"', 'id = "teacher"\nkaitiaki = true')
    change(folder, "engagement.toml", 'id = "farmer"', 'id = "farmer"\nkaitiaki = true')
    assert care(folder) == {"teacher", "public_service", "farmer"}  # the group of farmers and fishers is not


def test_where_nobody_says_so_ids_with_the_word_maori_are_looked_after(folder):
    assert care(folder) == frozenset()
    change(folder, "engagement.toml", 'id = "young"', 'id = "young_maori"')
    assert care(folder) == {"young_maori"}
    change(folder, "engagement.toml", 'id = "old"', 'id = "old"\nkaitiaki = true')
    assert care(folder) == {"old"}


def test_the_shipped_engagement_says_who_is_looked_after():
    assert care(ROOT / "data" / "your-say-2018") == {"maori", "iwi_maori", "iwi_maori_organisation"}


def test_silence_is_consent_only_where_it_is_said_by_what_law(folder):
    path = folder / "engagement.toml"
    declared = '\n[unstated_consents]\nmay_publish = "yes"\n'
    path.write_text(path.read_text() + declared)
    assert "[unstated_consents] takes silence for consent and states no legal_basis" in refusal(folder)
    path.write_text(path.read_text() + 'legal_basis = "The notice on the form."\n')
    assert read_engagement(folder).engagement.unstated_consents.may_publish == "yes"


def test_a_plan_may_say_what_an_event_costs_or_have_no_such_column(folder):
    assert read_engagement(folder).plan["cost"].to_list() == [None]
    change(folder, "plan.csv", "audience,", "audience,cost,")
    change(folder, "plan.csv", ",80,,", ",80,,120.5,")
    assert "plan.csv: 1 cost, and " in refusal(folder)
    assert 'Add what they are counted in, such as currency = "EUR"' in refusal(folder)
    change(folder, "engagement.toml", 'time_zone = "UTC"', 'time_zone = "UTC"\ncurrency = "EUR"')
    assert read_engagement(folder).plan["cost"].to_list() == [120.5]
    change(folder, "plan.csv", ",120.5,", ",-1,")
    assert "plan.csv, line 2: 1 row of 1 break the table's rules (cost|min: 1)" in refusal(folder)
    change(folder, "plan.csv", ",-1,", ",much,")
    assert "plan.csv" in refusal(folder)


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ('population = "people"', "'population' and 'among' go together"),
        ('population = "people"\namong = "few"', "more people in 'people' than in 'few' in 1 region: 'N1'"),
        ('population = "people"\namong = "nobody_yet"', ""),
    ],
)
def test_a_community_is_a_part_of_all_people(folder, declared, said):
    path = folder / "engagement.toml"
    path.write_text(path.read_text() + f'\n[[communities]]\nid = "deaf"\nen = "Deaf people"\n{declared}\n')
    with (folder / "benchmarks.csv").open("a") as rows:
        rows.write("people,N1,,50,assumed,tests,2020-01-01\nfew,N1,,40,assumed,tests,2020-01-01\n")
    if said:
        assert said in refusal(folder)
    else:
        assert read_engagement(folder).engagement.communities[-1].population == "people"


def test_a_word_that_calls_something_nothing_is_told_with_its_line():
    text = '[words]\nregion = "zone"\nunscored = ""\n\n[words.located]\n"North" = "in the North"\n"Hauts Prés" = ""\n'
    told = [one for one in settings_problems(text, "engagement.toml") if "followed by no word" in one]
    assert told == [
        "engagement.toml, line 7: `located`: 'Hauts Prés' is followed by no word. Write one, or leave it out."
    ]


DECISIONS = """option,round,said_for,for_cells,said_against,against_cells,changed,decided_by,decided_on,source
{},{},yes,region=02,no,region=02,{},the group,{},made up
"""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("Share", "engaged", "x", "2018-09-14"), "`round` is none of 'engage', 'draft', 'final': 1"),
        (("Share", "engage", "", "2018-09-14"), "`changed` is empty: 1"),
        (("Share" * 40, "engage", "x", "2018-09-14"), "`option` has more than 120 letters: 1"),
        (("Share", "engage", "x" * 10_000, "2018-09-14"), "`changed` has more than 300 letters: 1"),
        (
            ("Share", "engage", "x", "14/09/2018"),
            "line 2: dates are YYYY-MM-DD, truths `true` or `false`, but `decided_on` is '14/09/2018'.",
        ),
    ],
    ids=["round", "empty", "long option", "long change", "day"],
)
def test_a_decision_that_breaks_a_rule_is_told_in_words(tmp_path, row, said):
    folder = shutil.copytree(ROOT / "data/your-say-2018", tmp_path / "engagement")
    (folder / "decisions.csv").write_text(DECISIONS.format(*row))
    told = refusal(folder)
    assert said in told
    assert len(told) < 1_000


def test_what_a_file_has_in_place_of_names_is_told_as_it_can_be_seen(folder):
    heads = f"a{'b' * 10_000},\u202eevil\n1,2\n"
    (folder / "benchmarks.csv").write_text(heads, encoding="utf8")
    told = refusal(folder)
    assert "'\\u202eevil'" in told
    assert len(told) < 1_000
