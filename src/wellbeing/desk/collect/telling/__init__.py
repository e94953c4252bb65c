"""What the record holds and what became of it, in the words of the page.

* ``naming``: fields of problems, marks, numbers of rows and answers.
* ``attendance``: whom an event's sheet counts.
* ``previews``: what an import would do.
* ``problems``: what waits, what can be done about it, and what came of that.
* ``papers``: what a paper is told from others by.
* ``saved``: what is said of a form that was typed.
* ``undone``: what became of an import that was taken back.
* ``held``: what is held of a contribution.
"""
