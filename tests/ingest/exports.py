"""Makes exports of paid archives for tests, as Factiva and Nexis lay them out. Outlets, people and texts are invented."""

import textwrap

SAID = (
    "The old bridge over the Senn will close for a month, the harbour office said on Monday, and a ferry will run every ten "
    "minutes until the work is done."
)
MORE = "“It is not safe,” said Ada Morrow, who runs the office. IN the end nobody crossed it. HD screens showed why."
BODY = f"{SAID}\n\n{MORE}"
WORDS = len(BODY.split())


def accession(number: int, code: str = "HARL") -> str:
    return f"{code}0000203105{number:02}eh7r0000{number % 10}"


def factiva_coded(number: int, *, words: int = WORDS, body: str = BODY) -> str:
    """An article with field codes, the body in LP and TD."""
    lead, _, rest = body.partition("\n\n")
    return f"""SE  News
HD  Bridge over the Senn shut, day {number}
BY  By Ada Morrow and Jon Vint
WC  {words} words
PD  {number} May 2031
ET  10:05
SN  The Harbour Ledger
SC  HARL
ED  Final
PG  {number}
LA  English
CY  Copyright 2031 Harbour Media.  All rights reserved.

LP
{lead}

TD
{rest}

CO  senmil : Senn Mill Ltd
IN  i79 : Bridges
NS  gcat : Political/General News
RE  elsin : Elsin
PUB  Harbour Media Ltd
AN  Document {accession(number)}

"""


def factiva_plain(number: int, *, words: int = WORDS, body: str = BODY) -> str:
    """An article as Factiva displays it, without codes."""
    return f"""News
Bridge over the Senn shut, day {number}
By Ada Morrow
{words} words
{number} May 2031
10:05
The Harbour Ledger
HARL
{number}
English
Copyright 2031 Harbour Media.  All rights reserved.

{body}

Document {accession(number)}

"""


FACTIVA_END = """Search Summary
Text	bridge and senn
Date	All Dates
Source	All Sources
Results Found	3
Timestamp	4 June 2031 10:00
© 2031 Factiva, Inc. All rights reserved.
"""

NEXIS_COVER = """User Name: Pat Doe
Date and Time: Tuesday, May 6, 2031 10:00:00 AM GMT
Job Number: 123456
Documents (3)
1. Bridge over the Senn shut, day 1
Client/Matter: -None-
Search Terms: bridge and senn
Search Type: Terms and Connectors
Narrowed by:
Content Type	Narrowed by
News	-None-

"""


def nexis(
    number: int, *, words: int = WORDS, body: str = BODY, outlet: str = "The Harbour Ledger (Elsin)"
) -> str:
    """An article as Nexis Uni lays it out."""
    return f"""Bridge over the Senn shut, day {number}
{outlet}
May {number}, 2031 Tuesday 10:05 AM GMT

Copyright 2031 Harbour Media All Rights Reserved

Section: NEWS; Pg. {number}
Length: {words} words
Byline: Ada Morrow
Dateline: ELSIN
Highlight: A ferry will run
Body

{body}

Graphic

The bridge, as it was

Classification

Language: ENGLISH
Publication-Type: Newspaper
Subject: BRIDGES (90%); FERRIES (80%)

Load-Date: May {number}, 2031

End of Document

"""


OLD_COVER = (
    "\n\nDownload Request: Selected Items: 1-3\nTime Of Request: Friday, June 6, 2031\nTerms: (bridge)\n\n\n"
)


def nexis_old(number: int, *, words: int = WORDS, body: str = BODY) -> str:
    """An article as the older LexisNexis laid it out, with lines of a printer."""
    wrapped = "\n\n".join(textwrap.fill(part, 78) for part in body.split("\n\n"))
    return f"""                               {number} of 3 DOCUMENTS


                               The Harbour Ledger

                             May {number}, 2031 Tuesday
                                  Final Edition

Bridge over the Senn shut, day {number}

BYLINE: Ada Morrow

SECTION: NEWS; Pg. {number}

LENGTH: {words} words

{wrapped}

LOAD-DATE: May {number}, 2031

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                          Copyright 2031 Harbour Media
                              All Rights Reserved

"""
