"""The presenter's stage: the whole screen is the slide.

* ``deck``: all scenes of a briefing as one piece of markup, sent once; keys act on it in the browser.
* ``beside``: what the presenter's window is given beside them.
* ``line``: what the browser and the process that serves it tell each other afterwards: that the line stands, which
  release is the newest, and what a room asked.

A page of the room holds no note: only the presenter's window is given them.
"""
