"""How like those heard the whole engagement is: one index, and which categories took part unevenly.

``similarity`` compares those heard with a benchmark beside what a fair draw would reach; ``response`` has partial
R-indicators.
"""
