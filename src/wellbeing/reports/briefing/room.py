"""Whatever a room asks of a region, a type or both, answered in one sentence from published cells."""

from wellbeing.language import say
from wellbeing.reports.briefing.content import RoomAnswer, SceneTable
from wellbeing.reports.briefing.tables import compared, table_of
from wellbeing.reports.shows.coverage import CoverageShow
from wellbeing.reports.shows.coverage_sentences import whole_sentences
from wellbeing.reports.words.cells import CellRow, state_words
from wellbeing.reports.words.sentences import finest_sentence, firm_sentence
from wellbeing.reports.words.spoken import spoken_sentence
from wellbeing.state.answer import Answer
from wellbeing.state.beside.communities import communities_heard

#: Levels of ``measures.coverage.finest`` at which nobody else answers.
_OWN, _NOBODY = "cell", "none"
_COMMUNITIES = (
    *("area", "area_name", "community", "community_name"),
    *("status", "heard", "low", "high", "expected", "state"),
)


def room_answers(answer: Answer) -> tuple[RoomAnswer, ...]:
    """Every region and group × every type and group, margins too, compared with the answer's benchmark."""
    figures, names = answer.figures, answer.names
    pictures = CoverageShow().pictures(answer)
    finest = figures.finest("", answer.benchmark.id).to_dicts()
    said = {key_of(row): finest_sentence(row, names, answer.threshold) for row in finest}
    spoken = {key_of(row): spoken_sentence(row, names, answer.threshold) for row in finest}
    firm = {key_of(row): firm_sentence(row) for row in finest}
    level = {key_of(row): row["level"] for row in finest} | {("", ""): _OWN}
    said["", ""], spoken["", ""] = whole_sentences(answer)[:2]
    firm["", ""] = ""  # everybody is compared with nobody
    # A group of one is the same as its member: it is not offered twice.
    alike = {*figures.region_groups.only_member, *figures.type_groups.only_member}
    return tuple(
        RoomAnswer(
            area=area,
            stakeholder=stakeholder,
            name=names.cell(area, stakeholder),
            picture=pictures[area, stakeholder],
            sentence=said.get((area, stakeholder), pictures[area, stakeholder].words),
            spoken=spoken.get((area, stakeholder), pictures[area, stakeholder].words),
            firm=firm.get((area, stakeholder), ""),
            is_answered=level.get((area, stakeholder)) == _OWN,
            is_lent=level.get((area, stakeholder), _NOBODY) not in {_OWN, _NOBODY},
            status=row["status"],
            heard=row["count"],
            low=row["low"],
            high=row["high"],
            expected=None if row["expected"] is None else round(row["expected"], 1),
        )
        for frame in reversed(answer.coverage.frames)
        for row in frame.iter_rows(named=True)
        for area, stakeholder in [key_of(row)]
        if not {area, stakeholder} & alike
    )


def communities_table(answer: Answer) -> SceneTable | None:
    """What is published of each community, everywhere and by region; None of an engagement without any."""
    names = answer.names
    told = [
        row
        | compared(row)
        | {
            "area_name": names.area(row["area"]),
            "community_name": names.community(row["community"]),
            "state": None if row["expected"] is None else state_words(row),
        }
        for row in communities_heard(answer.figures).sort("community", "area").to_dicts()
    ]
    return table_of(say("Who was heard, by community"), told, _COMMUNITIES) if told else None


def key_of(row: CellRow) -> tuple[str, str]:
    """The area and type of a row; "" where it has none."""
    return row.get("area", ""), row.get("stakeholder", "")
