"""The cell that a page hands out gives the figure that the page shows, and nothing else."""

from itertools import product

import pytest

import wellbeing as wb
from wellbeing.release.store import opening
from wellbeing.reports.files.code import figure_code
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.reports.words.cells import count_text, percent, with_sign
from wellbeing.reports.words.lending import picture_at
from wellbeing.sources.paths import TRUSTED_KEYS, WORKSPACE_VARIABLE
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice

AREAS = ("", "04", "auckland", "top_of_the_south")
TYPES = ("", "local_government", "iwi_maori", "providers")
#: Of everything, of a slice, by other yardsticks, to another question.
WAYS = (
    {},
    {"cut": "channel:paper"},
    {"benchmark": "need", "cut": "topic:both"},
    {"benchmark": "targets"},
    *({"show": show} for show in ("position", "tone", "theme")),
    {"show": "position", "question": "clarity"},
)


@pytest.fixture
def kept(release, monkeypatch):
    """The release is the one that the default workspace has."""
    monkeypatch.setenv(TRUSTED_KEYS, release.manifest.key)
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(release.path.parents[1]))
    monkeypatch.setattr(opening, "_KEPT", {})
    return opening.keep_open(release.path)


def run(code):
    """What the last line of a cell gives."""
    *lines, last = code.splitlines()
    names = {}
    exec("\n".join(lines), names)  # noqa: S102 - it is what a reader does with it
    return eval(last, names)  # noqa: S307


def shown(row, answer):
    """The text of the figure that a row holds, as a cell of the page has it; None where it has no figure."""
    show = show_of(answer).id
    if show == "coverage":
        return count_text(row, answer.threshold)
    if show == "tone":
        return with_sign(row["estimate"]) if row["validation"] == "ok" else None
    return percent(row["share"]) if row["tier"] == "full" else None


@pytest.mark.slow
def test_each_cell_gives_the_figure_of_the_page(kept, figures):
    told = 0
    for way, area, type_ in product(WAYS, AREAS, TYPES):
        answer = Answer(figures, Choice(area=area, stakeholder=type_, **way))
        code = figure_code(answer)
        if not code:
            assert answer.is_kept or way.get("show") in {"tone", "theme"}
            continue
        row = run(code).row(0, named=True)
        assert (row.get("area", ""), row.get("stakeholder", "")) in [
            (area, type_),
            *figures.same_cell(area, type_),
        ] or way
        if (text := shown(row, answer)) is not None:
            picture = picture_at(show_of(answer).cell_pictures(answer), figures, area, type_)
            assert text in picture.text, (code, picture)
            told += 1
    assert told > len(AREAS) * len(TYPES) * 4


def test_every_show_of_the_library_can_be_opened(figures):
    assert [
        one.id for one in available_shows(figures) if not figure_code(Answer(figures, Choice(show=one.id)))
    ] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"rows": "regions"}, "'regions' is no kind of rows of this release. Did you mean 'region'"),
        ({"compared_with": "needs"}, "'needs' is no benchmark of this release. Did you mean 'need'? Known: "),
        ({"where": {"channel": "papers"}}, "'channel:papers' is no slice of this release"),
        ({"where": {"channel": "hui", "topic": "both"}}, "One slice at a time"),
        ({"rows": "total", "by": "region"}, "'region' is no kind to cross them with"),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_those_that_are(kept, asked, said):
    with pytest.raises(wb.DataError, match=f"^{said[:20]}") as refused:
        wb.open_release(kept.path).coverage(**asked)
    assert said in f"{refused.value}"


def test_tables_for_a_notebook_add_up_unless_groups_are_asked_for(kept):
    release = wb.open_release(kept.id)
    everyone = release.coverage("total")
    regions, crossed = release.coverage(), release.coverage("region", by="stakeholder")
    assert (regions["low"].sum(), crossed["area_kind"].unique().to_list()) <= (
        everyone["high"].item(),
        ["region"],
    )
    assert release.coverage(groups=True).height > regions.height
    assert crossed.height == regions.height * release.coverage("stakeholder").height
    assert wb.open_release(kept.id) is release
