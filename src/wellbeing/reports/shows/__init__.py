"""What is shown of cells: one class for each thing, which says everything about it.

Who was heard (``coverage``), what they said in closed answers (``position``), how their comments sound
(``tone``) and what these raise (``theme``). A page, a file or a report asks the show that is chosen and
compares no ids: its title, caption and note; its legend; the picture of every cell of the matrix and area of
the map; the sentences that a page begins with; whether it may be mapped; the rows of its files; which
switches it follows and what stands beside the map. ``show`` is what they have in common, and what follows
for each from three answers: a title, a legend, pictures.

**To add one**, write two files. In ``measures`` a pure function of published cells. Here a module with a
class::

    class Intensity(Show):
        id, label = "intensity", "Times its share"

        def title(self, answer):
            return "How fully each was heard"

        def legend(self, answer):
            return [LegendEntry("level", "=", "as expected"), …]

        def pictures(self, answer):
            return pictures_of(answer.coverage.frames, intensity_picture)

It then stands on the switch, the map and its list, the matrix, the legend and in every file, and what people
said whose kaitiaki keep it has no figure by area and says so (``is_opinion = False`` where it tells no
opinion). ``registry`` finds it; a show from outside this folder is handed to ``register``.

Read ``show`` first, then ``position``. ``shares`` pictures a share beside the whole's, for whoever has one.
Imports go down: ``registry`` → ``tone_rows`` → ``tone``, ``theme``, ``position``, ``coverage`` →
``comments``, ``shares``, ``coverage_sentences`` → ``show``.
"""
