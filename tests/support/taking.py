"""Take small tables in: what a test writes down is what a file would hold."""

import csv
import io
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

import polars as pl

from wellbeing.model.intake import NOTHING, Intake, Remembered
from wellbeing.model.profile import Answered, Column, Day, Profile, Several
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.intake.conventions.deciding import decide_conventions
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.paths import ROOT
from wellbeing.sources.reading.source import read_file

SHIPPED = read_engagement(ROOT / "data/your-say-2018")
CHILE = read_engagement(ROOT / "tests/engagements/chile-2020")
SAMPLES = ROOT / "tests/samples"
HEADINGS = ("Id", "When", "Region", "Role", "Communities", "Trust", "Why")
#: A survey of the shipped engagement, as small as can be.
SURVEY = Profile(
    name="small",
    about="A survey",
    evidence="our own template",
    id=("Id",),
    received_on=Day(columns=("When",), formats=("%d/%m/%Y",), confirmed_by="A. Tester"),
    channel=Column(constant="online"),
    topic=Column(constant="both"),
    region=Column(columns=("Region",)),
    stakeholder=Column(columns=("Role",)),
    communities=Several(columns=("Communities",), split=";"),
    questions=(Answered(id="trust", columns=("Trust",)), Answered(id="data_comment", columns=("Why",))),
)
#: A row that is understood.
GOOD = ("1", "1/06/2018", "Otago", "NGO", "Māori", "Agree", "Because")


def written(folder: Path, rows, headings=HEADINGS, name="a.csv", **form) -> Path:
    """Rows as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, **form).writerows([headings, *rows])
    path = folder / name
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def taken(
    path: Path,
    profile: Profile = SURVEY,
    folder: EngagementFolder = SHIPPED,
    remembered: Remembered = NOTHING,
) -> Intake:
    """What comes of a whole file."""
    table = read_file(path, profile.layout)
    decided = decide_conventions(table, profile, folder)
    known = replace(remembered, contested=decided.contested)
    return join_batches(take_in(table, decided.profile, folder, known))


def join_batches(intakes: Iterable[Intake]) -> Intake:
    """Batches of one file together."""
    parts = list(intakes)
    tables = [field.name for field in fields(Intake) if field.name != "done"]
    joined = {name: pl.concat([getattr(part, name) for part in parts]) for name in tables}
    return Intake(done=1.0, **joined)


def counts(intake: Intake) -> tuple[int, int, int]:
    """Rows imported, quarantined, refused."""
    return len(intake.imported), intake.quarantined_rows.height, intake.refused.height
