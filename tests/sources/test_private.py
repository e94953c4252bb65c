"""Folders and files for their owner's eyes only, whatever the umask."""

import errno
import os
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wellbeing.sources.private import (
    make_private,
    place,
    private_folder,
    start_private,
    tighten,
    write_private,
)


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=oct)
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_folders_that_are_made_are_0700_with_those_above(tmp_path, umask):
    made = private_folder(tmp_path / "a/b")
    assert [mode(made), mode(made.parent)] == [0o700, 0o700]


def test_a_folder_that_is_there_is_tightened_and_those_above_are_not(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a").chmod(0o755)
    (tmp_path / "a/b").chmod(0o755)
    private_folder(tmp_path / "a/b")
    assert [mode(tmp_path / "a/b"), mode(tmp_path / "a")] == [0o700, 0o755]


def test_files_are_0600(tmp_path, umask):
    write_private(tmp_path / "written", b"1")
    make_private(tmp_path / "made", b"2")
    start_private(tmp_path / "started")
    assert [mode(path) for path in tmp_path.iterdir()] == [0o600] * 3


def test_a_file_is_replaced_whole_and_loses_its_looser_mode(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"before")
    path.chmod(0o644)
    write_private(path, b"after")
    assert (path.read_bytes(), mode(path)) == (b"after", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_is_not_made_again(tmp_path):
    path = tmp_path / "key"
    assert make_private(path, b"first")
    assert not make_private(path, b"second")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_of_many_who_make_a_file_one_wins(tmp_path):
    with ThreadPoolExecutor(8) as several:
        made = list(several.map(lambda number: make_private(tmp_path / "key", bytes([number])), range(40)))
    assert made.count(True) == 1
    assert (tmp_path / "key").read_bytes() == bytes([made.index(True)])


def test_a_disk_without_links_takes_no_files_place_either(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert make_private(tmp_path / "key", b"first")
    assert not make_private(tmp_path / "key", b"second")
    assert (tmp_path / "key").read_bytes() == b"first"


def test_a_file_is_started_once(tmp_path):
    (tmp_path / "file").write_bytes(b"said")
    start_private(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"said"


def test_a_finished_file_is_moved_to_its_name(tmp_path):
    (tmp_path / "beside").write_bytes(b"said")
    assert place(tmp_path / "beside", tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_whole_folder_is_tightened_but_what_a_link_leads_to_is_not(tmp_path):
    outside, inside = tmp_path / "outside", tmp_path / "workspace/held"
    outside.write_bytes(b"theirs")
    inside.mkdir(parents=True)
    (inside / "file").write_bytes(b"ours")
    (inside / "link").symlink_to(outside)
    for path in (outside, inside, inside / "file", inside.parent):
        path.chmod(0o755)
    tighten(tmp_path / "workspace")
    assert [mode(path) for path in (inside.parent, inside, inside / "file")] == [0o700] * 3
    assert mode(outside) == 0o755
    assert not tighten(tmp_path / "nowhere")


def test_a_folder_that_everybody_shares_stays_as_it_is(tmp_path):
    shared = tmp_path / "tmp"
    shared.mkdir()
    shared.chmod(0o1777)
    (shared / "theirs").write_bytes(b"")
    (shared / "theirs").chmod(0o644)
    private_folder(shared)
    tighten(shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777
    assert mode(shared / "theirs") == 0o644


def test_a_home_stays_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    (tmp_path / "me").mkdir()
    (tmp_path / "me").chmod(0o755)
    tighten(tmp_path)
    tighten(tmp_path / "me")
    assert mode(tmp_path / "me") == 0o755


@pytest.mark.slow
def test_what_goes_while_others_work_does_not_matter(tmp_path):
    def come_and_go(number):
        for _ in range(200):
            shutil.copytree(one, tmp_path / f"copy{number}")
            shutil.rmtree(tmp_path / f"copy{number}")

    one = tmp_path / "one"
    for number in range(20):
        write_private(private_folder(one / f"{number}") / "file", b"said")
    with ThreadPoolExecutor(3) as several:
        working = [several.submit(come_and_go, number) for number in range(2)]
        while not all(work.done() for work in working):
            tighten(tmp_path)
    assert [work.result() for work in working] == [None, None]
