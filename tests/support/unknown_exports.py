"""The exports of platforms that nobody knows."""

from unknown import (
    ABOUT_BOTH,
    APPROACH,
    CANARY,
    CLARITY,
    DAYS,
    HOPES,
    ISO,
    NAME,
    NAMES,
    ON_THE_WEB,
    REGIONS,
    ROLES,
    SCALE,
    TRUST,
    WHY,
    Export,
    Part,
    boxes,
    column,
    cycle,
    dated,
    day,
    name,
    nothing,
    number,
    numbered,
    region,
    role,
    several,
    trust,
    words,
)

YES_NO = cycle(("Yes", "No"))
SPLIT = ("communities", "split", ";")
COMMUNITIES = Part("Communities", several(";"), (("communities", "columns", "Communities"), SPLIT))
PAPER = (*ABOUT_BOTH, ("channel", "constant", "paper"))
_CODES = tuple(str(code) for code in range(1, 17))


def _layout(rows, names):
    return (("layout", "header_rows", str(rows)), ("layout", "names", names))


RESPONSES = (
    Export("plain", (numbered(), ISO, region(), role(), COMMUNITIES, trust(), WHY), ON_THE_WEB),
    Export(
        "american",
        (numbered("ID"), dated("Date", "%m/%d/%Y", "%m/%d/%Y"), region("Region"), role("Role"), trust()),
        PAPER,
    ),
    Export(
        "two-digits",
        (numbered(), dated("Received", "%d/%m/%y", "%d/%m/%y"), region(), role(), trust()),
        PAPER,
    ),
    Export(
        "german",
        (
            dated("Eingegangen am", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M"),
            region("Wohnort"),
            role("Ihre Rolle"),
            Part("Geburtsort", cycle(REGIONS)),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "spanish",
        (
            dated("Fecha de envío", "%d-%m-%Y", "%d-%m-%Y"),
            region("¿En qué región vive usted?"),
            role("Rol"),
            trust(),
            Part("Correo", name),
        ),
        PAPER,
    ),
    Export(
        "cut-short",
        (
            numbered(),
            ISO,
            region(),
            column(TRUST[:30], "trust", cycle(SCALE)),
            column(HOPES[:39], "data_comment", words),
        ),
        ON_THE_WEB,
    ),
    Export(
        "numbered",
        (
            numbered("Submission ID"),
            ISO,
            region("Q1. Where do you live?"),
            role("Q2. In what capacity are you responding?"),
            trust(f"Q3 - {TRUST}"),
            column(f"Q4: {CLARITY}", "clarity", cycle(SCALE)),
        ),
        ON_THE_WEB,
    ),
    Export(
        "backwards",
        (WHY, trust(), COMMUNITIES, role("Who are you?"), region("Where do you live?"), DAYS, numbered()),
        PAPER,
    ),
    Export(
        "titled",
        (numbered(), ISO, region(), role(), trust()),
        (*ON_THE_WEB, *_layout(3, "last")),
        above=(("Responses 2018", "", "", "", ""), ("", "", "", "", "")),
    ),
    Export(
        "workbook", (numbered(), DAYS, region(), role(), COMMUNITIES, trust(), NAME), PAPER, suffix=".xlsx"
    ),
    Export("parquet", (numbered(), ISO, region(), role(), trust(), WHY), ON_THE_WEB, suffix=".parquet"),
    Export(
        "semicolons",
        (numbered(), ISO, region(), role(), trust(), WHY),
        ON_THE_WEB,
        form=(("delimiter", ";"),),
    ),
    Export(
        "month-names",
        (numbered(), dated("Date completed", "%d %B %Y", "%d %B %Y"), region(), role(), trust()),
        PAPER,
    ),
    Export(
        "clock",
        (
            numbered(),
            Part(
                "Timestamp",
                lambda _, at: 1_528_000_000_000 + at * 50_000_000,
                (("received_on", "columns", "Timestamp"), ("received_on", "formats", "epoch-ms")),
            ),
            region(),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "day-numbers",
        (
            numbered(),
            Part(
                "Date",
                lambda _, at: 43_255 + at,
                (("received_on", "columns", "Date"), ("received_on", "formats", "excel")),
            ),
            region(),
            trust(),
        ),
        PAPER,
    ),
    Export(
        "begun-and-ended",
        (
            numbered(),
            Part("Start time", day("%Y-%m-%d %H:%M:%S")),
            Part(
                "Completion time", day("%Y-%m-%d %H:%M:%S"), (("received_on", "columns", "Completion time"),)
            ),
            region(),
            trust(),
        ),
        ON_THE_WEB,
    ),
)
BOXED = (
    Export(
        "own-words",
        (
            numbered(),
            ISO,
            region(),
            *boxes("Do you identify with any of these? ", str, "", "Rainbow"),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "ones",
        (numbered(), ISO, region(), *boxes("Communities - ", lambda _: "1", "0", "None of these"), trust()),
        ON_THE_WEB,
    ),
    Export(
        "yes-no",
        (
            numbered(),
            DAYS,
            *boxes("Communities: ", lambda _: "Yes", "No"),
            Part("I have read the notice", YES_NO),
            Part("Are you over 18?", YES_NO),
            trust(),
        ),
        PAPER,
    ),
    Export(
        "bare-boxes",
        (numbered(), ISO, *boxes("", lambda _: "x", ""), region(), Part("Newsletter", YES_NO)),
        (("channel", "constant", "online"),),
    ),
    Export(
        "boxes-of-others",
        (
            numbered(),
            ISO,
            *(
                Part(part.heading, part.make)
                for part in boxes("Whom do you provide services to? ", lambda _: "Yes", "No")
            ),
            region(),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "commas",
        (
            numbered(),
            ISO,
            Part(
                "Communities",
                lambda chance, _: ", ".join(
                    word
                    for word in ("Māori", "Disabled people, carers and whānau", "Pasifika")
                    if chance.random() < 0.5
                ),
                (("communities", "columns", "Communities"),),
            ),
            trust(),
        ),
        ON_THE_WEB,
        unproved=(("communities", "split", ","),),
    ),
    Export(
        "plain-commas",
        (
            numbered(),
            ISO,
            Part(
                "Which communities do you belong to?",
                several(", "),
                (
                    ("communities", "columns", "Which communities do you belong to?"),
                    ("communities", "split", ","),
                ),
            ),
            trust(),
        ),
        ON_THE_WEB,
    ),
)
DOUBTFUL = (
    Export(
        "either-order",
        (
            numbered(),
            Part("Date", lambda _, at: f"{at % 9 + 1:02}/{at % 3 + 6:02}/2018"),
            region(),
            trust(),
        ),
        PAPER,
        unproved=(("received_on", "columns", "Date"),),
    ),
    Export(
        "both-orders",
        (
            numbered(),
            Part("Date", lambda _, at: f"{at % 28 + 1}/6/2018" if at % 2 else f"6/{at % 28 + 1}/2018"),
            region(),
            trust(),
        ),
        PAPER,
        unproved=(("received_on", "columns", "Date"),),
    ),
    Export(
        "one-odd-day",
        (
            numbered(),
            Part("Date", lambda chance, at: "-" if at == 3 else day("%d/%m/%Y")(chance, at), DAYS.facts),
            region(),
            trust(),
        ),
        PAPER,
    ),
    Export(
        "twins",
        (numbered(), ISO, region(), *(Part(TRUST, cycle(SCALE)) for _ in range(2))),
        (("channel", "constant", "online"),),
        unproved=(("trust", "columns", TRUST), *ABOUT_BOTH),
    ),
    Export("twin-empty", (numbered(), ISO, region(), trust(), Part(TRUST, nothing)), ON_THE_WEB),
    Export(
        "born",
        (
            numbered(),
            ISO,
            region(),
            Part("Where were you born?", cycle(REGIONS)),
            Part("Region of your employer", cycle(REGIONS)),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "two-unsaid",
        (numbered(), ISO, Part("Q7", cycle(REGIONS)), Part("Q9", cycle(REGIONS)), trust()),
        ON_THE_WEB,
        unproved=(("region", "columns", "Q7"),),
    ),
    Export(
        "boards",
        (
            numbered(),
            ISO,
            Part("Area", cycle(("Albert-Eden", "Papakura board", "Upper Harbour board"))),
            Part("Group", cycle(("An individual", "A group"))),
            trust(),
        ),
        ON_THE_WEB,
        unproved=(("region", "columns", "Area"), ("stakeholder", "columns", "Group")),
    ),
    Export(
        "contrary",
        (
            numbered(),
            ISO,
            region(),
            *(
                Part(text, cycle(SCALE))
                for text in (
                    "I do not trust how government uses my information",
                    "I trust how businesses use my information",
                    "It is clear to me when meetings may be held",
                    "Information is shared",
                    "In 2010: I trust how government uses my information",
                    "I trust how government uses my information (2017)",
                    "Before: it is clear to me when information may be collected and shared",
                )
            ),
        ),
        (("channel", "constant", "online"),),
    ),
    Export(
        "other-survey",
        (
            numbered(),
            ISO,
            region("Where do you live?"),
            Part("How satisfied are you with the library?", cycle(("Very satisfied", "Satisfied", "Unsure"))),
            Part("Do you support the new library?", YES_NO),
            Part("What should the library buy?", words),
        ),
        (("channel", "constant", "online"),),
    ),
    Export(
        "scale-numbers",
        (
            numbered(),
            ISO,
            region(),
            Part(TRUST, cycle(("1", "2", "3", "4", "5", "6")), (("trust", "columns", TRUST),)),
            Part("How likely are you to come again?", cycle(tuple("12345"))),
        ),
        ON_THE_WEB,
    ),
    Export(
        "region-numbers",
        (
            numbered("id"),
            ISO,
            Part("Region", cycle(_CODES), (("region", "columns", "Region"),)),
            Part("Postcode", cycle(("632", "3110", "110", "9016"))),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "postcodes",
        (numbered(), ISO, Part("Where do you live?", cycle(("632", "3110", "110", "9016"))), trust()),
        ON_THE_WEB,
    ),
    Export(
        "birthdays",
        (numbered(), Part("Date of birth", day("%d/%m/%Y", first=-9000)), region(), trust()),
        PAPER,
    ),
    Export(
        "scores",
        (
            numbered(),
            ISO,
            *(Part(f"Statement {one}", cycle(tuple("12345"))) for one in range(30)),
            region(),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "explained",
        (
            numbered(),
            ISO,
            region(),
            trust(),
            Part(f"{TRUST} - please explain", words),
            Part("Other, please specify", words),
        ),
        ON_THE_WEB,
    ),
    Export(
        "shortened",
        (
            Part("Response ID", lambda *_: "1.17E+11", (("id", "Response ID"),)),
            ISO,
            region(),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "both-approach",
        (
            numbered(),
            ISO,
            region(),
            column(APPROACH, "approach", cycle(("yes", "no", "partly"))),
            Part("Do you have a policy on privacy?", YES_NO),
        ),
        (("channel", "constant", "online"), ("topic", "constant", "investing_for_social_wellbeing")),
    ),
)
OF_PEOPLE = (
    Export(
        "attendance",
        (
            dated("Hui date", "%d/%m/%Y", "%d/%m/%Y"),
            column("Venue", "place", cycle(("Manukau", "Dunedin", "Hamilton"))),
            column("Session", "session", cycle(("Morning", "Evening"))),
            NAME,
            Part("Facilitator", name),
            column("Organisation", "organisation", name),
            role("Role"),
            Part("Number attending", cycle(("1", "3", "12")), (("number", "columns", "Number attending"),)),
        ),
        (("kind", "attendance"),),
    ),
    Export(
        "sign-in",
        (
            dated("Workshop date", "%d/%m/%Y", "%d/%m/%Y"),
            column("Town", "place", cycle(("Manukau", "Dunedin"))),
            Part("First name", name),
            Part("Email", name),
            role(),
            Part("Signature", nothing),
        ),
        (("kind", "attendance"),),
    ),
    Export(
        "paper",
        (
            Part("Form number", number, (("id", "Form number"),)),
            DAYS,
            Part("Batch", cycle(("A", "B"))),
            region(),
            role(),
            trust(),
            Part("Typed in by", name),
        ),
        PAPER,
    ),
    Export(
        "contacts",
        (
            numbered(),
            ISO,
            Part("Full name", name),
            Part("Email address", name),
            Part("Phone", lambda _, at: f"021 555 {at:04} {CANARY}"),
            column("Organisation name", "organisation", name),
            Part("Interviewer", cycle(NAMES)),
            region(),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "long",
        (
            Part("Respondent ID", lambda _, at: at // 5),
            ISO,
            Part("Question", cycle((TRUST, CLARITY))),
            Part("Answer", cycle(SCALE)),
        ),
        ON_THE_WEB,
        unproved=(
            ("rows", "many"),
            ("id", "Respondent ID"),
            ("received_on", "columns", "Submitted"),
            *ON_THE_WEB,
        ),
    ),
    Export(
        "counted",
        (
            Part("Region", cycle(REGIONS)),
            Part("Role", cycle(ROLES)),
            Part("Date", day("%d/%m/%Y")),
            Part("Count", cycle(("3", "17", "40"))),
        ),
        unproved=(
            ("region", "columns", "Region"),
            ("stakeholder", "columns", "Role"),
            ("received_on", "columns", "Date"),
        ),
    ),
    Export(
        "headless",
        (
            Part("1", number),
            Part("2018-06-01", day("%Y-%m-%d")),
            Part("Otago", cycle(REGIONS)),
            Part(f"Aroha {CANARY}", name),
        ),
        heads=True,
    ),
    Export(
        "headless-words",
        (
            Part("R-x", lambda _, at: f"R{at}"),
            Part("Otago", cycle(REGIONS)),
            Part("NGO", cycle(ROLES)),
            Part("agree", cycle(SCALE)),
        ),
    ),
    Export(
        "comments",
        (
            DAYS,
            Part("Name", name),
            Part("Comment", words),
            Part("What else would you like to tell us about it all?", words),
        ),
        unproved=PAPER,
    ),
    Export(
        "notes",
        (
            dated("Hui date", "%d/%m/%Y"),
            Part("Place", cycle(("Manukau", "Dunedin"))),
            Part("What was said", words),
        ),
        unproved=(
            ("kind", "notes"),
            ("received_on", "columns", "Hui date"),
            ("place", "columns", "Place"),
            ("note", "columns", "What was said"),
        ),
    ),
    Export(
        "typed-roles",
        (
            numbered(),
            ISO,
            Part("Who are you?", name),
            Part("Role", lambda chance, at: f"{chance.choice(NAMES)} {at} {CANARY}"),
            region(),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "empty-columns",
        (numbered(), Part("", nothing), ISO, Part("Spare", nothing), region(), Part("", nothing), trust()),
        ON_THE_WEB,
    ),
)
MORE = (
    *(
        Export(
            f"months-{language}",
            (
                numbered(),
                Part(
                    "Date",
                    lambda _, at, form=form, names=names: form.format(day=at % 28 + 1, month=names[at % 3]),
                    (("received_on", "columns", "Date"), ("received_on", "formats", read)),
                ),
                region(),
                trust(),
            ),
            PAPER,
        )
        for language, names, form, read in (
            ("es", ("junio", "julio", "agosto"), "{day} de {month} de 2018", "%d de %B de %Y"),
            ("mi", ("Pipiri", "Hūrae", "Here-turi-kōkā"), "{day} {month} 2018", "%d %B %Y"),
            ("de", ("Juni", "Juli", "August"), "{day}. {month} 2018", "%d. %B %Y"),
        )
    ),
    Export(
        "few-names",
        (
            numbered(),
            ISO,
            Part("Role", cycle(NAMES[:3]), (("stakeholder", "columns", "Role"),)),
            Part("Recorded by", cycle(NAMES[:2])),
            region(),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "lines",
        (
            numbered(),
            ISO,
            Part(
                "Communities",
                several("\n"),
                (("communities", "columns", "Communities"), ("communities", "split", "\n")),
            ),
            trust(),
        ),
        ON_THE_WEB,
    ),
    Export(
        "weekdays",
        (
            numbered(),
            dated("Date received", "%a %d %b %Y", "%A %d %B %Y"),
            region(),
            trust(),
        ),
        PAPER,
    ),
)
EVERY = (*RESPONSES, *BOXED, *DOUBTFUL, *OF_PEOPLE, *MORE)
