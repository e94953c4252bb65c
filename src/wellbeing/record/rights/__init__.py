"""What people may ask of what they gave: to see it, to have it corrected, to have it deleted.

``access`` is all that is held about a contribution and where it has been used (Privacy Act 2020, information
privacy principle 6), ``correction`` puts a new version in its place (principle 7), ``withdrawal`` deletes it,
overwrites where it lay and leaves a tombstone, so that it does not come back with a file; ``traces`` finds
what waits of it in quarantine. ``retention`` says what is kept longer than people were told (principle 9).

Read ``access`` first.
"""
