"""How many threads a command works with."""

import os


def use_one_thread() -> None:
    """Let Polars work in one thread, unless the environment says in how many; before anything imports it.

    An import is thousands of short steps: to wake other threads for each takes a quarter more of the processor, and
    no less time.
    """
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
