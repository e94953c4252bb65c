"""Controlled vocabularies: which of the engagement's words something written means, or none.

People write a region, a place, a type, a topic in many ways: case, macrons, double vowels, hyphens, two
languages. Exactly one meaning is taken, and anything else is a question for a person, with a suggestion.

* ``vocabulary``: ``Vocabulary``: words of one kind under all their spellings. Read this first.
* ``spelling``: when two spellings are one.
* ``engagement``: the vocabularies of one engagement: regions with their towns, types, topics, options.
* ``months``: names of months in several languages.
* ``bodies``: the engagement's known bodies, and which organisations of the record they are.
* ``places``: every name of a place, for the review of quotes.
"""
