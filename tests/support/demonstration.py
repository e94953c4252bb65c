"""The shipped engagement's contributions as they are counted, its comments judged by lot: fast, without a record."""

from random import Random

import polars as pl

from wellbeing.opinion.comments import JUDGED, Judgement
from wellbeing.record.demonstration import read_demonstration
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

TONES = ("negative", "neutral", "positive", "not_scored", "no_answer")
VALUES = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}


def demonstration(seed=1):
    """``(folder, true tables)`` of the shipped engagement."""
    folder = read_engagement(ROOT / "data/your-say-2018")
    rows = read_demonstration(folder)
    questions = [one.id for one in folder.engagement.questions if not one.closed]
    comments = rows.answers.drop_nulls("text").filter(pl.col("question_id").is_in(questions))
    heard = _judged(comments, folder.codebook["theme"].to_list(), Random(seed))  # noqa: S311
    contributions, answers = rows.contributions.lazy(), rows.answers.lazy()
    return folder, TrueTables(rows.events, rows.organisations, contributions, answers, judged=heard)


def _judged(comments, themes, chance):
    ids = comments.sort("contribution_id", "question_id").select("contribution_id", "question_id")
    made = [_heard(chance, themes) | row for row in ids.to_dicts()]
    return Judgement(pl.DataFrame(made, JUDGED, orient="row"), "drawn", "model")


def _heard(chance, themes):
    tone = chance.choices(TONES, (4, 3, 2, 1, 2))[0]
    value = VALUES.get(tone)
    raised = [] if value is None else chance.sample(themes, chance.choice((0, 1, 1, 2)))
    return {
        "tone": tone,
        "source": None if value is None else "model",
        "score": value,
        "code": None,
        "themes": raised,
        "assigned": raised,
        "theme_codes": None,
        "campaign": None,
    }
