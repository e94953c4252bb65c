"""The lexicon scorer: VADER's word list and rules, corrected for New Zealand English and for talk of policy.

VADER (Hutto and Gilbert 2014) was made for social media. It takes "Kia ora" for a death ("KIA"), "security"
and "support" for praise, "No concerns" for a complaint. What replaces it stands in ``corrections.toml``, each
group of words with its reason, and the rules that had to be put right have a module each:

* ``scorer``: ``LexiconScorer``, registered as ``vader-nz``: what a release uses where codes are too few.
  Read this first.
* ``vader``: a text made ready, and read by VADER's own rules on the corrected lexicon.
* ``corrections``: the word lists, read once from ``corrections.toml``.
* ``negation``: denied faults ("no concerns"), a "nothing" that is an answer by itself, where a negation ends,
  what denies from afar ("I don't think this will help").
* ``emoji``: emoji and their values (``emoji.toml``).
* ``irrealis``: praise of what is only wished for or supposed.

It needs no codes and no training, and so it says nothing of its own accuracy: `docs/opinion.md` gives what
was measured, and the figures of a release are corrected by human codes (``opinion.coding``).
"""
