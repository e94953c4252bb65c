"""From true tables to everything that a release holds.

``figures`` measures and reconciles all that is told, once for all tiers; ``content`` is what a tier tells of
it; ``keeping`` holds it in the workspace until enough has changed.
"""
