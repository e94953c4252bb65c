"""The command ``wellbeing`` and what all its commands share."""

import errno

import click

from wellbeing.cli.commands.audit import audit
from wellbeing.cli.commands.care import retention, subject, withdraw
from wellbeing.cli.commands.codes import codes
from wellbeing.cli.commands.demo import demo
from wellbeing.cli.commands.engagement import boundaries, new
from wellbeing.cli.commands.engagement import engagement as engagement_
from wellbeing.cli.commands.importing import check, import_, undo
from wellbeing.cli.commands.keeping import backup, record, verify
from wellbeing.cli.commands.profile import profile, template
from wellbeing.cli.commands.quarantine import quarantine
from wellbeing.cli.commands.quotes import quotes
from wellbeing.cli.commands.release import release
from wellbeing.cli.commands.report import claims, publish, report
from wellbeing.cli.commands.roster import roster
from wellbeing.cli.commands.serve import room, serve
from wellbeing.cli.commands.status import status
from wellbeing.cli.folders import Folders
from wellbeing.model.errors import DataError, what_refused
from wellbeing.sources.paths import (
    ENGAGEMENT_VARIABLE,
    WORKSPACE_VARIABLE,
    callers_path,
    engagement_folder,
    workspace_folder,
)


class Commands(click.Group):
    """Says what the user's data needs, without a traceback, and exits with 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what a person can mend is a message, everything else a bug that may crash."""
        try:
            return super().invoke(ctx)
        except DataError as error:
            click.echo(f"{error}", err=True)
            ctx.exit(1)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read the output has gone: click ends quietly
                raise
            click.echo(what_refused(error), err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wellbeing")
@click.option("--engagement", metavar="DIR", help=f"The engagement's folder (or {ENGAGEMENT_VARIABLE}).")
@click.option(
    "--workspace", metavar="DIR", help=f"Where the record and releases are kept (or {WORKSPACE_VARIABLE})."
)
@click.pass_context
def main(ctx: click.Context, engagement: str | None, workspace: str | None) -> None:
    """Who has been heard in a public engagement, and what they said."""
    ctx.obj = Folders(engagement_folder(callers_path(engagement)), workspace_folder(callers_path(workspace)))


COMMANDS = (
    *(demo, new, engagement_, boundaries, profile, check, import_, undo, quarantine, template, roster),
    *(subject, withdraw, retention, backup, verify, record),
    *(codes, quotes, release, audit, report, publish, claims, serve, room, status),
)
for command in COMMANDS:
    main.add_command(command)
