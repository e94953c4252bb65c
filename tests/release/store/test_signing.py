"""A release is signed by its workspace, and believed when its key is."""

import shutil
import stat

import msgspec
import pytest

from wellbeing.model.errors import DataError
from wellbeing.release.build.writing import Approval, write_release
from wellbeing.release.store.manifest import decode, encode
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust, fingerprint, is_genuine


@pytest.fixture(autouse=True)
def workspace(tmp_path, monkeypatch):
    """The workspace that is named, in which releases are made."""
    monkeypatch.setenv("WELLBEING_WORKSPACE", str(tmp_path / "workspace"))
    return tmp_path / "workspace"


@pytest.fixture
def theirs(tmp_path):
    """A whole workspace that somebody else made."""
    return tmp_path / "theirs"


@pytest.fixture
def forged(theirs, islands, published):
    """A release of theirs."""
    return write_release(theirs, published["adviser"], islands, Approval("The Minister", "adviser"), "hash")


@pytest.fixture
def listing(islands_folder, monkeypatch):
    """List a key in the engagement."""
    monkeypatch.setenv("WELLBEING_ENGAGEMENT", str(islands_folder))

    def listed(key):
        settings = islands_folder / "engagement.toml"
        settings.write_text(f'trusted_keys = ["{key}"]\n{settings.read_text("utf8")}', encoding="utf8")

    return listed


def rewritten(folder, **changes):
    """The folder with another manifest, its plain hash made anew: what somebody without the key can do."""
    file = folder / "manifest.json"
    file.write_bytes(encode(msgspec.structs.replace(decode(file.read_bytes()), **changes)))
    return folder


def refusal(folder):
    with pytest.raises(DataError) as refused:
        read_release(folder)
    return str(refused.value)


def test_the_key_is_made_on_first_use_for_its_owner_only(released, release):
    key = released.parents[1] / "signing.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) == 32
    assert release.manifest.key == fingerprint(bytes.fromhex(release.manifest.public_key))


def test_the_private_key_is_in_no_file_of_a_release(released):
    key = (released.parents[1] / "signing.key").read_bytes()
    files = [path.read_bytes() for path in released.parent.rglob("*") if path.is_file()]
    assert not [content for content in files if key in content or key.hex().encode() in content]


def test_all_releases_of_a_workspace_are_signed_with_one_key(released, islands, published):
    approval = Approval("B. Tester", "public")
    other = write_release(released.parents[1], published["public"], islands, approval, "keyed hash")
    assert read_release(other).manifest.key == read_release(released).manifest.key


def test_a_manifest_changed_by_one_without_the_key_is_refused(released):
    assert "its signature does not fit" in refusal(rewritten(released, approver="Somebody Else"))


def test_an_unsigned_release_is_refused(released):
    assert "is not signed" in refusal(rewritten(released, signature=None, key=None, public_key=None))


def test_a_copy_outside_the_workspace_is_refused_and_its_signer_named(released, release, tmp_path):
    elsewhere = shutil.copytree(released, tmp_path / "laptop" / released.name)
    assert f"a key that is not known here, {release.manifest.key}" in refusal(elsewhere)


def test_a_signer_who_is_listed_is_believed_anywhere(released, release, tmp_path, monkeypatch):
    elsewhere = shutil.copytree(released, tmp_path / "laptop" / released.name)
    monkeypatch.setenv("WELLBEING_TRUSTED_KEYS", f"another,{release.manifest.key}")
    assert read_release(elsewhere).id == release.id


def test_a_key_that_lies_beside_a_forged_release_proves_nothing(forged):
    key = decode((forged / "manifest.json").read_bytes()).public_key
    for place in (forged.parent, forged.parents[1]):
        (place / "signing.pub").write_text(key)
    assert (forged.parents[1] / "signing.key").exists()
    assert "A key that lies beside a release proves nothing" in refusal(forged)


def test_a_forged_demonstration_is_no_exception(theirs, islands, published):
    approval = Approval("demonstration", "adviser")
    assert "not known here" in refusal(
        write_release(theirs, published["adviser"], islands, approval, "keyed hash")
    )


def test_a_forged_release_put_among_the_workspaces_own_is_refused(forged, released):
    key = decode((forged / "manifest.json").read_bytes()).public_key
    (released.parent / "signing.pub").write_text(key)
    put = shutil.copytree(forged, released.parent / "2020-06-09.02")
    led = released.parent / "2020-06-09.03"
    led.symlink_to(forged)
    assert "not known here" in refusal(put)
    assert "not known here" in refusal(led)
    assert read_release(released).id == released.name


def test_a_link_to_a_release_of_the_workspaces_own_key_elsewhere_is_refused(released, release, tmp_path):
    elsewhere = shutil.copytree(released, tmp_path / "laptop" / released.name)
    (released.parent / "2020-06-09.02").symlink_to(elsewhere)
    assert "not known here" in refusal(released.parent / "2020-06-09.02")


def test_a_workspace_believes_its_own_key_when_the_private_half_is_locked_away(released):
    workspace = released.parents[1]
    (workspace / "signing.key").unlink()
    assert read_release(released).id == released.name
    (workspace / "signing.pub").unlink()
    assert "not known here" in refusal(released)


def test_the_public_half_is_no_longer_kept_among_the_releases(released, islands, published):
    former = released.parent / "signing.pub"
    former.write_text("00" * 32)
    approval = Approval("B. Tester", "adviser")
    write_release(released.parents[1], published["adviser"], islands, approval, "keyed hash")
    assert not former.exists()


def test_another_workspace_is_believed_where_it_is_the_one_that_is_named(forged, theirs):
    assert read_release(forged, Trust(theirs)).id == forged.name


def test_once_an_engagement_lists_keys_the_workspaces_own_is_not_enough(released, listing):
    listing("another")
    assert "not known here" in refusal(released)


def test_a_demonstration_is_believed_with_its_own_workspaces_key(workspace, islands, published, listing):
    approval = Approval("demonstration", "adviser")
    made = write_release(workspace, published["adviser"], islands, approval, "keyed hash")
    listing("another")
    assert read_release(made).manifest.marked == "demonstration"


def test_keys_are_listed_in_the_engagement_that_is_opened(released, release, listing):
    listing(release.manifest.key)
    assert read_release(released).id == release.id


def test_keys_of_another_engagement_are_not_believed(forged, islands_folder):
    key = decode((forged / "manifest.json").read_bytes()).key
    settings = islands_folder / "engagement.toml"
    text = settings.read_text(encoding="utf8").replace('id = "two-islands"', 'id = "three-islands"')
    settings.write_text(f'trusted_keys = ["{key}"]\n{text}', encoding="utf8")
    with pytest.raises(DataError, match="not known here"):
        read_release(forged, Trust(engagement=islands_folder))


def test_another_key_makes_another_signature(release):
    other = msgspec.structs.replace(release.manifest, public_key="00" * 32)
    assert is_genuine(release.manifest)
    assert not is_genuine(other)
