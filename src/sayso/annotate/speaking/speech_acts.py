"""What is done with words: demand, warning, accusation, denial, promise ... told from the content, the cue second.

A cue that only colours ("claimed", "alleged", "lashed out") says nothing here. One that names an act ("denied",
"urged", "warned") does, where the content does not show another. "hopes" and "believes" are intention and belief
whatever follows.
"""

import re

from sayso.records import EntityType, SpeechAct

BY_MIND: dict[str, SpeechAct] = {
    **dict.fromkeys(
        [
            "hope",
            "hopes",
            "hoped",
            "hoping",
            "want",
            "wants",
            "wanted",
            "wanting",
            "plan",
            "plans",
            "planned",
            "planning",
            "intend",
            "intends",
            "intended",
            "intending",
            "aim",
            "aims",
            "aimed",
            "seek",
            "seeks",
            "sought",
            "seeking",
            "wish",
            "wishes",
            "wished",
        ],
        "intention",
    ),
    **dict.fromkeys(
        [
            "believe",
            "believes",
            "believed",
            "believing",
            "think",
            "thinks",
            "thought",
            "thinking",
            "fear",
            "fears",
            "feared",
            "fearing",
            "expect",
            "expects",
            "expected",
            "expecting",
            "doubt",
            "doubts",
            "doubted",
            "consider",
            "considers",
            "considered",
            "feel",
            "feels",
            "felt",
            "suspect",
            "suspects",
            "suspected",
            "assume",
            "assumes",
            "assumed",
        ],
        "belief",
    ),
}
BY_CUE: dict[str, SpeechAct] = {
    **dict.fromkeys(["deny", "denies", "denied", "denying", "denial", "refute", "refutes", "refuted", "rebut", "rebuts", "rebutted", "reject", "rejects", "rejected", "rejecting", "dismiss", "dismisses", "dismissed", "dismissing"], "denial"),
    **dict.fromkeys(["accuse", "accuses", "accused", "accusing", "blame", "blames", "blamed", "blaming", "accusation", "charge", "charges", "charged", "criticize", "criticizes", "criticized", "criticizing", "criticise", "criticises", "criticised", "criticising", "condemn", "condemns", "condemned", "condemning", "denounce", "denounces", "denounced", "denouncing", "decried"], "accusation"),
    **dict.fromkeys(["warn", "warns", "warned", "warning", "caution", "cautions", "cautioned", "cautioning", "threaten", "threatens", "threatened", "threatening"], "warning"),
    **dict.fromkeys(["urge", "urges", "urged", "urging", "demand", "demands", "demanded", "demanding", "call", "calls", "called", "calling", "request", "requests", "requested", "appeal", "appeals", "appealed", "order", "orders", "ordered", "beg", "begged", "implore", "implored", "plead", "pleaded"], "demand"),
    **dict.fromkeys(["vow", "vows", "vowed", "vowing", "pledge", "pledges", "pledged", "pledging", "promise", "promises", "promised", "promising", "swear", "swore", "guarantee", "guaranteed"], "promise"),
    **dict.fromkeys(["praise", "praises", "praised", "praising", "hail", "hails", "hailed", "hailing", "applaud", "applauds", "applauded", "commend", "commends", "commended", "laud", "lauded", "thank", "thanks", "thanked", "thanking", "congratulate", "congratulated", "welcome", "welcomes", "welcomed"], "praise"),
    **dict.fromkeys(["announce", "announces", "announced", "announcing", "announcement", "declare", "declares", "declared", "declaring", "unveil", "unveiled"], "announcement"),
    **dict.fromkeys(["report", "reports", "reported", "reporting", "show", "shows", "showed", "found", "finds"], "report"),
}  # fmt: skip
OPINING = frozenset({
    "argue", "argues", "argued", "arguing", "suggest", "suggests", "suggested", "suggesting", "speculate", "speculates", "speculated",
    "predict", "predicts", "predicted", "opined", "quipped", "joked", "mused", "called", "calling", "calls", "described", "describing",
})  # fmt: skip
"""Cues of judging: where the content shows no other act it is an opinion."""
BODIES = frozenset({"organization", "government", "group"})
ASKING_CALL = re.compile(r"\b(?:for|on|upon)\b", re.IGNORECASE)
DEMAND = re.compile(
    r"\b(?:must(?!\s+be\s+(?:true|that))|should|ought\s+to|(?<!will\s)(?<!would\s)(?:need|needs)\s+to|(?:we|i|they|he|she)\s+(?:need|demand|insist\s+on|call\s+(?:on|for))"
    r"|(?:we|they|you|he|she|it)\s+(?:has|have)\s+(?:got\s+)?to(?!\s+do\s+with)|had\s+better|shall\s+not|calls?\s+(?:on|for)|it\s+is\s+(?:time|necessary|essential|imperative)\s+(?:to|for|that))\b",
    re.IGNORECASE,
)
PAST_DEMAND = re.compile(r"\bshould\s+(?:not\s+)?have\b|\bmust\s+have\s+\w+(?:ed|en)\b", re.IGNORECASE)
PROMISE = re.compile(
    r"\b(?:i|we)\s+(?:promise|pledge|vow|swear|guarantee)|\b(?:i|we)(?:'|’)?ll\s+never\b|\byou\s+have\s+my\s+word\b",
    re.IGNORECASE,
)
WARNING = re.compile(
    r"\b(?:i|we)\s+(?:warn|caution)|\bwill\s+(?:face|suffer|pay|regret|be\s+held)\b|\bface\s+(?:severe\s+|serious\s+)?consequences\b"
    r"|\bif\b[^.]{3,160}\b(?:will|would)\s+(?:be\s+(?:forced|targeted|met|destroyed)|face|continue|retaliate|respond|strike|attack)\b",
    re.IGNORECASE,
)
DENIAL = re.compile(
    r"\b(?:is|are|was|were)\s+(?:simply\s+|completely\s+|totally\s+|absolutely\s+)?(?:not\s+true|untrue|false|baseless|a\s+lie|lies|fake|nonsense|unfounded)\b"
    r"|\bno\s+truth\b|\b(?:i|we|he|she|they)\s+(?:did\s+not|didn(?:'|’)t|never|have\s+never|has\s+never|had\s+nothing\s+to\s+do)\b|\bhad\s+no\s+(?:role|part|involvement|knowledge)\b",
    re.IGNORECASE,
)
ACCUSATION = re.compile(
    r"\b(?:is|are|was|were|be)\s+(?:to\s+blame|responsible\s+for|guilty\s+of|behind\s+(?:the|this|that|these)|complicit|lying|corrupt)\b"
    r"|\b(?:has|have|had)?\s*(?:lied|cheated|violated|betrayed|conspired|colluded|murdered|covered\s+up)\b|\b(?:unlawful|illegal|unconstitutional|discriminatory|rigged|inappropriate|unhelpful|corrupt|brutal|racist|sexist|divisive|dishonest|hostile|reckless|toxic|abusive|homophobic)(?:ly)?\b|\b(?:violat\w+|harass\w+|abus(?:e|ed|ing)|discriminat\w+|hypocri\w+|incit\w+|propaganda|spying|undermin\w+|provocation\w*|aggression|racism|homophobia|bigotry|interfer\w+|negligence|misconduct|deni(?:er|al)s?)\b|\b(?:fail(?:ed|s|ing)?|failure|refus(?:ed|es|ing|al))\s+to\b|\b(?:steals?|stole|stolen|misled|mislead(?:s|ing)?|ruin(?:ed|s|ing)?|damaged|betray\w*)\b|\bno\s+place\s+in\b|\bput(?:s|ting)?\s+[^.]{2,40}\s+at\s+risk\b|\bcrimes?\s+(?:of|against|by|in)\b|\bcover-?up\b",
    re.IGNORECASE,
)
PRAISE = re.compile(
    r"\b(?:proud\s+of|thank(?:s|ful|ed)?|grateful|congratulat\w+|commend\w*|applaud\w*|salute|terrific|talented|excellent(?:ly)?|admir\w+|(?:i|we)\s+(?:like|love|respect)|confidence\s+in|(?:his|her|its|their|my|our|great)\s+(?:support\s+for|appreciation|progress)|in\s+the\s+right\s+direction|very\s+(?:good|big)\s+(?:guy|thing|man|person|job)|(?:great|good|wonderful|incredible|amazing|tremendous)\s+(?:job|work|man|woman|leader|friend|person)|hero(?:es|ic)?)\b",
    re.IGNORECASE,
)
INTENTION = re.compile(
    r"^\W*(?:that\s+)?(?:he|she|they|we|i|it)\s+(?:also\s+|still\s+|really\s+)?(?:hopes?|hoped|wants?|wanted|plans?|planned|intends?|intended|aims?|aimed)\b",
    re.IGNORECASE,
)
ANNOUNCEMENT = re.compile(
    r"\b(?:(?:i|we)(?:\s+are|\s+am|(?:'|’)re|(?:'|’)m)\s+(?:officially\s+|formally\s+)?(?:announcing|launching)|hereby|effective\s+immediately|has\s+decided\s+to|have\s+decided\s+to|(?:has|have)\s+hired|will\s+(?:take\s+over|no\s+longer|now\s+consider)|(?:is|are)\s+scheduled\s+for)\b",
    re.IGNORECASE,
)
WILL = re.compile(r"\b(?:will|is\s+set\s+to|are\s+set\s+to)\s+(?:not\s+|also\s+|now\s+|all\s+)?[a-z]+\b")
OPINION = re.compile(
    r"\b(?:i|we)\s+(?:(?:do\s+not|don(?:'|’)t|strongly|really|just)\s+)?(?:think|feel|believe)\b|\bin\s+my\s+(?:view|opinion)\b|^\W*personally\b"
    r"|\bit(?:(?:'|’)s|\s+is|\s+was)\s+(?:not\s+|so\s+|very\s+|just\s+|also\s+|a\s+)*(?:important|good|bad|wrong|right|clear|hard|difficult|easy|sad|great|tremendous|critical|terrible|troubling)\b"
    r"|\b(?:obviously|clearly|certainly|definitely|probably|perhaps|maybe|frankly|unfortunately|very\s+likely|nobody|worst|dismayed|disturbed|disgusted|shocked|saddened|offensive|troubling|inherently)\b|\bwould\s+(?:not|never|take|be)\b|\bwouldn(?:'|’)t\b|\bso\s+(?:much\s+)?(?:more\s+)?important\b"
    r"|\b(?:disgrac\w+|ridiculous|outrageous|terrible|horrible|shameful|unacceptable|absurd|wonderful|beautiful|a\s+(?:big\s+|huge\s+|grave\s+|terrible\s+)?mistake|the\s+right\s+thing|the\s+wrong\s+thing|unfair|illegitimate|legitimate|historic|tragic|tragedy|disappoint\w+|dangerous|foolish|stupid)\b",
    re.IGNORECASE,
)


