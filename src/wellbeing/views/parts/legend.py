"""What the colours and signs of the map mean, in one line under its title."""

from wellbeing.views.parts.part import MAP, SHOW, Part
from wellbeing.views.shell.markup import render


class Legend(Part):
    """Title and entries; of states only those that are drawn."""

    follows = (SHOW, MAP)

    def html(self) -> str:
        """The present title and entries."""
        show = self.chosen_show
        entries = [one for one in show.signs(self.answer) if one.number != 0]
        return render(
            "legend", title=show.map_title(self.answer), entries=entries, note=show.map_note(self.answer)
        )
