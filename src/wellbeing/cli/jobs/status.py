"""The headline figures of a release beside those already public."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wellbeing.language import say, say_many
from wellbeing.measures.coverage.states import UNRESOLVED
from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import counted
from wellbeing.record.comments.quotes import approved_quotes
from wellbeing.record.intake.answers.accounts import answers_by_question
from wellbeing.record.intake.recodes import conventions
from wellbeing.record.organisations.roster import organisation_roster
from wellbeing.record.store.database import RECORD_FILE, read_record
from wellbeing.release.store.opening import Release
from wellbeing.reports.words.cells import STATE_WORDS, upper_first
from wellbeing.reports.words.stated import NOT_STATED_WORDS
from wellbeing.state.figures import Figures

#: Figures of published.csv that are compared; responses follow, topic by topic.
SINGLE = ("hui", "places", "attendances")
#: Files that are named of one convention.
_FILES = 3
#: What comes of answers that are read, as it is told.
OUTCOMES = {
    "stored": "stored",
    "merged": "given again or answered since",
    "no_answer": "mean no answer",
    "quarantined": "waiting",
    "refused": "refused",
}
COUNTED = ("status", "count", "low", "high")


def headlines(release: Release) -> dict[str, Any]:
    """What ``status --json`` prints."""
    figures = Figures(release)
    known = dict(release.table("published").select("figure", "value").iter_rows())
    counted = {row["figure"]: row for row in release.table("figures").iter_rows(named=True)}
    topics = [topic.id for topic in release.engagement.topics]
    return {
        **{name: _whole(known.get(name)) for name in SINGLE},
        "responses": {topic: _whole(known.get(f"responses.{topic}")) for topic in topics},
        "counted": {
            **{name: _cell(counted[name]) for name in SINGLE},
            "responses": {topic: _cell(counted[f"responses.{topic}"]) for topic in topics},
        },
        "not_stated": {name: _cell(figures.not_stated[column]) for column, name in NOT_STATED_WORDS.items()},
        "states": _with_cannot_tell(figures.states),
        "region_states": _with_cannot_tell(figures.region_states),
        "provenance": release.manifest.provenance,
        "release": release.id,
    }


def read_by(workspace: Path, engagement: str) -> list[dict[str, str]]:
    """What the files of the record were read by that no file proves, and what was not believed; none without one.

    Raises:
        DataError: the record is another engagement's, damaged, or of another version than this program.
    """
    if not (workspace / RECORD_FILE).is_file():
        return []
    with read_record(workspace, engagement) as record:
        return [{"file": file, "convention": text} for file, text in conventions(record)]


def taken_back(workspace: Path, release: Release) -> dict[str, int]:
    """How many quotes and bodies of a release are not allowed any more; empty where there is no record to ask."""
    if not (workspace / RECORD_FILE).is_file():
        return {}
    unstated = release.engagement.unstated_consents
    with read_record(workspace, release.engagement.id) as record:
        quoted = approved_quotes(record, unstated)["words"]
        named = organisation_roster(record, unstated).filter("may_be_named")["name"]
    told = {"quotes": ("quotes", "words", quoted), "bodies": ("organisations", "organisation", named)}
    return {
        what: int((~release.table(table)[column].is_in(allowed.implode())).sum())
        for what, (table, column, allowed) in told.items()
        if table in release.tables
    }


def quotes_to_come(workspace: Path, release: Release) -> int:
    """How many approved quotes are not in a release: a later one takes them; 0 where there is no record to ask.

    Raises:
        DataError: as ``read_by``.
    """
    if not (workspace / RECORD_FILE).is_file() or "quotes" not in release.tables:
        return 0
    with read_record(workspace, release.engagement.id) as record:
        approved = approved_quotes(record, release.engagement.unstated_consents)["words"]
    return int((~approved.is_in(release.table("quotes")["words"].implode())).sum())


def accounted(workspace: Path, engagement: str) -> list[dict[str, Any]]:
    """What came of the answers to each question, over all files; none without a record.

    Raises:
        DataError: as ``read_by``.
    """
    if not (workspace / RECORD_FILE).is_file():
        return []
    with read_record(workspace, engagement) as record:
        return answers_by_question(record).to_dicts()


def _accounts(answers: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each question of which answers wait or were refused."""
    for row in answers:
        if row["quarantined"] or row["refused"]:
            closes = " + ".join(f"{row[name]:,} {word}" for name, word in OUTCOMES.items() if row[name])
            yield f"  Answers to {row['question_id'] or 'no known question'}: {row['read']:,} read = {closes}"