def speech_act(content: str, cue: str, speaker: EntityType) -> SpeechAct:
    """The act of one attribution, from its content, its cue's words and the type of its speaker."""
    words = cue.lower().split()
    for word in words:
        if word in BY_MIND:
            return BY_MIND[word]
    if INTENTION.search(content):
        return "intention"
    named: SpeechAct | None = next((BY_CUE[word] for word in words if word in BY_CUE), None)
    if (
        named == "demand"
        and words
        and words[0].startswith("call")
        and not ASKING_CALL.search(cue + " " + content[:12])
    ):
        named = None  # "called it a disgrace" names no demand
    if (
        DEMAND.search(content)
        and not PAST_DEMAND.search(content)
        and named not in {"denial", "accusation", "promise"}
    ):
        return "demand"
    if PROMISE.search(content):
        return "promise"
    if named is not None and named != "report":
        return named
    for pattern, act in (
        (WARNING, "warning"),
        (DENIAL, "denial"),
        (ACCUSATION, "accusation"),
        (ANNOUNCEMENT, "announcement"),
        (PRAISE, "praise"),
        (OPINION, "opinion"),
    ):
        if pattern.search(content):
            return act  # type: ignore[return-value]
    if any(word in OPINING for word in words):
        return "opinion"
    if speaker in BODIES and WILL.search(content):
        return "announcement"
    if named == "report" or speaker in {"outlet", "document"}:
        return "report"
    return "statement"
