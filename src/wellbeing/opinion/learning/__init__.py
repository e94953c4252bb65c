"""Models that learn from human codes: the tone of a comment, and its themes.

All learn from this engagement's own codes only, are fitted in seconds on one machine and need no download. A
model is asked for only where it has been shown to agree with codes that it has not seen at least as well as
the lexicon does (``opinion.judging``).

* ``head``: ``LocalHead``, a multinomial logistic regression over words, features and, if wished, embeddings;
  ``cross_fit`` gives each coded text a value from a head that has not seen its code. Read this first.
* ``fitting``: which codes a head may learn from, and its figure of merit: macro-F1 and Pearson's r.
* ``features``: what is read of a comment besides its words.
* ``vectors``: words, features and embeddings in one sparse matrix; what an embedder must do.
* ``minilm``: embeddings from the sentence encoder all-MiniLM-L6-v2, an optional extra; files are compared
  with their digests, and nothing is downloaded.
* ``themes``: ``ThemeModel``, one classifier a theme.
"""
