"""What became of what an import had brought, once it was taken back."""

from sqlite3 import Connection

from wellbeing.language import in_digits, retold, say, say_many
from wellbeing.model.engagement import Engagement, Nouns
from wellbeing.model.policy import policy
from wellbeing.record.releases import contributions_since_release, releases_out, watermark
from wellbeing.record.undoing import Undone


def undone_line(done: Undone) -> str:
    """In one sentence."""
    return say_many(
        "{file} was taken back: {count} contribution went out.",
        "{file} was taken back: {count} contributions went out.",
        done.taken_out,
        file=retold(done.file),
    )


def undone_lines(done: Undone, words: Nouns) -> list[str]:
    """The same, and what else went, what came back, and what is kept."""
    back, others, waited, refused = done.put_back, done.kept, done.quarantined, done.refused
    beside = (
        (
            say_many("{count} is again as it was before.", "{count} are again as they were before.", back),
            back,
        ),
        (say_many("{count} stands by other files.", "{count} stand by other files.", others), others),
        (say_many("{count} row that waited went too.", "{count} rows that waited went too.", waited), waited),
        (say_many("{count} refused row went too.", "{count} refused rows went too.", refused), refused),
        (f"{in_digits(done.events)} {words.event if done.events == 1 else words.events}.", done.events),
        (say_many("{count} note went out.", "{count} notes went out.", done.notes), done.notes),
    )
    left = say_many(
        "{count} {what} still counts, since its notes stand: take them back too, if it was not held.",
        "{count} {what} still count, since their notes stand: take them back too, if they were not held.",
        done.left,
        what=words.event if done.left == 1 else words.events,
    )
    kept = say(
        "Its account is kept, and it can be imported again. What went out is counted nowhere, and kept as earlier "
        "versions: a withdrawal, under Requests, deletes it."
    )
    return [undone_line(done), *(text for text, number in (*beside, (left, done.left)) if number), kept]


def due_line(record: Connection, settings: Engagement) -> str:
    """Whether a release is due now, or from how many changes on; "" where none is out."""
    if not releases_out(record):
        return ""
    changed, batch = contributions_since_release(record, watermark(record)), policy(settings, "adviser").batch
    since = say_many(
        "{count} contribution changed since the last release",
        "{count} contributions changed since the last release",
        changed,
    )
    if changed >= batch:
        return say("{since}: a release is due (`wellbeing release --approve NAME`).", since=since)
    return say("{since}; the next release is due at {batch}.", since=since, batch=batch)
