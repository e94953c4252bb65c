"""Two engagements that once were imported and released, and of which no page could be made: now all of it is theirs."""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from walking import command, named_in, released, walked

from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

CASE = Path(__file__).parent / "auckland"
#: A codebook that belongs to another engagement's questions lies in both folders.
CODEBOOK = ROOT / "data/your-say-2018/codebook.csv"
BOARDS = [row["name_en"] for row in csv.DictReader((CASE / "regions.csv").read_text("utf8").splitlines())]
GROUPS = ("An individual", "Multi-individual", "Iwi/Maori organisation", "Organisations")
NOT_ON_A_MAP = "There are no boundaries and no tiles: regions stand in a table, not on a map."
NO_POSITIONS = "No closed question was asked: there are no positions."
NO_COMMENTS = "No open question was asked: there are no comments, tones or themes."


def without_questions(folder):
    """The same engagement asks nothing at all."""
    path = folder / "engagement.toml"
    said = re.sub(r"\[\[questions\]\].*?\n\n", "", path.read_text(encoding="utf8"), flags=re.DOTALL)
    path.write_text(said.replace('badge = ""', 'badge = ""\nquestions = []'), encoding="utf8")


def with_its_question(folder):
    profile = folder / "profiles" / "akl.toml"
    asked = '\n[[questions]]\nid = "agree"\ncolumns = ["Agree"]\n'
    profile.write_text(profile.read_text(encoding="utf8") + asked, encoding="utf8")


#: Board n is heard n + 4 times; every tenth response names none.
HEARD = {board: number + 4 for number, board in enumerate(BOARDS)}
NOWHERE = 29


def responses(path):
    """As the council published them: of whom and of where, two columns that mean nothing here, an answer."""
    boards = [board for board, number in HEARD.items() for _ in range(number)] + ["Not supplied"] * NOWHERE
    rows = [(f"{board} Local Board", at) for at, board in enumerate(boards)]
    heads = ("Local Board", "Submitter Group", "Gender", "Age", "Agree")
    with path.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        for board, at in rows:
            place = board.replace("Not supplied Local Board", "Not supplied")
            writer.writerow((place, GROUPS[at % 4], "No response", "35-44", ("yes", "no", "yes", "")[at % 4]))
    return len(rows)


def others(folder):
    """Names of the shipped engagement that this one does not have, in small letters."""
    shipped = read_engagement(ROOT / "data/your-say-2018")
    mine = " ".join(path.read_text(encoding="utf8").lower() for path in folder.glob("*.*"))
    kinds = ("stakeholders", "communities", "region_groups", "questions", "topics")
    named = [one.en for kind in kinds for one in getattr(shipped.engagement, kind)]
    every = [*named, *shipped.regions["name_en"], *shipped.places["place"], shipped.engagement.agency, "nan"]
    return {name.lower() for name in every} - {name.lower() for name in every if name.lower() in mine}


CASES = {
    "without-questions": (without_questions, {NOT_ON_A_MAP, NO_POSITIONS, NO_COMMENTS}, {"coverage"}),
    "without-boundaries": (with_its_question, {NOT_ON_A_MAP, NO_COMMENTS}, {"coverage", "position"}),
}


@pytest.mark.slow
@pytest.mark.parametrize(("change", "left_out", "shows"), CASES.values(), ids=CASES)
def test_it_is_built_without_the_part_and_says_which(tmp_path, change, left_out, shows):
    folder = shutil.copytree(CASE, tmp_path / "engagement")
    shutil.copy(CODEBOOK, folder / "codebook.csv")
    change(folder)
    number = responses(tmp_path / "submissions.csv")
    account = command(tmp_path, "import", tmp_path / "submissions.csv", "--profile", "akl")
    assert f"{number} rows read = {number} imported + 0 quarantined + 0 refused." in account
    release = released(tmp_path)
    told = dict(walked(release, thoroughly=False))
    every = re.sub(r"\s+", " ", " ".join(told.values()))
    checked = command(tmp_path, "engagement", "check")
    for sentence in {NOT_ON_A_MAP, NO_POSITIONS, NO_COMMENTS}:
        assert (sentence in every, sentence in checked) == ((sentence in left_out,) * 2)
    assert {name.rpartition(".")[2].split()[0] for name in told if " of Choice" in name} == {"csv", "xlsx"}
    assert set(re.findall(r"'show': '(\w+)'", " ".join(told))) == shows
    foreign = others(folder)
    assert {where: found for where, text in told.items() if (found := named_in(text, foreign))} == {}
    assert figures_of(told) == pytest.approx(HEARD, abs=8)


def figures_of(told):
    """What the first file says of each board; fewer than 6 are told as such."""
    first = next(text for where, text in told.items() if ".csv of Choice" in where)
    rows = csv.DictReader(io.StringIO("".join(line for line in first.splitlines(True) if line[0] != "#")))
    whole = [row for row in rows if row["area_kind"] == "region" and row["stakeholder_kind"] == "all"]
    return {row["area_name"]: int(row["heard"] or 3) for row in whole}
