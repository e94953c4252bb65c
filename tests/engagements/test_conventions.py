"""What a person confirmed of how files are read stands on the page: of what, how, and who where that may be told."""

import absent
import pytest
from walking import command, released, written

from wellbeing.views.explore import Explore

WHO = "Ada Quillfeather"
CODES = "Regions: numbers are read as codes. Nothing in the files proves it; {}."
SCALE = (
    "Are the ovens good?: numbers are read as the profile declares (1 = good, 2 = so-so, 3 = bad). "
    "Nothing in the files proves it; {}."
)
SOMEBODY = "confirmed by a person whose name the record keeps"


def anywhere(release, name):
    """Files of a release that hold a name."""
    return [
        path.name for path in release.path.rglob("*") if path.is_file() and name.encode() in path.read_bytes()
    ]


@pytest.mark.slow
def test_what_was_confirmed_is_on_the_page_and_who_only_if_the_engagement_says_so(tmp_path):
    made = absent.whole()
    numbers = dict(zip(absent.OPTIONS, "123", strict=True))
    for row in made.responses:
        row["ovens"] = numbers.get(row["ovens"], "")
    files = {profile: file for file, profile in absent.write(made, tmp_path / "engagement")}
    profile = tmp_path / "engagement/profiles/survey.toml"
    scaled = profile.read_text("utf8").replace(
        'id = "ovens",', 'id = "ovens", scale = ["good", "so-so", "bad"],'
    )
    profile.write_text(scaled, "utf8")
    command(tmp_path, "import", files["survey"], "--profile", "survey", "--confirmed-by", WHO)
    release = released(tmp_path)
    page = written(Explore(release))
    assert CODES.format(SOMEBODY) in page
    assert SCALE.format(SOMEBODY) in page
    assert anywhere(release, WHO) == anywhere(release, "survey.csv") == []
    settings = tmp_path / "engagement/engagement.toml"
    told = settings.read_text("utf8").replace(
        'contact = "nobody"', 'contact = "nobody", names_who_confirmed = true'
    )
    settings.write_text(told, "utf8")
    assert CODES.format(f"confirmed by {WHO}") in written(Explore(released(tmp_path)))
