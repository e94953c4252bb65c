"""A contribution is assembled from parts: what each file says of it, and what people corrected.

``parts`` keeps what was said, by whom and when; ``folding`` is the rule by which several parts make one
contribution; ``placing`` puts the outcome in place of what the record held, which is kept as a version;
``likeness`` finds people who may be here already under
another id; ``mentions`` keeps which files brought hui, organisations and notes. So a part can be taken away again
(``wellbeing undo``), and what it had replaced comes back.

Read ``folding`` first.
"""
