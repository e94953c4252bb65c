"""A release is signed by its workspace, and believed when its key is."""

import shutil
import stat

import msgspec
import pytest

from wellbeing.model.errors import DataError
from wellbeing.release.manifest import decode, encode
from wellbeing.release.opening import read_release
from wellbeing.release.signing import fingerprint, is_genuine
from wellbeing.release.writing import Approval, write_release


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


def test_a_signer_who_is_not_known_here_is_refused_and_named(released, release, tmp_path):
    elsewhere = shutil.copytree(released, tmp_path / "laptop" / released.name)
    assert f"a key that is not known here, {release.manifest.key}" in refusal(elsewhere)


def test_a_signer_who_is_listed_is_believed_anywhere(released, release, tmp_path, monkeypatch):
    elsewhere = shutil.copytree(released, tmp_path / "laptop" / released.name)
    monkeypatch.setenv("WELLBEING_TRUSTED_KEYS", f"another,{release.manifest.key}")
    assert read_release(elsewhere).id == release.id


def test_once_keys_are_listed_the_workspaces_own_is_not_enough(released, monkeypatch):
    monkeypatch.setenv("WELLBEING_TRUSTED_KEYS", "another")
    assert "not known here" in refusal(released)


def test_a_demonstration_is_believed_with_its_own_workspaces_key(tmp_path, islands, published, monkeypatch):
    approval = Approval("demonstration", "adviser")
    made = write_release(tmp_path, published["adviser"], islands, approval, "keyed hash")
    monkeypatch.setenv("WELLBEING_TRUSTED_KEYS", "another")
    assert read_release(made).manifest.marked == "demonstration"


def test_keys_are_listed_in_the_engagement(released, release, islands_folder, monkeypatch):
    settings = islands_folder / "engagement.toml"
    text = settings.read_text(encoding="utf8")
    monkeypatch.setenv("WELLBEING_ENGAGEMENT", str(islands_folder))
    settings.write_text(f'trusted_keys = ["another"]\n{text}', encoding="utf8")
    assert "not known here" in refusal(released)
    settings.write_text(f'trusted_keys = ["{release.manifest.key}"]\n{text}', encoding="utf8")
    assert read_release(released).id == release.id


def test_another_key_makes_another_signature(release):
    other = msgspec.structs.replace(release.manifest, public_key="00" * 32)
    assert is_genuine(release.manifest)
    assert not is_genuine(other)
