"""A real consultation: its file taken in to the last answer, its gaps as the method has them, all of it its own."""

import csv
import re
import runpy
import shutil
from collections import Counter
from pathlib import Path

import pytest
from desk_said import said_at_desk
from speech import read_out, said_in_full, words, words_of_engagement, words_of_english
from walking import FOREIGN_WORDS, command, named_in, released, walked

import wellbeing as wb
from wellbeing.desk.collect.deeds import Desk
from wellbeing.language import say, speaking
from wellbeing.release.store.opening import Release
from wellbeing.reports.briefing.content import Outline
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.display.supposed import list_sentence
from wellbeing.reports.formats.drawing import ON_TILE, as_svg
from wellbeing.reports.own.measure import forget_measure, own_shows
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import HELD_FOLDER, ROOT, TRUSTED_KEYS
from wellbeing.sources.templates.headings import template_fields
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.state.rows.supposed import FalseGaps
from wellbeing.views.steps import SHOWN_STEPS

FOLDER = ROOT / "data/open-access-2020"
TEMPLATES = ROOT / "src/wellbeing/reports/formats/templates"
SHIPPED = ROOT / "data/your-say-2018"
#: Of another country, of another engagement, of data that are made up.
FOREIGN = FOREIGN_WORDS | {"synthetic", "workshop", "council", "ngos"}
#: What leads to a person, or to a page.
#: A number or a day as English writes it: the engagement's own texts hold none.
OF_ENGLISH = re.compile(
    r"\b\d{1,3},\d{3}\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
ADDRESS = re.compile(r"\S@\S+\.\w|https?:|www\.|(?<!\w)@\w{3}|\d{4}-\d{4}-\d{4}|\.(?:cl|com|org|edu)\b")


@pytest.fixture(autouse=True)
def _in_its_language():
    with speaking("es-CL"):
        yield


@pytest.fixture
def own_measure():
    """Mark a function as a measure of an analyst's own, until the test has ended."""

    def marked(function, table):
        wb.measure(title="Escuchadas", unit="respuestas", needs=table, name="escuchadas")(function)
        return own_shows()[-1]

    yield marked
    forget_measure("escuchadas")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The engagement with a workspace whose record was filled."""
    folder = tmp_path_factory.mktemp("open-access")
    (folder / "engagement").symlink_to(FOLDER)
    return folder


@pytest.fixture(scope="module")
def account(place):
    return command(place, "demo")


@pytest.fixture(scope="module")
def release(place, account) -> Release:
    return released(place)


def test_the_committed_file_leads_to_nobody_and_has_no_column_that_is_not_read():
    publish = runpy.run_path(str(FOLDER / "publish.py"))
    text = (FOLDER / "responses/anid.csv").read_text("utf8")
    heads, *rows = csv.reader(text.splitlines(keepends=True), delimiter=";")
    assert (len(rows), len(heads)) == (732, 23)
    assert [head for head in heads if not publish["is_used"](head)] == []
    # A heading says that the policy is at a link; comments do not.
    assert [found for row in rows for cell in row for found in ADDRESS.findall(cell)] == []
    assert text.count("[enlace]") == 24


def test_what_leads_to_a_person_is_taken_out_and_counted():
    publish = runpy.run_path(str(FOLDER / "publish.py"))
    told = {
        "Escriban a ana.rojas@uni.cl o al +56 9 1234 5678": "Escriban a [correo] o al [teléfono]",
        "Ver https:__orcid.org_0000-0002-1825-0097 y @ana_rojas": "Ver [enlace] y [cuenta]",
        "RUN 12.345.678-5, para tod@s: $1.300.000 por 2020": "RUN [número], para tod@s: $1.300.000 por 2020",
    }
    counts = Counter()
    assert {text: publish["without_persons"](text, counts) for text in told} == told
    assert [counts[kind] for kind in ("e-mail addresses", "links", "telephone numbers")] == [1, 1, 1]


@pytest.mark.slow
def test_every_row_and_every_answer_is_told_and_a_second_time_nothing_is_added(place, account):
    assert "anid.csv: 732 rows read = 732 imported + 0 quarantined + 0 refused." in account
    answers = re.findall(
        r"(\d+) answers read = (\d+) stored \+ 0 quarantined \+ 0 refused(?: \+ (\d+))?", account
    )
    assert len(answers) == 6 + 13
    assert all(int(read) == int(stored) + int(none or 0) for read, stored, none in answers)
    assert sum(int(stored) for _, stored, _ in answers[6:]) > 0
    assert "732 held already" in command(place, "demo") or "nothing is added" in command(place, "demo")


@pytest.mark.slow
def test_its_gaps_are_those_that_the_method_has(release):
    regions = {row["area"]: row for row in Figures(release).coverage("").filter(stakeholder="").to_dicts()}
    # Two responses from Arica y Parinacota; by population it would be about 9 of all, and about 8 of what counts
    # where other regions are heard far above their share.
    assert 7 < regions["15"]["expected"] < 9
    assert regions["15"]["low"] - 3 <= 2 <= regions["15"]["high"] + 3  # noise apart
    states = {area: row["state"] for area, row in regions.items()}
    assert {states[area] for area in ("02", "03", "06", "norte")} == {"gap"}
    assert {states["15"], states["01"]} <= {"gap", "thin"}
    assert (states["12"], states["14"], states["EX"]) == ("over", "over", "no_benchmark")


@pytest.mark.slow
def test_a_measure_of_its_types_or_regions_lists_cells_of_one_kind(release, own_measure):
    figures = Figures(release)
    for table in ("stakeholder", "region", "region_stakeholder"):
        keys = [key for key in ("area", "stakeholder") if key in release.table(table).columns]
        show = own_measure(lambda rows, keys=keys: rows.select(*keys, value="count"), table)
        answer = answer_to(figures, Choice(show=show.id))
        cells = show.ranked(answer).cells
        assert len({answer.names.cell(*cell) for cell in cells}) == len(cells) > 0
        assert all((area in figures.regions) == (table == "region") for area, _ in cells)


@pytest.mark.slow
def test_its_numbers_and_days_are_written_as_chile_does(release):
    said = dict(walked(release, thoroughly=False))
    told = {where: text for where, text in said.items() if where == "report" or where.startswith("explore")}
    assert {where: found for where, text in told.items() if (found := OF_ENGLISH.findall(text))} == {}
    for where in ("explore {}", "report"):
        assert "31 de julio de 2020" in told[where]


@pytest.mark.slow
def test_nothing_that_is_said_of_it_is_english(release):
    english, own = words_of_english("es"), words_of_engagement(release)
    told = {where: set(words(text)) & english - own for where, text in said_in_full(release).items()}
    assert {where: found for where, found in told.items() if found} == {}


@pytest.mark.slow
def test_nothing_that_the_stewards_page_says_of_it_is_english_or_of_another_country(release, place):
    workspace = Path(shutil.copytree(place / "workspace", place / "desk"))
    desk = Desk(FOLDER, workspace)
    # Headings of a template, fields and files are called as programs call them.
    called = [one.name for one in template_fields("survey", desk.folder.engagement).values()]
    called += [f"{FOLDER}/profiles", "template-attendance", "template-notes", "template-survey", HELD_FOLDER]
    called += ["'id', 'language', 'may_publish', 'place', 'received_on', 'region', 'stakeholder'"]
    allowed = words_of_engagement(release) | {word for text in called for word in words(text)}
    told = dict(said_at_desk(desk))
    said = {where: read_out(text) for where, text in told.items()}
    english = words_of_english("es") - allowed
    assert {where: found for where, text in said.items() if (found := set(words(text)) & english)} == {}
    assert {where: found for where, text in said.items() if (found := named_in(text, FOREIGN))} == {}
    assert "Respuestas, por pregunta" in said["files 0"]
    assert "en lugar de" in said["place 0"]
    assert "marque luego" in said["place 1"]
    assert "formulario digitado" in told["place 3"]


@pytest.mark.slow
def test_what_a_notebook_shows_of_it_is_spanish_but_for_what_code_calls_by_name(release, place, monkeypatch):
    monkeypatch.setenv(TRUSTED_KEYS, release.manifest.key)
    opened = wb.open_release(release.path)
    frames = [opened.coverage(groups=True), opened.tone("stakeholder", groups=True), opened.known()]
    shown = [
        opened,
        opened.engagement,
        *frames,
        opened.what_if(rule={"false_gaps": 0.01, "false_thin": 0.02}),
        opened.coverage("total"),
        opened.what_if(targets={"02": 50, "": 900}, rows="total"),
    ]
    shown += [opened.explain(opened.known()["word"][0], show=show) for show in ("coverage", "tone")]
    said = {f"{number}": one._repr_html_() for number, one in enumerate(shown)}
    said |= {"sliders": opened.rule_sliders().told.html, "steps": " ".join(map(say, SHOWN_STEPS))}
    for name, refused in {
        "area": lambda: opened.explain("Ninguna"),
        "map": lambda: opened.map(opened.coverage(), value="owner"),
        "rule": lambda: opened.what_if(rule={"false_gaps": 7}),
        "rows": lambda: opened.coverage("nada"),
        "by": lambda: opened.coverage(by="nada"),
        "number": lambda: opened.what_if(rule={"nada": 7}),
        "measure": lambda: opened.measured("nada"),
        "show": lambda: opened.explain("02", show="nada"),
        "codes": lambda: opened.explain("02", codes="nada"),
        "target": lambda: opened.what_if(targets={"": 900}),
        "row": lambda: opened.explain(opened.coverage().row(1)),
    }.items():
        with pytest.raises(wb.DataError) as told:
            refused()
        said[name] = f"{told.value}"
    meanings = opened.columns("coverage" if "coverage" in opened.tables else "region")["meaning"]
    said["columns"] = " ".join(meanings)
    # Columns, and words that stand in them for programs, are called the same in every language.
    code = [
        *(name for frame in frames for name in frame.columns),
        "not_stated",
        "open as demonstration release table",
    ]
    code += [
        "false_gaps false_thin under doubt state standing owner value times compared_with where changed state_now"
    ]
    code += [
        "few shown published tier none whole below question few_sources unvalidated ok without least "
        + " ".join(opened.tables)
    ]
    allowed = words_of_engagement(release) | {word for text in code for word in words(text)}
    english = words_of_english("es") - allowed
    assert {
        where: found for where, text in said.items() if (found := set(words(read_out(text))) & english)
    } == {}
    assert {where: found for where, text in said.items() if (found := named_in(text, FOREIGN))} == {}


def test_everyone_heard_is_called_so_in_every_frame_and_one_is_told_as_one(release, monkeypatch):
    monkeypatch.setenv(TRUSTED_KEYS, release.manifest.key)
    opened = wb.open_release(release.path)
    frames = [opened.coverage("total"), opened.tone("total"), opened.what_if(rows="total").rows]
    if opened._figures.positions.questions:
        frames.append(opened.positions("total"))
    assert {owner for frame in frames for owner in frame["owner"]} == {"Conjunto escuchado"}
    lists = [
        list_sentence(FalseGaps(gaps=2, thin=thin, false_gaps=0.1, false_together=0.3)) for thin in (1, 3)
    ]
    assert "1 más parece insuficiente, y con ella" in lists[0]
    assert "otras 3 parecen insuficientes" in lists[1]


@pytest.mark.slow
def test_all_that_is_said_of_it_is_its_own(release, place):
    theirs = read_engagement(SHIPPED)
    kinds = ("stakeholders", "communities", "region_groups", "topics", "questions")
    named = {one.en.lower() for kind in kinds for one in getattr(theirs.engagement, kind)}
    foreign = FOREIGN | named | {name.lower() for name in theirs.regions["name_en"]}
    said = dict(walked(release, thoroughly=False))
    said |= {
        name: command(place, *name.split()) for name in ("status", "engagement check", f"audit {release.id}")
    }
    assert {where: words for where, text in said.items() if (words := named_in(text, foreign))} == {}
    every = " ".join(said.values())
    assert all(
        name in every for name in ("Arica y Parinacota", "Personas: humanidades", "regiones", "sectores")
    )


@pytest.mark.slow
def test_names_on_its_tiles_are_short_and_stand_on_them(release):
    made = briefing(Figures(release))
    (outline,) = [one.picture for one in made.scenes if isinstance(one.picture, Outline)]
    assert {shape.side for shape in outline.drawing.shapes} == {""}
    assert outline.shorts["06"] == "LIB"
    assert outline.lines("06")[0] == "LIB"
    drawn, lacking = as_svg(outline), [area for area, (_, _, label) in outline.areas.items() if label]
    assert all(f">{outline.shorts[area]}<" in drawn for area in lacking)
    longest = max(len(line) for area in lacking for line in outline.lines(area))
    assert longest * 0.6 * ON_TILE < outline.drawing.width / 4  # of four tiles in a row


@pytest.mark.slow
def test_of_many_open_questions_it_is_said_once_how_many_comments_have_no_tone(release):
    (scene,) = [one for one in briefing(Figures(release)).scenes if one.kind == "unknown"]
    (said,) = [text for text in scene.statements if "sin clasificar" in text]
    assert "en cada una de 13 preguntas abiertas" in said


def test_what_sets_the_paper_says_nothing_by_itself():
    """A sentence in the template would be English in every language."""
    quoted = [
        text for line in (TEMPLATES / "report.typ").read_text().splitlines() for text in line.split('"')[1::2]
    ]
    assert [text for text in quoted if re.search(r"[a-z] [a-z]", text)] == []
