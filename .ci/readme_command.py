"""The commands of the README, so that what is run is what is printed there.

In: a name, `test` or `demo`. Out: the shell code of the fenced block that follows `<!-- NAME command -->`.
"""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def readme_command(name: str) -> str:
    """The one block marked with `name`; an error where there is none or a second."""
    pattern = rf"^<!-- {name} command -->\n+```sh\n(.*?)^```$"
    blocks: list[str] = re.findall(pattern, README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    if len(blocks) != 1:
        raise SystemExit(f"README.md has {len(blocks)} blocks marked `<!-- {name} command -->`, not one")
    return blocks[0].strip()


if __name__ == "__main__":
    print(readme_command(sys.argv[1]))
