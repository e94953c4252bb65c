"""What people said: tone, themes and campaigns of comments, and what may be claimed of them.

Texts go in, judgements come out: nothing here opens the record or knows of releases. A comment is judged once
for a release, evidence in this order and never blended: a person's code, a model that learnt from such codes,
the lexicon. What is published of a group is corrected by codes of a random sample, so that its interval
covers the truth. ``docs/opinion.md`` says what the figures mean, ``docs/method.md``, section "What people
said", the formulae and their sources.

Read first: ``judging`` (``judge``), which calls everything else in the order of work. Beside it:

* ``comments``: the table of judged comments, and what names a comment.
* ``reading``: a text's tone: plain text without names, then non-answer, then language, then scorer.
* ``scorers``: what a scorer must do; the group of entry points in which any package may register one.
* ``tone``: a score, a tone, the words negative, neutral and positive.
* ``campaigns``: letters that many sent.

Rooms:

* ``text``: a text before it is judged: plain text, names, words, phrases, the question's valence,
  non-answers, language.
* ``lexicon``: VADER corrected, the scorer that needs no codes.
* ``learning``: models that learn from codes: the local head, embeddings, themes.
* ``coding``: what people are asked to code, how far they agree, how their codes correct a group's mean.
* ``identifiers``: spans of a text that could identify somebody, for the review of quotes.

A new scorer is a class with ``id``, ``source`` and ``score``, found by its entry point ("wellbeing.scorers").
"""
