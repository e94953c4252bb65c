"""Text that could identify: spans of comments, found by rules, for a person's review before a quote is used.

Detection of direct identifiers (names, phones, addresses, health and tax numbers) and of names that narrow
down who wrote (places, organisations of the engagement). Conservative rules and no model: every span says
what it is and how sure that is, a person decides, and an empty list never means that nobody can be
recognised. How much is found, and what is missed, is measured in ``docs/quotes.md``; the policy stands in
``docs/method.md``, section "Text that could identify".

* ``detection``: ``detect_identifiers``: all rules over texts, overlaps resolved. Read this first.
* ``spans``: ``Identifier``: one span, its kind and sureness; how a text is shown with its spans.
* ``persons``: names of persons.
* ``checksums``: check digits, which turn "likely" into "sure".

Patterns and lists stand in ``identifiers.toml``: another country's numbers are data.
"""
