"""Exports that nobody knows: no live line is wrong, most right ones are found, and nobody's words are repeated."""

import tomllib

import pytest
from taking import SHIPPED, counts, join_batches
from unknown import CANARY, NAMES, live_facts
from unknown_exports import EVERY

from wellbeing.model.errors import DataError
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.proposing.proposing import propose
from wellbeing.sources.proposing.writing.profile import questions_of

pytestmark = pytest.mark.slow

#: Of the lines that somebody who knows the file would write, the share that is live (docs/own-data.md tells it).
FOUND = 0.85

every_export = pytest.mark.parametrize("export", EVERY, ids=lambda export: export.name)


@pytest.fixture(scope="module")
def proposals(tmp_path_factory):
    folder = tmp_path_factory.mktemp("unknown")
    paths = {export.name: export.write(folder) for export in EVERY}
    return {name: (path, propose(path, SHIPPED)) for name, path in paths.items()}


def live(proposals, export):
    return live_facts(tomllib.loads(proposals[export.name][1]))


def opened(path, profile):
    """The file under a proposal as it stands, or why it is refused."""
    try:
        return open_with_profile(path, SHIPPED, str(profile))
    except DataError as refused:
        return str(refused)


def test_there_are_many_shapes():
    assert len({export.name for export in EVERY}) == len(EVERY) >= 50


@every_export
def test_no_live_line_is_wrong(proposals, export):
    assert live(proposals, export) - export.right == set()


@every_export
def test_nobodys_name_or_words_are_repeated(proposals, export):
    assert not [said for said in (CANARY, *NAMES) if said in proposals[export.name][1]]


def test_most_right_lines_are_found(proposals):
    written = {export.name: export.right | set(export.unproved) for export in EVERY}
    right = sum(map(len, written.values()))
    missing = {export.name: written[export.name] - live(proposals, export) for export in EVERY}
    found = right - sum(map(len, missing.values()))
    assert found >= FOUND * right, (found, right, {name: lines for name, lines in missing.items() if lines})


@every_export
def test_a_proposal_taken_as_it_stands_is_refused_with_its_questions_or_keeps_every_row(
    proposals, export, tmp_path
):
    path, text = proposals[export.name]
    profile = tmp_path / "proposed.toml"
    profile.write_text(text, encoding="utf-8")
    read = opened(path, profile)
    if isinstance(read, str):
        assert "QUESTION" in read
        assert questions_of(text)
    else:
        intake = join_batches(take_in(*read, SHIPPED))
        assert sum(counts(intake)) == len(intake.rows) == export.rows
