"""``wellbeing quotes``: words of comments that a steward lets into a release."""

import click

from wellbeing.cli.folders import Folders

QUESTION = click.option("--question", required=True, metavar="ID", help="What the comment answers.")
BY = click.option("--by", required=True, metavar="NAME", help="Who answers for it.")


@click.group()
def quotes() -> None:
    """Quotes for releases: nothing of a comment leaves the record but words that a person approved."""


@quotes.command("list")
@click.option("--question", metavar="ID", help="Only comments in answer to this question.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many to show.")
@click.pass_obj
def list_(folders: Folders, question: str | None, limit: int) -> None:
    """Show comments for review, fewest marks first and over the range of views; what is marked stands in «…».

    A mark is what looks as if it could identify somebody. No mark does not say that nobody can be recognised.
    """
    from wellbeing.cli.jobs.quotes import list_quotes  # noqa: PLC0415

    click.echo(list_quotes(folders, question, limit))


@quotes.command()
@click.argument("contribution", metavar="ID")
@QUESTION
@click.option("--words", required=True, help="Words of the comment, with […] where something was taken out.")
@BY
@click.option("--theme", metavar="ID", help="What these words are about, in the codebook.")
@click.option("--checked", is_flag=True, help="I looked at what is still marked: it identifies nobody.")
@click.pass_obj
def approve(folders: Folders, /, contribution: str, theme: str | None, *, checked: bool, **said: str) -> None:
    """Approve words of a comment for releases made from now on; they replace what was approved of it before.

    A release shows them with a stakeholder type or a group of regions that twenty or more are known to share,
    never with both, and not with who said them.
    """
    from wellbeing.cli.jobs.quotes import approved  # noqa: PLC0415
    from wellbeing.record.comments.quotes import Quote  # noqa: PLC0415

    _stated(said["words"], said["by"])
    quote = Quote(contribution, said["question"], said["words"], said["by"], theme)
    click.echo(approved(folders, quote, checked=checked))


@quotes.command()
@click.argument("contribution", metavar="ID")
@QUESTION
@BY
@click.pass_obj
def retract(folders: Folders, contribution: str, question: str, by: str) -> None:
    """Take an approval back: releases made from now on leave the quote out."""
    from wellbeing.cli.jobs.quotes import retracted  # noqa: PLC0415
    from wellbeing.record.comments.quotes import Quote  # noqa: PLC0415

    _stated(by)
    click.echo(retracted(folders, Quote(contribution, question, "", by)))


def _stated(*given: str) -> None:
    if not all(text.strip() for text in given):
        msg = "--words and --by may not be empty."
        raise click.UsageError(msg)
