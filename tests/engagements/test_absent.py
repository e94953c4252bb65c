"""An engagement of any country with any of its pieces absent: from files to pages and downloads, all of it theirs."""

import json
import re
from itertools import combinations
from pathlib import Path

import absent
import holoviews as hv
import panel as pn
import pytest
from click.testing import CliRunner

from wellbeing.cli import main
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust
from wellbeing.reports.shows.registry import available_shows
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT
from wellbeing.views.brief import Brief
from wellbeing.views.explore import Explore
from wellbeing.views.files import downloads
from wellbeing.views.shell.markup import Markup

#: Every piece once, several at a time; each alone, and all pairs, are for ``make prove``.
TOGETHER = (
    ("no_closed_question", "no_published", "no_groups", "other_script", "no_boundaries"),
    ("no_comments", "no_meetings", "no_type_benchmark", "long_names"),
    ("only_meetings", "no_communities", "one_region", "no_boundaries"),
    ("no_questions", "no_region_benchmark", "no_plan"),
    ("no_codebook", "empty_benchmark", "one_type", "few_stated", "no_boundaries"),
    ("no_benchmark", "no_boundaries"),
)
#: Words of one country, and what a program writes for a value that it has not.
FOREIGN = ("hui", "kaitiaki", "māori", "te reo", "iwi", "new zealand", "aotearoa", "nan", "null")


@pytest.fixture(scope="module", autouse=True)
def bokeh():
    pn.extension()
    hv.extension("bokeh", logo=False)


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


def command(folder, *arguments):
    folders = ["--engagement", str(folder / "engagement"), "--workspace", str(folder / "workspace")]
    done = CliRunner().invoke(main, [*folders, *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def released(folder: Path, pieces):
    """A release of an engagement without these pieces, made by the commands."""
    made = absent.whole()
    for piece in pieces:
        absent.ABSENT[piece](made)
    for file, profile in absent.write(made, folder / "engagement"):
        assert "0 quarantined + 0 refused" in command(folder, "import", file, "--profile", profile)
    path = command(folder, "release", "--approve", "A. Tester").strip()
    return made, read_release(Path(path), Trust(folder / "workspace", folder / "engagement"))


def written(page):
    """The words of a page, part by part."""
    return [re.sub(r"<[^>]+>", " ", part.html) for part in page.select(Markup)]


def walked(page, *, thoroughly):
    """What explore says of everything, of an area, of a type and of both, under each show; and its files."""
    explorer = page.explorer
    figures = explorer.figures
    area, type_ = figures.region_groups.ids[-1], figures.types[0]
    chosen = [{}, {"area": area, "stakeholder": type_}]
    chosen += (
        [{"area": figures.regions[0]}, {"stakeholder": figures.type_groups.ids[0]}] if thoroughly else []
    )
    told = []
    for show in available_shows(figures):
        for choice in chosen:
            explorer.filters.choose({"area": "", "stakeholder": "", "show": show.id} | choice)
            told += written(page.__panel__())
        for kind, download in downloads(explorer.release).items():
            if thoroughly or kind == "csv":
                told.append(download.file(explorer.answer, kind)[2].decode("utf8") if kind == "csv" else "")
    return told


def scenes(page):
    """What brief says, scene by scene."""
    told = []
    for number in range(99):
        page.go(number)
        if page.at != number:
            return told
        told += written(page.__panel__())
    return told


def named_in(text, names):
    """Those names that stand in a text as words of their own."""
    likely = [name for name in names if name in text]
    return {name for name in likely if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)}


def check_engagement(folder, pieces, theirs, *, thoroughly):
    made, release = released(folder, pieces)
    page = Explore(release)
    told = [*walked(page, thoroughly=thoroughly), *scenes(Brief(release))]
    every = re.sub(r"\s+", " ", " ".join(dict.fromkeys(told)))
    assert named_in(every.lower(), theirs) == set()
    for sentence in command(folder, "engagement", "check").splitlines()[1:]:
        assert sentence.startswith("  places.csv") or sentence.strip() in every
    assert ("attendances at" in every) == bool(made.meetings)
    assert (" survey responses;" in every) == bool(made.responses)
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
    """Whether two pieces can be absent together: something is heard, and what is changed is there."""
    return not {"no_meetings", "only_meetings"} <= {*pair}


@pytest.mark.prove
@pytest.mark.parametrize("pieces", [*filter(fits, combinations(absent.ABSENT, 2))], ids="+".join)
def test_without_two_pieces(tmp_path, pieces, theirs):
    check_engagement(tmp_path, pieces, theirs, thoroughly=False)
