"""The survey in two files whose answers were lost in transfer (gov.uk, High Speed Rail, 2012, retold)."""

import pytest
from taking import SHIPPED

from wellbeing.model.profile import Answered, Column, Day, Profile
from wellbeing.record.intake.imports import ImportJob, import_file
from wellbeing.record.store.database import open_record
from wellbeing.sources.reading.source import read_file

FIRST = """Response ID,Received,Region,Role,Trust,Clarity
1,2018-06-11,Otago,NGO,agree,agree
2,2018-06-11,Otago,service user,disagree,
3,2018-06-12,Nelson,NGO,agree,disagree
4,2018-06-12,Nelson,service user,agree,somewhat
5,2018-06-13,Tasman,NGO,don't know,agree
6,2018-06-13,Tasman,service user,,agree
7,2018-06-14,Waikato,council,agree,agree
8,2018-06-14,Waikato,NGO,disagree,disagree
"""
SECOND = """Response ID,Approach,Policy,Comment on data
1,yes,yes,Keep it simple
2,no,partly,
4,yes,,Ask first
5,yes,no,
5,no,no,
6,partly,maybe,Who sees it?
8,,yes,
99,yes,yes,Late by email
"""
_COMMON = {
    "about": "A survey of two parts.",
    "evidence": "our own template",
    "id": ("Response ID",),
    "collection": "survey",
    "channel": Column(constant="online"),
    "topic": Column(constant="both"),
}
PROFILES = {
    "1": Profile(
        name="first",
        received_on=Day(columns=("Received",)),
        region=Column(columns=("Region",)),
        stakeholder=Column(columns=("Role",), values={"council": "local government"}),
        questions=(
            Answered(id="trust", columns=("Trust",)),
            Answered(id="clarity", columns=("Clarity",)),
        ),
        **_COMMON,
    ),
    "2": Profile(
        name="second",
        adds=True,
        received_on=Day(constant=SHIPPED.engagement.ends_on),
        questions=(
            Answered(id="approach", columns=("Approach",)),
            Answered(id="policy", columns=("Policy",)),
            Answered(id="data_comment", columns=("Comment on data",)),
        ),
        **_COMMON,
    ),
}
TEXTS = {"1": FIRST, "2": SECOND}


@pytest.fixture
def survey(workspace):
    with open_record(workspace, SHIPPED.engagement.id, make=True) as opened:
        yield opened


@pytest.fixture
def part(tmp_path):
    """What takes a part of the survey in; perhaps with other text."""

    def made(number, text="", name=""):
        path = tmp_path / (name or f"part-{number}.csv")
        path.write_text(text or TEXTS[number], encoding="utf-8")
        table = read_file(path)
        return ImportJob(table, PROFILES[number], SHIPPED, table.sha256)

    return made


@pytest.fixture
def take_part(survey, part):
    return lambda *given: import_file(survey, part(*given))
