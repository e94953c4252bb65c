"""A text before it is judged: its words, its question, its language, whether it answers at all.

Nothing here says how a text sounds. Every scorer, the lexicon and the models that learn from codes read texts
through these modules, so that a word, a phrase and an answer are the same to all of them.

* ``words``: one way to split and to spell a text. Read this first.
* ``plain``: a text without markup, entities and what nobody sees.
* ``names``: an engagement's names, set aside.
* ``phrases``: several words joined to one token, so that a list of words can value or know them.
* ``questions``: whether a question asks for praise, for faults or for anything; "nothing" means the opposite
  to each.
* ``nonanswers``: what a whole answer amounts to: a comment, no answer, or a bare "nothing" or "everything"
  (patterns in ``answers.toml``).
* ``language``: the share of te reo Māori in a text, and whether it is neither that nor English (word lists
  in ``language.toml``). No English scorer reads what is mostly in another language.
* ``foreign``: any other language, by CLD2 and by the want of English words.

All are pure functions of a text. Lists stand in TOML beside the code that reads them: they are data, and a
person who knows the language better can change them without Python.
"""
