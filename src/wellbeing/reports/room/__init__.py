"""What a room asks of whoever presents.

* ``asking``: every region, type and place by a few keys, and what is answered.
* ``rehearsal``: what a room is likely to ask at each scene, and which of it the data cannot answer.
* ``log``: what was asked and could not be answered, without names and without anything that was typed.

Imports go down: ``log`` → ``asking``. Read ``asking`` first.
"""
