"""Reading comments for their tone, in the order of work: plain text, non-answer, language, scorer."""

from collections.abc import Callable, MutableMapping, Sequence
from hashlib import blake2b
from typing import Final

from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.opinion.scorers import Scorer
from wellbeing.opinion.text.language import MOSTLY, SOME, Language, identify_language
from wellbeing.opinion.text.names import ProperNames
from wellbeing.opinion.text.nonanswers import Reply, reply
from wellbeing.opinion.text.plain import plain_text
from wellbeing.opinion.text.questions import question_valence
from wellbeing.opinion.tone import Score, Source, Tone

#: Tones by text, question and scorer; the caller keeps it where it likes. Keys do not reveal texts' words.
Cache = MutableMapping[str, Tone]
#: Texts between two reports of progress.
_BATCH: Final = 5_000
REASON_TE_REO: Final = "te reo Māori or another Pacific language"
REASON_FOREIGN: Final = "neither English nor te reo Māori"
REASON_NO_ANSWER: Final = "no answer"
_NO_NAMES: Final = ProperNames()


def read_tones(
    texts: Sequence[str],
    questions: Sequence[str | None],
    scorer: Scorer,
    cache: Cache | None = None,
    progress: Callable[[int, int], None] | None = None,
    names: ProperNames = _NO_NAMES,
) -> list[Tone]:
    """How each comment sounds, or why that was not judged.

    Args:
        texts: comments.
        questions: what each one answers; None where unknown.
        scorer: reads what is English and an answer.
        cache: tones already known; filled.
        progress: told how many of how many are read.
        names: of the engagement, to be set aside; a text that is ``readable`` already stays as it is.

    Returns:
        One tone a text, in order; equal texts to equal questions are read once.
    """
    tones: Cache = {} if cache is None else cache
    texts = [readable(text, names) for text in texts]
    keys = [cache_key(text, question, scorer.id) for text, question in zip(texts, questions, strict=True)]
    todo = [
        place for place in {key: place for place, key in enumerate(keys)}.values() if keys[place] not in tones
    ]
    for start in range(0, len(todo), _BATCH):
        batch = todo[start : start + _BATCH]
        judged = _read([texts[place] for place in batch], [questions[place] for place in batch], scorer)
        tones.update(zip((keys[place] for place in batch), judged, strict=True))
        if progress:
            progress(start + len(batch), len(todo))
    return [tones[key] for key in keys]


def readable(text: str, names: ProperNames = _NO_NAMES) -> str:
    """What of a text is read: no markup, no names. Twice is as once."""
    return names.set_aside(plain_text(text))


def cache_key(text: str, question: str | None, scorer_id: str) -> str:
    """The key of a text to a question for a scorer."""
    joined = "\x00".join((scorer_id, question or "", text))
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def values(texts: Sequence[str], questions: Sequence[str | None] | None = None) -> list[float | None]:
    """The default scorer's value of each text, −1 … 1; None where it gives none."""
    each = [None] * len(texts) if questions is None else questions
    return [tone.value for tone in read_tones(texts, each, LexiconScorer())]


def _read(texts: Sequence[str], questions: Sequence[str | None], scorer: Scorer) -> list[Tone]:
    languages = [identify_language(text) for text in texts]
    read_by = (scorer.source, scorer.id)
    tones: list[Tone | None] = [
        _unread(text, question, language, read_by)
        for text, question, language in zip(texts, questions, languages, strict=True)
    ]
    read = [place for place, tone in enumerate(tones) if tone is None]
    scores = scorer.score([texts[place] for place in read], [questions[place] for place in read])
    for place, score in zip(read, scores, strict=True):
        tones[place] = _scored(score, languages[place], read_by)
    return [tone for tone in tones if tone is not None]


def _unread(text: str, question: str | None, language: Language, read_by: tuple[Source, str]) -> Tone | None:
    if reply(text, question_valence(question)) is Reply.NONE:
        return Tone(None, None, None, "non_answer", REASON_NO_ANSWER, (), *read_by)
    reason = REASON_TE_REO if language.te_reo >= MOSTLY else REASON_FOREIGN if language.foreign else ""
    return Tone(None, None, None, "not_scored", reason, (), *read_by) if reason else None


def _scored(score: Score, language: Language, read_by: tuple[Source, str]) -> Tone:
    flags = (*score.flags, "some_te_reo") if language.te_reo >= SOME else score.flags
    return Tone(score.value, score.label, score.probabilities, "scored", "", flags, *read_by)
