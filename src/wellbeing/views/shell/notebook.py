"""What a notebook needs before it shows a page or a picture."""

import panel as pn

from wellbeing.charts.in_place import by_notebook


def setup() -> None:
    """Have Panel and HoloViews work in a notebook without any network: once, before anything is shown.

    All that a browser needs comes with the notebook itself. A page that a server makes of the notebook needs none of
    it: what draws says so, and to say it for each reader was a fifth of what a page costs.
    """
    if pn.state.curdoc:
        return
    pn.extension(inline=True)
    by_notebook()
