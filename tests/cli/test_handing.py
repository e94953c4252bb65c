"""Beside the release that is served the process has those that it may be compared with, and no others."""

import json
import os
import shutil
from types import SimpleNamespace

import msgspec
import pytest
from series import series

from wellbeing.cli.carrying import AT_ONE_LOOK
from wellbeing.cli.claims import account
from wellbeing.cli.jobs.retiring import retire
from wellbeing.cli.jobs.serve import Handed
from wellbeing.release.store.catalogue import RETIRED
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust
from wellbeing.reports.claims.content import Claim, ClaimedCell
from wellbeing.reports.claims.keeping import LONGEST_CLAIM, keep, kept_claims
from wellbeing.reports.claims.taking import claim_of
from wellbeing.reports.room.log import NO_NAME, read_log
from wellbeing.reports.shows.registry import explorer_of
from wellbeing.state.figures import Figures

FORMER, SERVED, LATTER = (f"2020-06-09.0{number}" for number in (1, 2, 3))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("series")
    series(workspace, (1, 2, 3))
    return workspace


@pytest.fixture
def handed(made, tmp_path):
    workspace, private = tmp_path / "workspace", tmp_path / "private"
    shutil.copytree(made, workspace)
    private.mkdir()
    trust = Trust(workspace)
    served = read_release(workspace / "releases" / SERVED, trust)
    shutil.copytree(served.path, private / SERVED)
    for folder in (workspace, private):
        (folder / "claims").mkdir()
    return Handed(served, SimpleNamespace(workspace=workspace, trust=trust), private)


def of(release, tier="adviser", engagement="two-islands", number=40):
    """A sentence of a report."""
    heard = f"North One: {number} heard of about 36 expected, enough."
    cell = ClaimedCell("N1", "", "enough", count=number)
    named = {"engagement": engagement, "tier": tier, "release": release}
    return Claim(**named, address="region=N1", sentence=heard, taken="reported", cells=(cell,))


def copied(release, **choice):
    explorer = explorer_of(release, Figures(release))
    explorer.filters.choose(choice)
    return claim_of(explorer.answer, "copied")


def folders_of(handed):
    return handed._folders.workspace / "claims", handed._private / "claims"


def here(handed):
    return sorted({path.name for path in handed._private.iterdir()} - {"claims", "room"})


def test_what_comes_later_is_handed_over_when_it_is_there_whole(handed):
    coming = handed._served.path.parent / LATTER
    aside = coming.rename(coming.parent / ".release-coming")
    handed.hand_over()
    assert here(handed) == [FORMER, SERVED]
    aside.rename(coming)
    handed.hand_over()
    assert here(handed) == [FORMER, SERVED, LATTER]


def test_what_is_retired_is_not_handed_over_and_is_taken_back(handed):
    handed.hand_over()
    assert not handed.take_back()
    (handed._served.path.parent / RETIRED).write_text(json.dumps([FORMER]))
    assert handed.take_back()
    handed.hand_over()
    assert here(handed) == [SERVED, LATTER]


def test_a_later_release_whose_claims_fail_is_told_of_and_not_offered(handed, capsys):
    file = handed._served.path.parent / LATTER / "engagement.json"
    file.write_bytes(file.read_bytes() + b" ")
    handed.hand_over()
    handed.hand_over()
    assert here(handed) == [FORMER, SERVED]
    assert capsys.readouterr().err.count(f"Release {LATTER} is not offered to readers") == 1


def test_a_server_is_given_claims_of_its_own_kind_alone_and_none_of_what_is_retired(handed):
    ours, theirs = folders_of(handed)
    good = of(FORMER)
    for one in (good, of(FORMER, tier="public"), of(FORMER, engagement="other"), of("2020-06-08.01")):
        assert keep(one, ours)
    (handed._served.path.parent / RETIRED).write_text(json.dumps(["2020-06-08.01"]))
    handed.carry()
    assert list(kept_claims(theirs)) == [good]


def test_what_was_taken_from_a_release_is_gone_everywhere_once_it_is_retired(handed):
    ours, theirs = folders_of(handed)
    workspace, old = handed._folders.workspace, of(FORMER)
    keep(old, ours)
    handed.carry()
    assert account(handed._served.path, handed._folders)[0][0].startswith("1 sentence was taken")
    retire(workspace, [FORMER])
    assert handed.take_back()
    keep(old, theirs)  # as a server would that was asked just before
    handed.carry()
    assert handed.take_back()
    assert not [*ours.iterdir(), *theirs.iterdir()]
    keep(old, ours)  # as a report would that was being written
    assert "No sentence was taken yet" in account(handed._served.path, handed._folders)[0][0]


def test_of_what_a_server_writes_only_what_the_release_says_is_believed(handed):
    """A pipe nobody writes to is not waited for, and a link is not followed."""
    ours, theirs = folders_of(handed)
    true = copied(handed._served, area="N1")
    later = read_release(handed._served.path.parent / LATTER, handed._folders.trust)
    forged = msgspec.structs.replace(true, sentence="Nobody of North One was heard.")
    other = msgspec.structs.replace(true, cells=(ClaimedCell("N1", "", "gap", count=7),))
    minted = msgspec.structs.replace(true, address="region=N1&open=")
    reported, not_here = msgspec.structs.replace(true, taken="reported"), copied(later)
    for one in (true, forged, other, minted, reported, not_here, of("2020-06-01.01"), of(FORMER)):
        keep(one, theirs)
    os.mkfifo(theirs / "pipe.json")
    (theirs / "link.json").symlink_to("/dev/zero")
    (theirs / "long.json").write_bytes(b" " * (LONGEST_CLAIM + 1))
    handed.carry()
    assert list(kept_claims(ours)) == [true]


def test_a_flood_of_claims_is_looked_at_a_few_at_a_time(handed):
    ours, theirs = folders_of(handed)
    for number in range(3 * AT_ONE_LOOK):
        keep(of(FORMER, number=number), ours)
    handed.carry()
    assert len(list(theirs.iterdir())) == AT_ONE_LOOK


def asked(handed, **question):
    """A question as a server hands it over; ``called`` where its file is called otherwise."""
    path = handed._private / "room" / f"{question.pop('called', question.get('id'))}.json"
    path.write_text(json.dumps(question))


def test_a_question_is_kept_by_published_names_and_whatever_else_a_server_writes_is_not(handed):
    asked(handed, id="a1", release=SERVED, nothing=True)
    asked(handed, id="a2", release=LATTER, nothing=True)
    asked(handed, id="a3", release=SERVED, where=0, who=10**6)
    asked(handed, id="a4", release=SERVED, nothing=True, what="Aroha Ngata of 12 Kauri Street")
    asked(handed, id="../a5", release=SERVED, nothing=True, called="a5")
    (handed._private / "room" / "pipe.json").symlink_to("/dev/zero")
    handed.carry()
    (path,) = (handed._folders.workspace / "room").iterdir()
    assert [(one.id, one.why) for one in read_log(path)] == [("a1", NO_NAME)]
    assert not [*(handed._private / "room").iterdir()]
    path.write_bytes(path.read_bytes() + b'{"at": "2020')  # a line that was broken off
    asked(handed, id="b1", release=SERVED, nothing=True)
    handed.carry()
    assert [one.id for one in read_log(path)] == ["a1", "b1"]
