"""Working points that are told by their efficiency: `a working point with a 77% efficiency`, `the 70% working point`.

In: sentences as `spelling` writes them. Out: for each pattern what stands in its place: `the efficiency77 working point`.
"""

from __future__ import annotations

from hepir.extract.builtin.collections import ISOLATIONS
from hepir.extract.builtin.rephrasing.words import DEMAND, PASS, POINT

SHARE = r"(?:approximately |about |around |of )*(\d\d)(?:\.0)? ?%"
SORT = (
    r"(?:(?:b|flavou?r|b[- ]jet)[- ](?:jet[- ])?(?:tagging|identification|selection|jet)|average|mean|nominal|overall"
    r"|inclusive|expected|signal|tagging|identification|per-jet|selection|fixed|target|constant)"
)
SUCH = rf"(?:(?:an?|the) )?(?:{SORT} )*"
GIVING = (
    r"(?:with|of|at|for|providing|giving|having|yielding|corresponding to|resulting in|(?:that|which) (?:has|gives|provides"
    r"|yields|corresponds to|achieves|results in)|(?:is )?chosen to (?:provide|give|yield|have|achieve)|tags b[- ]jets with"
    r"|identifies b[- ]jets with|provides|corresponds to|gives|yields|has|corresponding)"
)
EFFICIENCIES: tuple[tuple[str, str], ...] = (
    # `the GradientLoose isolation criteria`, `isolated according to the Gradient working point`
    *(
        (
            rf"\b(?:be isolated (?:according to|using|with|by)|{PASS}|use) (?:the )?['‘\"“]?(?:{written})['’\"”]?"
            rf" (?:isolation )?(?:{POINT}|{DEMAND}|isolation)\b",
            f"satisfy the isolatedby{name} isolation",
        )
        for name, written in ISOLATIONS.items()
    ),
    # `at the 77% b-tagging efficiency working point`, `the MV2c10 77% working point`
    (
        rf"\b(?:(?:an?|the|its|their) )?(?:(?:MV\d\w*|DL1\w?|GN\d\w*) )?{SUCH}{SHARE}"
        rf"(?: (?:{SORT} )*efficiency)? (?:{SORT} )*{POINT}\b",
        r"the efficiency\1 working point",
    ),
    # `the medium working point of the tagger, with an efficiency of 65%`: it has a name
    (
        rf"\b([Ll]oose|[Mm]edium|[Tt]ight) ({POINT}(?: (?:of|for) [\w -]{{2,40}}?)?),? {GIVING} {SUCH}"
        rf"(?:efficiency {SHARE}|{SHARE} (?:{SORT} )*efficiency)",
        r"\1 \2",
    ),
    # `a working point with an average efficiency of 70%`, `an operating point that gives 70% b-tagging efficiency`
    (
        rf"\b(?:(?:an?|the|its|their) )?{POINT}(?: (?:of|for) [\w -]{{2,40}}?)?,? (?:chosen |is chosen |used"
        rf" )?{GIVING} {SUCH}"
        rf"(?:efficiency {SHARE}|{SHARE} (?:{SORT} )*efficiency)",
        r"the efficiency\1\2 working point",
    ),
    # `the requirement chosen provides an inclusive b-tagging efficiency of 77%`
    (
        rf"\b(?:(?:an?|the) )?(?:b[- ]tagging )?(?:{DEMAND}|threshold|cut)(?: (?:chosen|used|applied|adopted|is chosen))?"
        rf"(?: (?:in|on|for) [^,;<>]{{3,50}}?)?,? {GIVING} {SUCH}"
        rf"(?:efficiency {SHARE}|{SHARE} (?:{SORT} )*efficiency)",
        r"the efficiency\1\2 working point",
    ),
    # `b-tagged with an efficiency of 77%`, `an average b-tagging efficiency of 70% is used`
    (rf"\b(?:with|at) {SUCH}efficiency {SHARE}", r"with the efficiency\1 working point"),
    # `a requirement corresponding to an efficiency of 77% is applied to jets with pT > 20 GeV`
    (
        r"^(?:an?|the|A|The)? ?(?:the )?efficiency(\d\d) working point is (?:applied|imposed|required) (?:to|on|for)"
        r" (?:all )?jets (with [^;]{3,80}?)(?=[ .]*$)",
        r"b-jets \2 must satisfy the efficiency\1 working point",
    ),
)
