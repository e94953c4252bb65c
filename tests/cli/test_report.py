"""``wellbeing report``: every format of a release, and none of one that is not what it claims."""

import pytest
from canaries import found

from wellbeing.reports.own.measure import forget_measure

KINDS = ("html", "pdf", "pptx", "docx", "xlsx", "csv")


@pytest.mark.slow
def test_reports_are_written_and_a_changed_release_is_refused(wellbeing, workspace, tmp_path, islands_folder):
    """A note for the presenter is in the folder alone."""
    (islands_folder / "brief.toml").write_text(
        '[[scenes]]\nid = "g"\nshows = "gaps"\nnotes = "canary7q2k001"\n'
    )
    assert wellbeing("demo").exit_code == 0
    assert wellbeing("release", "--approve", "demonstration").exit_code == 0
    (name,) = [one.name for one in (workspace / "releases").iterdir() if one.is_dir()]
    done = wellbeing("report", name, "--format", "all", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    written = sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert {path.suffix.removeprefix(".") for path in written} == {*KINDS, "json"}
    assert all(path.stat().st_size > 0 for path in written)
    assert found(path.read_bytes() for path in written) == set()
    refused = wellbeing("report", name, "--format", "html", "--measures", str(tmp_path / "own.html"))
    assert (refused.exit_code, "There is no measure in" in refused.stderr) == (1, True)
    (islands_folder / "measures").mkdir()
    (islands_folder / "measures" / "own.py").write_text(
        "import wellbeing as wb\n"
        '@wb.measure(title="Of my own", unit="contributions", needs="region")\n'
        "def of_my_own(region):\n"
        '    return region.select("area", value="count")\n'
    )
    measured = wellbeing("report", name, "--format", "html", "--measures", str(tmp_path / "own.html"))
    forget_measure("of_my_own")
    assert measured.exit_code == 0, measured.output
    assert "Of my own: most in" in (tmp_path / "own.html").read_text("utf8")
    alone = wellbeing("report", name, "--format", "docx", str(tmp_path / "one.docx"))
    assert alone.stdout.strip() == str(tmp_path / "one.docx")
    assert "contributions been drawn at random" in alone.stderr
    again = wellbeing("claims", name)
    assert (again.exit_code, again.stdout) == (
        0,
        f"No sentence was taken from another release than {name}.\n",
    )
    assert len(list((workspace / "claims").iterdir())) == 1
    cut = next((workspace / "claims").iterdir())
    cut.write_bytes(cut.read_bytes()[:100])
    told = wellbeing("claims", name)
    assert (told.exit_code, f"not judged: '{cut.name}'" in told.stdout) == (1, True)
    table = workspace / "releases" / name / "tables" / "region.parquet"
    table.write_bytes(table.read_bytes() + b" ")
    refused = wellbeing("report", name, "--format", "html", str(tmp_path / "no.html"))
    assert refused.exit_code == 1
    assert "changed" in refused.output
    assert not (tmp_path / "no.html").exists()


@pytest.mark.parametrize(
    ("kind", "out", "said"),
    [
        ("pdf", "paper.docx", "call it paper.pdf"),
        ("pdf", "", "is a folder, and one file is written"),
        ("csv", "there.csv", "is a file, and a folder is made"),
    ],
)
def test_a_name_that_says_another_kind_is_wrong_usage(wellbeing, tmp_path, kind, out, said):
    (tmp_path / "there.csv").touch()
    done = wellbeing("report", "any", "--format", kind, str(tmp_path / out))
    assert done.exit_code == 2
    assert said in " ".join(done.output.replace("│", " ").split())
