"""What can be wrong with a schema (`contents`), and with the choice of one (`choice`).

A right schema needs none of them: a module is imported when one of its diagnostics is first asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hepir.schemas.errors.choice import *  # noqa: F403
    from hepir.schemas.errors.contents import *  # noqa: F403
else:
    from hepir.diagnostics.on_demand import found_in

    __getattr__ = found_in(__name__, "contents", "choice")
