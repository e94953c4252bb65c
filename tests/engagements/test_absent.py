"""An engagement of any country with any of its pieces absent: from files to pages and downloads, all of it theirs."""

import json
import re
from itertools import combinations
from pathlib import Path

import absent
import pytest
from walking import command, named_in, released, walked

from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

#: Every piece once, several at a time; each alone, and all pairs, are for ``make prove``.
TOGETHER = (
    ("no_closed_question", "no_published", "no_groups", "other_script", "no_boundaries"),
    ("no_comments", "no_meetings", "no_type_benchmark", "long_names"),
    ("no_headline", "spanish"),
    ("only_meetings", "no_communities", "one_region", "no_boundaries"),
    ("no_questions", "no_region_benchmark", "no_plan"),
    ("no_codebook", "empty_benchmark", "one_type", "few_stated", "no_boundaries"),
    ("no_benchmark", "no_boundaries", "hostile_names"),
)
#: Words of one country, and what a program writes for a value that it has not.
FOREIGN = ("hui", "kaitiaki", "māori", "te reo", "iwi", "new zealand", "aotearoa", "nan", "null")


@pytest.fixture(scope="module")
def theirs():
    """The names and words of the shipped engagement and of its country, in small letters."""
    found = read_engagement(ROOT / "data/your-say-2018")
    settings = found.engagement
    kinds = ("stakeholders", "communities", "region_groups", "stakeholder_groups", "topics", "questions")
    named = [one.en for kind in kinds for one in getattr(settings, kind)]
    tables = [
        found.regions["name_en"],
        found.regions["name_mi"],
        found.places["place"],
        found.codebook["name"],
    ]
    names = [*named, *(name for table in tables for name in table), settings.en, settings.agency, *FOREIGN]
    return {name.lower() for name in names if name}


def imported(folder: Path, pieces):
    """An engagement without these pieces, its files imported."""
    made = absent.whole()
    for piece in pieces:
        absent.ABSENT[piece](made)
    for file, profile in absent.write(made, folder / "engagement"):
        account = command(folder, "import", file, "--profile", profile)
        assert re.search(r"([\d,]+) rows read = \1 imported \+ 0 quarantined \+ 0 refused", account), account
    return made


def unquoted(text):
    """Without the marks that a page prints otherwise than a command."""
    return re.sub("['\"‘’“”]", "", text)


def check_engagement(folder, pieces, theirs, *, thoroughly):
    made = imported(folder, pieces)
    told = dict(walked(released(folder), thoroughly=thoroughly))
    for where, text in told.items():
        assert named_in(text, theirs) == set(), where
    every = re.sub(r"\s+", " ", " ".join(told.values()))
    for sentence in command(folder, "engagement", "check").splitlines()[1:]:
        assert sentence.startswith("  places.csv") or unquoted(sentence).strip() in unquoted(every)
    assert bool(re.search("attendances at|asistencias en", every)) == bool(made.meetings)
    assert bool(re.search(" survey responses;| respuestas a la encuesta;", every)) == bool(made.responses)
    counted = json.loads(command(folder, "status", "--json"))["counted"]["attendances"]
    assert counted["low"] - 3 <= absent.PER_MEETING * len(made.meetings) <= counted["high"] + 3


@pytest.mark.slow
@pytest.mark.parametrize("pieces", TOGETHER, ids="+".join)
def test_without_several_pieces_everything_is_built_and_theirs(tmp_path, pieces, theirs):
    check_engagement(tmp_path, pieces, theirs, thoroughly=False)


def test_every_piece_is_tried():
    assert {piece for pieces in TOGETHER for piece in pieces} == set(absent.ABSENT)


@pytest.mark.prove
@pytest.mark.parametrize("pieces", [(), *((one,) for one in absent.ABSENT)], ids="+".join)
def test_without_one_piece(tmp_path, pieces, theirs):
    check_engagement(tmp_path, pieces, theirs, thoroughly=True)


def fits(pair):
    """Whether two pieces can be absent together: something is heard, and a benchmark says something."""
    nothing = (
        {"no_meetings", "only_meetings"},
        {"no_region_benchmark", "no_type_benchmark"},
        {"no_questions", "no_headline"},
    )
    return {*pair} not in nothing


@pytest.mark.prove
@pytest.mark.parametrize("pieces", [*filter(fits, combinations(absent.ABSENT, 2))], ids="+".join)
def test_without_two_pieces(tmp_path, pieces, theirs):
    check_engagement(tmp_path, pieces, theirs, thoroughly=False)
