"""The release wall: from true tables to published tables.

``count`` counts, ``protect`` measures the counts with noise and reconciles them (statistical disclosure control by
perturbation), ``estimate`` makes what is told beside counts, ``build`` puts a release together, ``audit``
recomputes its claims from its folder alone, ``store`` keeps, signs and opens it. Start with ``build.figures``.
"""
