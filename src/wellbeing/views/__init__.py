"""Pages and their parts: the one package that knows Panel.

``explore`` is the adviser's page: it makes its parts once around one ``Explorer`` and lays them out. ``brief`` is the
presenter's: all its slides are sent at once. A notebook in ``dashboards`` opens a release and serves one of them;
``serving`` is the process that serves notebooks, given a release's folder and nothing else, ``once`` what it
works out once for all readers, and ``failing`` the plain page in place of one that could not be built.

* ``parts``: one file for each part of a page.
* ``sections``: parts of its last line, worked out when they are opened.
* ``files``: what a page hands out.
* ``drawing``: charts, written in place.
* ``stage``: the slides of ``brief``, sent whole, and the line beside them.
* ``shell``: what every page stands in, and the markup that all text goes through. Templates and sheets are
  in ``templates`` and ``assets``.
* ``gate``: who is let in, and what a line may say. ``watching``: what a server says of itself.
* ``workers``: several processes that serve on one port.

Imports go down: ``explore``, ``brief`` → ``sections`` → ``parts``, ``files``, ``stage`` → ``drawing``, ``shell``. Read
``explore`` first, then ``parts``.
"""
