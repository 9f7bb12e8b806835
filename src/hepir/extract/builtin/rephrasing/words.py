"""Parts of patterns that several turns of phrase share.

In: nothing. Out: regular expressions without groups.
"""

from __future__ import annotations

NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+(?!\.\d))"
COUNT = rf"(?:at least |exactly |at most |more than |no more than |fewer than |only )?(?:{NUMBER} or )?{NUMBER}(?: or more)?"
MUST = r"must|(?:is|are) required to|(?:has|have) to|should"
MUST_BE = r"must be|(?:is|are) required to be|(?:has|have) to be|is|are|being"
PASS = r"(?:pass|satisfy|fulfil+)"
PASSING = (
    r"(?:(?:that )?(?:pass(?:ing|es)?|satisfy(?:ing)?|fulfil+ing|using|with|at"
    r"|(?:identified|tagged|selected) (?:with|using|at)))"
)
LEVEL = r"(?:the|a) (loose|medium|tight|efficiency\d\d)"
TAGGING = r"(?:(?:b[- ](?:tag|tagging|jet)|CSVv2|CSV|DeepCSV|DeepJet|DeepFlavou?r|MV2c\d+|DL1r?) )?"
POINT = r"(?:working point|operating point|WP)"
DEMAND = r"requirements?|criteri(?:on|a)|selection"
SORT = r"(?:photons|electrons|muons|taus|leptons|jets)"
GONE = r"(?:is|are) (?:rejected|removed|discarded|excluded|vetoed|not considered|not used)"
FAILING = rf"(?:fails?(?: to {PASS})?|(?:do|does) not {PASS})"
EACH = r"(?:a|an|any|the|selected|identified|isolated|good)"

VALUE = r"\d+(?:\.\d+)? ?(?:GeV|TeV|MeV)?"
SIGNED = r"(?:opposite|same|like)[- ](?:sign|charge|flavou?r)|oppositely[- ]charged|OSSF|SFOS|OS|SS"
OBJECTS = (
    r"(?:(?:b-tagged|b|large-R|AK8|isolated|selected|signal) )*"
    r"(?:jets|b-jets|leptons|electrons|muons|photons|taus|tracks)"
)
# What a selection is called that is that of all events.
SHARED = (
    r"(?:(?:event|signal|final|offline|online|baseline|common|standard|nominal|main|basic|full|complete|kinematic|overall"
    r"|analysis|cut-based|initial|general|(?:jet|lepton|photon|muon|electron|tau|track|object|candidate)s?|pre-?selection) )"
)
SMALLER = r"(?:less|smaller|lower) than|below"
RANKED = (
    r"(?:(?:sub-?)*leading|next-to-leading|trailing|hardest|highest-? ?pT"
    r"|(?:second|third|fourth)(?:[- ](?:leading|hardest|highest-? ?pT))?)"
)
