"""Beside the release that is served the process has those that it may be compared with, and no others."""

import json
import shutil
from types import SimpleNamespace

import pytest
from series import series

from wellbeing.cli.jobs.serve import Handed
from wellbeing.release.store.catalogue import RETIRED
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust

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
    return Handed(served, SimpleNamespace(workspace=workspace, trust=trust), private)


def here(handed):
    return sorted(path.name for path in handed._private.iterdir())


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
