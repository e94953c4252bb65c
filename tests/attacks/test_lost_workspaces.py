"""After a crash, a moved folder or a restored backup: nothing is measured afresh, no id names two things."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from outsider import Told, told
from two_islands import shipped

from wellbeing.cli import main
from wellbeing.record.store.database import open_record
from wellbeing.record.store.log import append
from wellbeing.record.store.transactions import transaction

FIRST = "2020-06-09.01"
MORE = "INSERT INTO contributions SELECT {columns} FROM contributions WHERE {alone} ORDER BY contribution_id LIMIT ?"


class Place:
    """An engagement's folder and a workspace, and what a person does there."""

    def __init__(self, folder):
        self.engagement, self.workspace = folder / "engagement", folder / "workspace"

    def does(self, *command):
        folders = ["--engagement", str(self.engagement), "--workspace", str(self.workspace)]
        return CliRunner().invoke(main, [*folders, *command], catch_exceptions=False)

    def release(self, tier="adviser", *more):
        """The folder of the release that was printed; None where it was refused."""
        done = self.does("release", "--tier", tier, "--approve", "A. Tester", *more)
        return Path(done.stdout.strip()) if done.exit_code == 0 else None

    def receive(self, number):
        """So many responses more, each like one that is there."""
        with open_record(self.workspace, "two-islands") as record, transaction(record):
            entry = append(record, "typed", {"rows": number})
            names = [row[1] for row in record.execute("PRAGMA table_info(contributions)")]
            new = {
                "arrival": "NULL",
                "contribution_id": f"contribution_id || '-{entry}'",
                "added_in": f"{entry}",
            }
            columns = ", ".join(new.get(name, name) for name in names)
            record.execute(MORE.format(columns=columns, alone="channel <> 'hui'"), (number,))

    def set_threshold(self, number):
        settings = self.engagement / "engagement.toml"
        settings.write_text(settings.read_text().replace("threshold = 6", f"threshold = {number}"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A workspace with its first release, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    shipped(folder / "engagement")
    place = Place(folder)
    assert place.does("demo").exit_code == 0
    assert place.release().name == FIRST
    return folder


@pytest.fixture
def place(filled, tmp_path):
    return Place(shutil.copytree(filled, tmp_path / "copy"))


@pytest.fixture
def dying(monkeypatch):
    """A function: the next release dies before, or after, it gets its name."""

    def die(*, renamed):
        rename = Path.rename

        def fatal(path, target):
            if Path(target).parent.name != "releases":
                return rename(path, target)
            monkeypatch.undo()
            if renamed:
                rename(path, target)
            raise KeyboardInterrupt

        monkeypatch.setattr(Path, "rename", fatal)

    return die


def killed(place, *tier):
    assert place.does("release", "--approve", "A. Tester", *tier).exit_code == 1


def differing(one: Told, other: Told):
    """Cells shown in both releases with another figure."""
    return [
        cell
        for cell, row in one.rows.items()
        if cell in other.rows
        and None not in (row["count"], other.rows[cell]["count"])
        and row["count"] != other.rows[cell]["count"]
    ]


def test_a_response_between_an_advisers_and_the_first_public_release_shows_nowhere(place):
    """The attack on the first design: 16 cells of 1,333, all of that one person."""
    place.receive(1)
    public = told(place.release("public"))
    adviser = told(place.workspace / "releases" / FIRST)
    assert differing(adviser, public) == []
    assert public.rows[frozenset()]["count"] == 600
    assert public.manifest["measurement"] == adviser.manifest["measurement"]


@pytest.mark.parametrize("renamed", [False, True])
def test_a_crash_before_or_after_the_name_measures_nothing_afresh(place, dying, renamed):
    place.receive(25)
    dying(renamed=renamed)
    killed(place)
    second = place.workspace / "releases" / "2020-06-09.02"
    assert second.exists() == renamed
    seen = told(second) if renamed else None
    place.receive(1)
    resumed = told(place.release())
    assert resumed.rows[frozenset()]["count"] == 625
    public = told(place.release("public"))
    assert differing(resumed, public) == []
    assert seen is None or differing(seen, resumed) == []


def test_a_moved_release_comes_back_with_the_same_figures(place):
    first = told(place.workspace / "releases" / FIRST)
    shutil.move(place.workspace / "releases" / FIRST, place.workspace / "away")
    place.receive(3)
    again = place.release()
    assert differing(first, told(again)) == []
    assert all(first.tables[name].equals(table) for name, table in told(again).tables.items())


def test_no_id_is_used_twice_where_settings_changed(place):
    first = told(place.workspace / "releases" / FIRST)
    shutil.move(place.workspace / "releases" / FIRST, place.workspace / "away")
    place.set_threshold(30)
    again = place.release()
    assert again.name != FIRST or first.tables["region"].equals(told(again).tables["region"])


def test_a_restored_record_makes_no_second_release_of_what_came_since(place):
    """A backup of before the second release is put back: the folder knows more than the log."""
    kept = shutil.copytree(place.workspace, place.workspace.parent / "backup")
    place.receive(25)
    second = place.release()
    for name in ("record.sqlite", "held"):
        remove(place.workspace / name)
        copy(kept / name, place.workspace / name)
    for log in place.workspace.glob("record.sqlite-*"):
        log.unlink()
    place.receive(25)
    assert second.name == "2020-06-09.02"
    assert place.release() is None
    assert place.release("public") is None


def remove(path):
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def copy(source, target):
    shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)


def test_where_measurements_are_lost_there_is_no_release(place):
    shutil.rmtree(place.workspace / "held")
    place.receive(25)
    assert place.release() is None
    assert place.release("public") is None
    assert len(list((place.workspace / "releases").glob("2020-*"))) == 1


def test_a_changed_setting_and_one_response_let_nothing_out(place):
    """A title is changed while one response waits: the total, and every count, is as it was (finding R4)."""
    first = told(place.workspace / "releases" / FIRST)
    place.receive(1)
    settings = place.engagement / "engagement.toml"
    settings.write_text(settings.read_text().replace("What the two islands say", "What they say"))
    found = place.release()
    assert found is None or differing(first, told(found)) == []


def test_there_is_no_first_release_of_fewer_than_a_batch(place):
    remove(place.workspace)
    assert place.does("demo").exit_code == 0
    with open_record(place.workspace, "two-islands") as record, transaction(record):
        record.execute("UPDATE contributions SET answers = '[]'")
        some = "SELECT contribution_id FROM contributions WHERE channel <> 'hui' LIMIT ?"
        record.execute(f"DELETE FROM contributions WHERE contribution_id NOT IN ({some})", (19,))  # noqa: S608
    assert place.release() is None


def test_a_release_made_twice_would_be_the_control(place):
    """The same record measured afresh, as if nothing were known of the first: most figures differ."""
    first = told(place.workspace / "releases" / FIRST)
    remove(place.workspace)
    place.does("demo")
    assert np.mean([len(differing(first, told(place.release()))) / len(first.rows)]) >= 0.2
