"""Jets that are tagged, and working points of what was spoken of: `jets whose weight exceeds 0.8 are b-tagged`.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place.
"""

from __future__ import annotations

from hepir.extract.builtin.rephrasing.words import MUST, PASS, POINT, RANKED

TAGGED = (
    r"(?:b-tagged|(?:tagged|identified) as (?:an? )?b[- ](?:quark )?jets?)(?! (?:with|using|by|at|if|when)\b)"
)

LEVEL_WORD = r"(loose|medium|tight)"
TAGGED_VALUE = r"(?:value|score|output) of(?: the)?"

TAGS: tuple[tuple[str, str], ...] = (
    # `the tight working point of the isolation discriminant is chosen`: of what was spoken of
    (
        rf"^The {LEVEL_WORD} {POINT} (?:of|for) the (?:[\w-]+ ){{0,3}}?(isolation|identification)(?: [\w-]+){{0,2}}"
        r" (?:is|was) (?:chosen|adopted|employed|used|applied|required)(?=[ .,]*$)",
        r"must satisfy the \1 \2",
    ),
    # `jets within |eta| < 2.5 that contain b hadrons are identified with`
    (
        r"\b(?:[Ss]ignal |[Ss]elected |[Cc]entral )?[Jj]ets (?:with(?:in)? )?(abseta *<=? *[\d.]+\d)"
        r" (?:that )?contain(?:ing)? b[- ]?hadrons are ",
        r"b-jets must have \1 ; b-jets are ",
    ),
    # `the analysis uses the loose working point (WP) of DeepCSV`
    (
        r"^(?:[Tt]his|[Tt]he|[Oo]ur) (?:analysis|search|measurement) (?:considers|uses|employs|adopts|relies on)"
        r" the (loose|medium|tight)"
        r" (?:working|operating) point(?: \(WP\))? (?:of|for) (?:the )?(?:deep ?CSV|Deep(?:CSV|Jet|Flavou?r)"
        r"|CSV\w*|MV\d\w*|DL1\w?)\b"
        r"(?: \w+)?",
        r"b-jets must satisfy the \1 working point",
    ),
    (
        r"\b([Jj]ets\b[^;]*[;,] (?:and )?)those (?:with(?:in)?|having) ((?:(?!\b(?:are|is|which|must)\b)[^;])*?),? are"
        r" (?:then )?(?:considered (?:as |to be )?|said to be )?b-tagged(?=[ .]*$)",
        r"\1b-jets must have \2",
    ),
    # `jets whose mass exceeds 50 GeV`
    (
        r"\b((?:photon|electron|muon|lepton|tau|jet|track|candidate)s|those|ones) whose "
        r"(?=[^,;.]{2,60}?(?:\bis\b|\bare\b|exceeds?\b|lies?\b|[<>]))",
        r"\1 with ",
    ),
    # `jets are b-tagged if their weight exceeds 0.8`, `the weight must exceed 0.8 for a jet to be b-tagged`
    (
        r"\b(?:[Jj]ets are|[Aa] jet is) (?:then )?(?:considered (?:as |to be )?)?b-tagged (?:if|when|provided that)"
        rf" (?:(?:they|it) (?:have|has|pass(?:es)?|satisf(?:y|ies)|fulfils?|meets?)|their|its|the)(?: {TAGGED_VALUE})? +",
        "b-jets must have ",
    ),
    (
        r"\bfor (?:an? |the )?jets? to be (?:considered )?(?:b-tagged|(?:identified as )?(?:an? )?b[- ]jets?)\b",
        "for b-jets",
    ),
    (
        r"^(?:(?:All|The|Selected|Signal) )?[Jj]ets (?:with|having) ((?:(?!\b(?:are|is|which|must)\b)[^;])*?),? are"
        r" (?:then )?(?:considered (?:as |to be )?|said to be )?b-tagged(?=[ .]*$)",
        r"b-jets must have \1",
    ),
    # `at least one of the two leading jets must be b-tagged`, `the leading jet must fail the b-tagging requirements`
    (
        rf"\b[Nn](?:one|either) of ((?:the )?(?:\w+ )?{RANKED} jets)"
        rf" (?:{MUST}|may|can|is|are)(?: allowed to)?(?: be)? {TAGGED}",
        r"\1 must have no BTAGGED",
    ),
    (r"\bin which (?:any|one or more|at least one) of the jets (?:is|are) b-tagged\b", "with any b-jets"),
    (rf"({RANKED} jets?) ({MUST}|may|can) not be {TAGGED}", r"\1 must have no BTAGGED"),
    (rf"({RANKED} jets?) (?:is|are) not {TAGGED}", r"\1 has no BTAGGED"),
    (
        rf"({RANKED} jets?)(?: both)? (?:{MUST}|may|can)(?: both)? (?:not {PASS}|fail)(?: to pass)? (?:the )?"
        r"b[- ]tagging(?: \w+)?",
        r"\1 must have no BTAGGED",
    ),
    (rf"({RANKED} jets?)(?: both)? ({MUST}|to|may|can)(?: both)? be {TAGGED}", r"\1 \2 have BTAGGED"),
    (rf"({RANKED} jets?) (?:is|are) {TAGGED}", r"\1 has BTAGGED"),
)
