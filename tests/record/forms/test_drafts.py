"""What was typed of a form is on the disk, for its owner's eyes, until the form is saved."""

import stat
from uuid import uuid4

import pytest

from wellbeing.model.errors import DataError
from wellbeing.record.custody.disposal import to_dispose
from wellbeing.record.forms.drafts import Draft, drafts, forget_draft, keep_draft

KEY = "ce0efcdf-63ee-4576-ab12-81bf5b26c09f"


def test_the_last_that_was_kept_of_each_form_is_found_again_newest_first(workspace, monkeypatch):
    other = str(uuid4())
    days = iter(["2020-04-01", "2020-04-02", "2020-04-03"])
    monkeypatch.setattr("wellbeing.record.forms.drafts.now", lambda: next(days))
    for key, words in ((KEY, "bec"), (other, "no"), (KEY, "because")):
        keep_draft(workspace, Draft(key, "form", {"asked:why": words}))
    assert [(one.key, one.typed["asked:why"]) for one in drafts(workspace)] == [
        (KEY, "because"),
        (other, "no"),
    ]


def test_a_draft_is_for_its_owner_alone_ends_with_the_record_s_retention_and_leaves_nothing_when_it_goes(
    workspace,
):
    keep_draft(workspace, Draft(KEY, "form", {"asked:why": "secret"}))
    (path,) = to_dispose(workspace)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.with_name(f".{path.name}-half").write_bytes(b"half of the secret")
    with path.open("rb") as still_open:
        forget_draft(workspace, KEY)
        assert b"secret" not in still_open.read()
    assert drafts(workspace) == to_dispose(workspace) == []
    forget_draft(workspace, KEY)


@pytest.mark.parametrize("key", ["", "../record", KEY.upper(), f"{KEY}/..", f"{KEY}\n"])
def test_a_key_that_no_page_makes_names_no_file(workspace, key):
    for deed in (lambda: keep_draft(workspace, Draft(key, "form", {})), lambda: forget_draft(workspace, key)):
        with pytest.raises(DataError, match="Load the page anew"):
            deed()


def test_what_is_no_draft_is_left_out_and_left_alone(workspace):
    keep_draft(workspace, Draft(KEY, "form", {}))
    (path,) = to_dispose(workspace)
    path.write_bytes(b"{")
    assert (drafts(workspace), path.read_bytes()) == ([], b"{")
