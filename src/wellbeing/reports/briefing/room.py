"""Whatever a room asks of a region, a type or both, answered in one sentence from published cells."""

from wellbeing.reports.briefing.content import RoomAnswer
from wellbeing.reports.shows.coverage import CoverageShow
from wellbeing.reports.shows.coverage_sentences import whole_sentences
from wellbeing.reports.words.sentences import finest_sentence
from wellbeing.state.answer import Answer


def room_answers(answer: Answer) -> tuple[RoomAnswer, ...]:
    """Every region and group × every type and group, margins too, compared with the answer's benchmark."""
    figures, names = answer.figures, answer.names
    pictures = CoverageShow().pictures(answer)
    finest = figures.finest("", answer.benchmark.id)
    said = {
        (row["area"], row["stakeholder"]): finest_sentence(row, names, answer.threshold)
        for row in finest.iter_rows(named=True)
    }
    said["", ""] = whole_sentences(answer)[0]
    # A group of one is the same as its member: it is not offered twice.
    alike = {*figures.region_groups.only_member, *figures.type_groups.only_member}
    return tuple(
        RoomAnswer(
            area=area,
            stakeholder=stakeholder,
            name=names.cell(area, stakeholder),
            picture=pictures[area, stakeholder],
            sentence=said.get((area, stakeholder), pictures[area, stakeholder].words),
            status=row["status"],
            heard=row["count"],
            low=row["low"],
            high=row["high"],
            expected=None if row["expected"] is None else round(row["expected"], 1),
        )
        for frame in reversed(answer.coverage.frames)
        for row in frame.iter_rows(named=True)
        for area, stakeholder in [(row.get("area", ""), row.get("stakeholder", ""))]
        if not {area, stakeholder} & alike
    )
