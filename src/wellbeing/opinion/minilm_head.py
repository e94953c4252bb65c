"""The local head that is also told what comments mean; needs the extra ``minilm``."""

from wellbeing.opinion.head import LocalHead
from wellbeing.opinion.minilm import MiniLM


def make() -> LocalHead:
    """A head with embeddings that has learnt nothing yet.

    Raises:
        DataError: the extra is not installed, or its files are not the ones that are known.
    """
    return LocalHead(MiniLM(), "minilm-head")
