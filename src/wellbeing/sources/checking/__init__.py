"""Whether the files of an engagement's folder are right, and where they are not.

``settings`` reads ``engagement.toml`` key by key, so that all that is wrong is told at once; ``fit`` says whether
the files name the same regions, types and sets of figures; ``missing`` what a page will have to do without;
``lines`` at which line of a file something stands; ``tabular`` reads a table, checked against what it means,
``ids`` and ``benchmarks`` say what is wrong with those. ``sources.engagement`` puts them together.
"""