def _with_cannot_tell(states: dict[str, int]) -> dict[str, int]:
    """States with how many can be told in neither way, for whoever does not ask why."""
    return states | {"cannot_tell": sum(states[state] for state in UNRESOLVED)}


def contradictions(told: dict[str, Any], engagement: Engagement) -> list[str]:
    """One line for each published figure that cannot be what was counted."""
    return [
        f"{name}: published {value:,}, but the release counts between {cell['low']:,} and {cell['high']:,}."
        for name, value, cell in _compared(told, engagement)
        if value is not None and not cell["low"] <= value <= cell["high"]
    ]


def in_words(told: dict[str, Any], engagement: Engagement) -> str:
    """The same for reading, in the engagement's words."""
    lines, words = [f"Release {told['release']} ({told['provenance']})"], engagement.words
    nouns = {"region": words.region, "type": words.type}
    for name, value, cell in _compared(told, engagement):
        published = "not published" if value is None else f"{value:,} published"
        span = f"{cell['low']:,}" if cell["low"] == cell["high"] else f"{cell['low']:,} to {cell['high']:,}"
        lines.append(f"  {name}: {published}, {span} counted")
    for what, cell in told["not_stated"].items():
        lines.append(f"  state no {nouns[what]}: {cell['low']:,} to {cell['high']:,}")
    region = upper_first(words.region)
    by_state = [
        f"{region}: {_times_in_words(told['region_states'])}",
        f"{region} × {words.type}: {_times_in_words(told['states'])}",
    ]
    after = [*_conventions(told.get("conventions", [])), *_accounts(told.get("answers", []))]
    after += _due(told.get("not_allowed", {}))
    if number := told.get("quotes_to_come", 0):
        after.append(
            f"  Approved and not in this release: {counted(number, 'quote')}. A later release takes them."
        )
    return "\n".join([*lines, *by_state, *after])


def _times_in_words(states: dict[str, int]) -> str:
    told = {state: f"{states[state]} {say(words)}" for state, words in STATE_WORDS.items() if states[state]}
    if "gap" in told:  # the one state that is a noun
        told["gap"] = say_many("{count} gap", "{count} gaps", states["gap"])
    return ", ".join(told.values())


def _due(not_allowed: dict[str, int]) -> Iterator[str]:
    """A line where a release tells what whoever said it does not allow any more."""
    if any(not_allowed.values()):
        what = ", ".join(f"{number:,} of its {noun}" for noun, number in not_allowed.items() if number)
        yield f"A RELEASE IS DUE: not allowed any more: {what}. `wellbeing release` leaves them out."


def _conventions(read_by: list[dict[str, str]]) -> Iterator[str]:
    """A line for each convention, with the files that it holds of."""
    files: dict[str, list[str]] = {}
    for one in read_by:
        files.setdefault(one["convention"], []).append(one["file"])
    for convention, names in files.items():
        yield f"  Read by convention: {', '.join(names[:_FILES])}{_rest(len(names) - _FILES)}: {convention}"


def _rest(number: int) -> str:
    return f" and {number:,} more" if number > 0 else ""


def _compared(
    told: dict[str, Any], engagement: Engagement
) -> Iterator[tuple[str, int | None, dict[str, Any]]]:
    for name in SINGLE if engagement.has_events else ():
        yield engagement.words.events if name == "hui" else name, told[name], told["counted"][name]
    for topic, value in told["responses"].items():
        yield f"responses to {topic}", value, told["counted"]["responses"][topic]


def _cell(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in COUNTED}


def _whole(value: float | None) -> int | float | None:
    return int(value) if value is not None and value.is_integer() else value
