"""Phrases joined to one token, so that a lexicon of words can value them."""

from collections import defaultdict
from collections.abc import Iterable

from wellbeing.opinion.text.words import has_break, tail

#: For each first word, the rests of its phrases (longest first) and the token that stands for each.
Phrasebook = dict[str, list[tuple[list[str], str]]]


def phrasebook(phrases: Iterable[str]) -> Phrasebook:
    """The phrases (words separated by single spaces) in the order in which they are tried."""
    book: Phrasebook = defaultdict(list)
    for phrase in sorted(phrases, key=lambda phrase: (-phrase.count(" "), phrase)):
        first, *rest = phrase.split(" ")
        book[first].append((rest, phrase_token(phrase)))
    return dict(book)


def phrase_token(phrase: str) -> str:
    """The token that stands for a phrase; it must not end as a negation does, or VADER takes it for one."""
    return phrase.replace(" ", "_").replace("n't", "nt")


def join_phrases(tokens: list[str], words: list[str], book: Phrasebook) -> None:
    """Replace each phrase by one token, in place, first come first; a phrase never runs over punctuation.

    Args:
        tokens: as written.
        words: the word of each token.
        book: the phrases.
    """
    spans: list[tuple[slice, str]] = []
    free = 0
    for place in [place for place, word in enumerate(words) if word in book]:
        token = _phrase_at(place, tokens, words, book) if place >= free else None
        if token:
            free = place + 1 + token.count("_")
            spans.append((slice(place, free), token))
    for span, token in reversed(spans):
        tokens[span] = [token + tail(tokens[span.stop - 1])]
        words[span] = [token]


def _phrase_at(place: int, tokens: list[str], words: list[str], book: Phrasebook) -> str | None:
    for rest, token in book[words[place]]:
        last = place + len(rest)
        if words[place + 1 : last + 1] == rest and not has_break(tokens[place:last]):
            return token
    return None
