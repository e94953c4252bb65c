"""Every way out of the product is in one registry, with what leaves by it and what tries canaries on it."""

import re

import pytest
from ways_out import WRITING, in_code, ways_out

ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)`")
#: Entries that nothing but the record's own side uses say so; all others are tried.
OF_THE_RECORD = "the record’s side"


@pytest.fixture(scope="module")
def registry(root):
    return {
        way: (leaves, tried)
        for way, leaves, tried in ROW.findall((root / "docs/ways-out.md").read_text("utf8"))
    }


def test_every_way_out_has_an_entry_and_every_entry_is_a_way_out(registry):
    assert sorted(ways_out() - set(registry)) == [], (
        "write a row for each in docs/ways-out.md, and try canaries on it"
    )
    assert sorted(set(registry) - ways_out()) == [], "take their rows out of docs/ways-out.md"


def test_every_entry_is_tried_with_canaries_or_is_of_the_record_s_side(registry, root):
    for way, (leaves, tried) in registry.items():
        files = TEST.findall(tried)
        assert leaves.strip(), way
        assert files or OF_THE_RECORD in tried, way
        assert all("canar" in (root / file).read_text("utf8").lower() for file in files), way


@pytest.mark.parametrize("name", sorted(WRITING))
def test_a_module_that_writes_or_sends_in_any_of_these_ways_is_found(tmp_path, name):
    (tmp_path / "new.py").write_text(f"def leave(there):\n    there.{name}(1)\n", "utf8")
    assert list(in_code(tmp_path)) == ["module new.py"]


def test_a_new_handler_is_found(tmp_path):
    (tmp_path / "new.py").write_text("class Feed(web.RequestHandler):\n    pass\n", "utf8")
    assert list(in_code(tmp_path)) == ["handler Feed"]
