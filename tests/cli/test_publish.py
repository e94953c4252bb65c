"""``wellbeing publish``: the public tier as plain files, whole or not at all, and nothing else touched."""

import hashlib
import shutil
import stat

import pytest
from canaries import found
from click.testing import CliRunner
from two_islands import shipped

from wellbeing.cli import main
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust

pytestmark = pytest.mark.slow

NOTES = '[[scenes]]\nid = "g"\nshows = "gaps"\nnotes = "canary7q2k001"\n'


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A workspace to be copied, and the id of its public release beside one for advisers.

    A canary stands in the presenter's notes.
    """
    folder = tmp_path_factory.mktemp("published")
    engagement, workspace = shipped(folder / "engagement"), folder / "workspace"
    (engagement / "brief.toml").write_text(NOTES)
    folders = ["--engagement", str(engagement), "--workspace", str(workspace)]
    ordered = ["release", "--approve", "demonstration"]
    for command in (["demo"], ordered, [*ordered, "--tier", "public"]):
        made = CliRunner().invoke(main, [*folders, *command], catch_exceptions=False)
        assert made.exit_code == 0
    return workspace, made.stdout.strip().rpartition("/")[2]


@pytest.fixture
def public(once, workspace, islands_folder):
    """The id of a public release, in a workspace of the test's own."""
    (islands_folder / "brief.toml").write_text(NOTES)
    shutil.copytree(once[0], workspace)
    return once[1]


def listed(folder):
    lines = (line.partition("  ") for line in (folder / "SHA256SUMS").read_text("utf8").splitlines())
    return {name: digest for digest, _, name in lines}


def there(folder):
    return {f"{path.relative_to(folder)}": path for path in folder.rglob("*") if path.is_file()}


def test_a_public_release_is_written_whole_for_everybody_to_read(wellbeing, workspace, public, tmp_path):
    out = tmp_path / "site" / "engagement"
    done = wellbeing("publish", public, str(out))
    assert done.exit_code == 0, done.output
    files = there(out)
    assert {"index.html", "paper.pdf", "assurance.txt", "data/datapackage.json", "SHA256SUMS"} <= set(files)
    assert f"{out}: {len(files)} files." in done.stdout
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert listed(out) == {name: one for name, one in digests.items() if name != "SHA256SUMS"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o644}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (out, *out.rglob("*")) if path.is_dir()} == {0o755}
    assert found(path.read_bytes() for path in files.values()) == set()
    copy = shutil.copytree(out / "release", tmp_path / "copies" / public)
    known = read_release(workspace / "releases" / public, Trust(workspace)).manifest.key
    assert read_release(copy, Trust(workspace, keys=(known,))).manifest.tier == "public"
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_an_earlier_publication_is_replaced_and_nothing_else_is(wellbeing, public, tmp_path):
    out = tmp_path / "out"
    assert wellbeing("publish", public, str(out)).exit_code == 0
    (out / "index.html").unlink()
    assert wellbeing("publish", public, str(out)).exit_code == 0
    assert (out / "index.html").is_file()
    (out / "mine.txt").write_text("mine")
    done = wellbeing("publish", public, str(out))
    assert (done.exit_code, "not as published: 'mine.txt'" in done.stderr) == (1, True)
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    done = wellbeing("publish", public, str(other))
    assert (done.exit_code, "is no publication" in done.stderr) == (1, True)
    assert there(other).keys() == {"mine.txt"}


def test_what_is_not_public_or_not_what_it_claims_is_not_published(wellbeing, workspace, public, tmp_path):
    (adviser,) = [
        one.name for one in (workspace / "releases").iterdir() if one.is_dir() and one.name != public
    ]
    done = wellbeing("publish", adviser, str(tmp_path / "out"))
    assert (done.exit_code, "only the public tier is published" in done.stderr) == (1, True)
    table = next((workspace / "releases" / public / "tables").glob("*.parquet"))
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    assert wellbeing("publish", public, str(tmp_path / "out")).exit_code == 1
    assert not (tmp_path / "out").exists()
