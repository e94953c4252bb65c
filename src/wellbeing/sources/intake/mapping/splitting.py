"""Split a cell that holds several words, where what parts them may stand within one of them too."""

from collections.abc import Collection

from wellbeing.sources.names.spelling import key


def split_cell(cell: str, separator: str, known: Collection[str]) -> list[str]:
    """The words of a cell; of those that are known, the longest wins.

    ``Disabled people, carers and whānau`` is one word where it is known, and two where it is not.

    Args:
        cell: as the file writes it.
        separator: what parts words.
        known: keys of the words that are known.
    """
    pieces = [piece.strip() for piece in cell.split(separator) if piece.strip()]
    words: list[str] = []
    start = 0
    while start < len(pieces):
        ends = range(len(pieces), start + 1, -1)
        joined = {end: f"{separator} ".join(pieces[start:end]) for end in ends}
        end = next((end for end in ends if key(joined[end]) in known), start + 1)
        words.append(joined.get(end, pieces[start]))
        start = end
    return words
