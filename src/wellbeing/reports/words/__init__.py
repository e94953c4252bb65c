"""The words, signs and sentences that pages, files and a presenter share.

``cells`` says what a published count, share or state is called; ``tone`` how comments sound; ``sentences``
puts them together; ``protection`` says what was done to counts so that nobody can be recognised. ``picture``
is a cell ready to be drawn: a key of the palette, a sign, a text and words, so that colour never speaks alone.

Nothing here knows what is chosen or shown. Read ``cells`` first, then ``picture``.
"""
