"""A folder for another engagement works as it is made, and says what is still to be filled in."""

import datetime as dt
import re

import geopandas as gpd
import pytest
from click.testing import CliRunner
from filling import fill
from shapely import Point, box, union_all
from walking import command, released, written

from wellbeing.cli import main
from wellbeing.sources.engagement import read_engagement
from wellbeing.views.explore import Explore

#: Four squares around 3,3 in degrees, the last on two rows; a bay of fine steps along a shared border.
STEPS = union_all(
    [box(1 - 0.0001, 0.001 * at, 1 + 0.0001 * (at % 2), 0.001 * (at + 1)) for at in range(1000)]
)
SQUARES = {
    "A": union_all([box(0, 0, 1, 1), STEPS]),
    "B": box(1, 0, 2, 1).difference(STEPS),
    "C": box(0, 1, 1, 2),
    "D": box(1, 1, 2, 2),
}


def outlines(path, **columns):
    named = {"id": [*SQUARES, "D"], "called": [*(f"Area {name}" for name in SQUARES), "Area D"]} | columns
    shapes = [*SQUARES.values(), box(3, 3, 3.5, 3.5)]
    gpd.GeoDataFrame(named, geometry=shapes, crs=4326).to_file(path)
    return path


def run(*arguments):
    return CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def made(tmp_path):
    assert run("new", tmp_path / "engagement").exit_code == 0
    return tmp_path / "engagement"


def test_it_says_what_is_to_be_filled_in_with_file_and_line_until_it_is(made):
    checked = run("--engagement", made, "engagement", "check")
    assert checked.exit_code == 1
    settings = (made / "engagement.toml").read_text("utf8").splitlines()
    told = re.findall(r"engagement\.toml, line (\d+): (.+)", checked.stdout)
    assert ("8", 'agency = "FILL IN: who asks"') in told
    assert all("FILL IN" in settings[int(line) - 1] for line, _ in told)
    assert "regions.csv, line 3: 01,,North" in checked.stdout
    for path in made.glob("*.*"):
        path.write_text(path.read_text("utf8").replace("FILL IN", "Said"), "utf8")
    filled = run("--engagement", made, "engagement", "check")
    assert (filled.exit_code, "to be filled in" in filled.stdout) == (0, False)


def test_what_is_there_is_left_alone(made):
    refused = run("new", made)
    assert refused.exit_code == 1
    assert "exists already: choose another name. Nothing was written." in refused.stderr


def test_as_it_is_made_its_own_template_becomes_a_page(made, tmp_path):
    sheet, today = tmp_path / "sheet.xlsx", f"{dt.datetime.now(tz=dt.UTC).year}-02-01"
    command(tmp_path, "template", "survey", sheet)
    regions, roles = ("North", "East", "West", "South"), ("Residents", "association", "Public bodies")
    rows = [
        (
            *(
                None,
                f"{at}",
                today,
                "Online survey",
                regions[min(at % 7, 3)],
                None,
                roles[at % 3],
                None,
                None,
                None,
            ),
            *(None, ("yes", "no", "partly")[at % 3], f"Number {at} thinks that it should cost less"),
        )
        for at in range(60)
    ]
    account = command(tmp_path, "import", fill(sheet, rows))
    assert "60 rows read = 60 imported + 0 quarantined + 0 refused." in account
    release = released(tmp_path)
    assert release.engagement.badge.startswith("FILL IN")
    said = written(Explore(release))
    assert "All regions" in said
    assert all(name in said for name in (*regions, "Residents"))


def test_a_file_of_outlines_gives_the_regions(tmp_path):
    file = outlines(tmp_path / "areas.geojson")
    path = tmp_path / "engagement"
    done = run(
        "new", path, "--boundaries", file, "--code", "id", "--name", "called", "--attribution", "Surveyors"
    )
    assert done.exit_code == 0, done.output
    assert "they now have the file's 4 regions" in done.stdout
    folder = read_engagement(path)
    assert folder.regions["name_en"].to_list() == ["Area A", "Area B", "Area C", "Area D"]
    assert folder.engagement.boundaries == "boundaries.parquet"
    drawn = gpd.read_parquet(path / "boundaries.parquet")
    assert drawn["attribution"].unique().tolist() == ["Surveyors"]
    assert {axis.unit_name for axis in drawn.crs.axis_info} == {"metre"}
    # Simplified, and neighbours still share one border: nothing lies between them, nothing twice.
    assert drawn.count_coordinates().sum() < 60
    assert abs(drawn.area.sum() / drawn.union_all().area - 1) < 1e-9
    assert drawn.geometry[3].geom_type == "MultiPolygon"
    real = gpd.GeoSeries([*SQUARES.values()][:3], crs=4326).to_crs(drawn.crs).area
    assert drawn.area[:3].to_numpy() == pytest.approx(real.to_numpy(), rel=0.01)


def test_regions_that_are_described_already_are_held_against_the_file(made, tmp_path):
    regions = made / "regions.csv"
    regions.write_text(regions.read_text("utf8").replace("FILL IN", "Said"), "utf8")
    file = outlines(tmp_path / "areas.gpkg")
    before = {path: path.read_bytes() for path in made.glob("*.*")}
    refused = run("--engagement", made, "boundaries", file, "--code", "id", "--name", "called")
    assert refused.exit_code == 1
    assert (
        "4 regions of regions.csv without an outline in the file: '01', '02', '03', '04'." in refused.stderr
    )
    assert {path: path.read_bytes() for path in made.glob("*.*")} == before
    file = outlines(tmp_path / "coded.gpkg", id=[1.0, 2.0, 3.0, 4.0, 4.0])
    regions.write_text(regions.read_text("utf8").replace("\n0", "\n"), "utf8")
    benchmarks = made / "benchmarks.csv"
    benchmarks.write_text(benchmarks.read_text("utf8").replace("population,0", "population,"), "utf8")
    (made / "places.csv").write_text("place,region,longitude,latitude,source\nPort,1,1.5,1.5,us\n", "utf8")
    done = run("--engagement", made, "boundaries", file, "--code", "id", "--name", "called")
    assert done.exit_code == 0, done.output
    assert "places.csv: 1 place in another region than it says: 'Port (4, not 1)'." in done.stdout


@pytest.mark.parametrize(
    ("columns", "given", "told"),
    [
        ({}, ("--code", "no", "--name", "called"), "1 column missing: 'no'. Columns: 'id', 'called'."),
        (
            {"called": ["a", None, "b", "c", "d"]},
            ("--code", "id", "--name", "called"),
            "1 row without 'id' or 'called'",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_words(tmp_path, columns, given, told):
    file = outlines(tmp_path / "areas.geojson", **columns)
    refused = run("new", tmp_path / "engagement", "--boundaries", file, *given)
    assert refused.exit_code == 1
    assert told in refused.stderr
    assert not (tmp_path / "engagement").exists()


def test_points_and_texts_are_no_regions(tmp_path):
    points = gpd.GeoDataFrame({"id": ["A"], "called": ["A"]}, geometry=[Point(1, 1)], crs=4326)
    points.to_file(tmp_path / "points.gpkg")
    (tmp_path / "text.gpkg").write_text("no such file")
    given = ("--code", "id", "--name", "called")
    told = [
        run("new", tmp_path / "e", "--boundaries", tmp_path / name, *given)
        for name in ("points.gpkg", "text.gpkg")
    ]
    assert [one.exit_code for one in told] == [1, 1]
    assert "1 row of 1 that are not areas: 'A'." in told[0].stderr
    assert "could not be read as a file of areas" in told[1].stderr
