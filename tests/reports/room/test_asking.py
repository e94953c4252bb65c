"""Three keys lead to every region, type, place and pair of them; what cannot be answered is kept."""

from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.room.asking import MOST_KEYS, Askable, RoomIndex
from wellbeing.reports.room.log import BY_REGION, NO_NAME, RoomLog, handed, list_of, read_log

NAMES = st.text("abcdefghijklmnoprstuvw āēō-", min_size=1, max_size=12).filter(lambda name: name.strip(" -"))


@pytest.fixture(scope="module")
def index(figures):
    return RoomIndex(briefing(figures), figures)


def reached(index):
    assert max(map(len, index.keys)) <= MOST_KEYS
    return set(index.keys.values())


def wished(index):
    """Each alone, and each with each."""
    pairs = product(range(-1, len(index.where)), range(-1, len(index.who)))
    return {(at, by) for at, by in pairs if at >= 0 or by >= 0}


def test_three_keys_lead_to_every_region_place_and_type_and_to_every_pair(index):
    assert reached(index) == wished(index)
    asked = {
        (index.where[at].area if at >= 0 else "", index.who[by].stakeholder if by >= 0 else "")
        for at, by in reached(index)
    }
    assert asked | {("", "")} == set(index.answers)


def test_keys_of_a_pair_begin_no_name(index):
    pairs = [keys for keys, (at, by) in index.keys.items() if at >= 0 and by >= 0]
    words = " ".join(one.name.lower() for one in [*index.where, *index.who]).split()
    assert [keys for keys in pairs if any(word.startswith(keys) for word in words)] == []


@given(st.lists(NAMES, max_size=20, unique=True), st.lists(NAMES, min_size=1, max_size=8, unique=True))
def test_three_keys_lead_everywhere_whatever_things_are_called(index, places, types):
    other = RoomIndex.__new__(RoomIndex)
    other.where = [Askable(name=name, area=f"a{at}") for at, name in enumerate(places)]
    other.who = [Askable(name=name, stakeholder=f"s{by}", kind=2) for by, name in enumerate(types)]
    any_answer = next(iter(index.answers.values()))
    areas, kinds = ["", *(one.area for one in other.where)], ["", *(one.stakeholder for one in other.who)]
    other.answers = dict.fromkeys(product(areas, kinds), any_answer)
    assert wished(other) - reached(other) == set()


def test_every_answer_is_one_sentence_that_says_whose_figure_it_is(index):
    for one in index.answers.values():
        assert one.spoken.count(". ") == 0, one.spoken
        assert one.spoken.endswith(".")
        assert ("alone cannot be judged; " in one.spoken) == one.is_lent


def test_a_community_is_answered_in_every_region_as_its_own_table_tells_it(index, figures):
    told = figures.release.table("region_community").filter(pl.col("area").is_in(figures.regions))
    for area, community, heard in told.select("area", "community", "count").iter_rows():
        answer = index.answers[area, f"community:{community}"]
        assert answer.heard == heard
        assert heard is None or f": {heard:,} heard" in answer.spoken


def kept(tmp_path, index, *asked):
    """What a browser is told, and what whoever started the server makes of what was handed over, as a file."""
    log = RoomLog(tmp_path)
    said = [log.note(one, "2018-08-31.01", lambda: index) for one in asked]
    found = [handed(path.read_bytes(), lambda _: index) for path in sorted(tmp_path.glob("*.json"))]
    path = tmp_path / "asked.jsonl"
    path.write_bytes(b"".join(one.as_line for one in found))
    return said, path


def test_only_what_could_not_be_answered_is_kept_once_and_by_published_names(tmp_path, index):
    at = {(one.area, one.is_place): number for number, one in enumerate(index.where)}
    northland = at["01", False]
    town = next(number for number, one in enumerate(index.where) if one.is_place)
    lent = next((a, b) for a, b in index.keys.values() if index.pair(a, b).is_lent)
    said, path = kept(
        tmp_path,
        index,
        {"id": "a1", "where": northland, "who": -1},
        {"id": "a2", "where": town, "who": -1},
        {"id": "a3", "where": lent[0], "who": lent[1]},
        {"id": "a3", "where": lent[0], "who": lent[1]},
        {"id": "a4", "nothing": True, "typed": "Aroha Ngata of 12 Kauri Street"},
    )
    assert said == [{"kept": one} for one in ("a1", "a2", "a3", "a3", "a4")]
    questions = read_log(path)
    assert [one.id for one in questions] == ["a2", "a3", "a4"]
    assert {questions[0].why, questions[2].why} == {BY_REGION, NO_NAME}
    assert b"Aroha" not in path.read_bytes()
    assert list_of([*questions, questions[0]])[0].startswith("2 × ")


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(["id", "where", "who", "nothing", "typed"]),
        st.text(max_size=8)
        | st.integers()
        | st.booleans()
        | st.none()
        | st.floats()
        | st.lists(st.integers()),
    )
)
def test_whatever_a_browser_sends_is_called_kept_only_where_it_was_written_or_answered(index, asked):
    with TemporaryDirectory() as folder:
        log = RoomLog(Path(folder))
        said = [log.note(asked, "2018-08-31.01", lambda: index) for _ in range(2)]
        found = [handed(path.read_bytes(), lambda _: index) for path in Path(folder).iterdir()]
    name = asked.get("id")
    assert said[0] == said[1]
    assert said[0] in ({}, {"kept": name})
    assert [one.id for one in found] == list(log._ids)
    for field in ("where", "who"):
        if said[0] and asked.get("nothing") is not True:
            assert type(asked.get(field, -1)) is int


def test_what_is_answered_takes_no_place_and_what_finds_none_is_not_called_kept(tmp_path, index, monkeypatch):
    monkeypatch.setattr("wellbeing.reports.room.log.MOST_ASKED", 1)
    nobody = ({"id": f"a{number}", "where": -1, "who": -1} for number in range(3))
    genuine = [{"id": name, "nothing": True} for name in ("b1", "b2", "b1")]
    said, path = kept(tmp_path, index, *nobody, *genuine)
    assert said[3:] == [{"kept": "b1"}, {"unkept": "b2"}, {"kept": "b1"}]
    assert [one.id for one in read_log(path)] == ["b1"]
    assert RoomLog(tmp_path / "none").note(genuine[0], "2018-08-31.01", lambda: index) == {"unkept": "b1"}


def test_a_line_that_was_broken_off_is_left_out(tmp_path, index):
    _, path = kept(tmp_path, index, {"id": "a1", "nothing": True})
    path.write_bytes(path.read_bytes() + path.read_bytes()[:20])
    assert len(read_log(path)) == 1
    assert msgspec.json.decode(path.read_bytes().splitlines()[0])["what"] == ""
