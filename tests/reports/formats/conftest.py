"""Releases whose reports are made: the demonstration, and the same with other figures and hostile names."""

import dataclasses

import msgspec
import polars as pl
import pytest
from redrawn import redrawn

from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.every import FOLDER, ONE_FILE
from wellbeing.state.figures import Figures

#: What would run, end, or turn what it stands in; what no XML holds; what typst would obey.
HOSTILE = '=1+1\x07\x0b</script></style><b id="ran">\u202e& "\'#panic("ran") $x$ *y* {{ 7 * 7 }} ]]>\ufffe'
#: Longer than a property of an office file may be, with a letter that no machine has.
LONG = f"{HOSTILE} \N{SPEAKING HEAD IN SILHOUETTE}" * 4


def renamed(release):
    """Every name a hostile one, told apart by its number."""
    settings, areas = release.engagement, release.table("areas")
    numbered = pl.concat_str(pl.lit(HOSTILE), pl.int_range(pl.len()).cast(pl.String))
    types = tuple(
        msgspec.structs.replace(one, en=f"{HOSTILE}type {at}", short="")
        for at, one in enumerate(settings.stakeholders)
    )
    engagement = msgspec.structs.replace(settings, en=LONG, agency=LONG, stakeholders=types)
    frames = release._frames | {"areas": areas.with_columns(name_en=numbered)}
    return dataclasses.replace(release, engagement=engagement, _frames=frames)


@pytest.fixture(scope="session")
def shipped(figures):
    """The demonstration's figures, what a briefing says of them, and every file of it."""
    return with_files(figures)


@pytest.fixture(scope="session")
def strange(release):
    """The same of a release with other figures, all of whose names are hostile."""
    return with_files(Figures(renamed(redrawn(release, 7))))


@pytest.fixture(params=["shipped", "strange"])
def told(request):
    """Either of them."""
    return request.getfixturevalue(request.param)


def with_files(figures):
    made = briefing(figures)
    return figures, made, {kind: make(made) for kind, make in (*ONE_FILE.items(), *FOLDER.items())}
