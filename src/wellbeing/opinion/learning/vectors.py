"""Words, numbers and meaning of comments as one sparse matrix, for the models that learn from codes."""

from collections.abc import Sequence
from typing import Any, Final, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

#: Weight of the features (columns of about unit size) against words of unit length: words say more.
_FEATURES: Final = 0.25
#: Weight of an embedding of unit length. Between 1 and 2 it made no difference, from 3 on heads grew worse
#: (cross-validated among the respondents that heads learn from, see docs/opinion.md).
_MEANING: Final = 1.5

#: One row a text; SciPy's sparse types are not known to the type checker.
Sparse: TypeAlias = Any
#: One row a text, of unit length; no columns from an embedder that adds nothing.
Embedded: TypeAlias = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Gives texts that mean alike numbers that are alike; the same text always the same."""

    @property
    def id(self) -> str:
        """Name and version; changes whenever its numbers could."""
        ...

    def embed(self, texts: Sequence[str]) -> Embedded:
        """One row a text, in order."""
        ...


class WordsAlone:
    """Adds nothing to a text's own words."""

    id: Final = ""

    def embed(self, texts: Sequence[str]) -> Embedded:
        """As many rows as texts, without columns."""
        return np.zeros((len(texts), 0), dtype=np.float32)


def stack_columns(words: Sparse, numbers: npt.NDArray[np.float64], meaning: Embedded) -> Sparse:
    """The weighted words of each text, and beside them its features and its embedding."""
    parts = [words, csr_matrix(_FEATURES * numbers), csr_matrix(np.float64(_MEANING) * meaning)]
    return hstack(parts).tocsr()
