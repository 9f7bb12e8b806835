"""Files of functions made for tests, and programs that call them."""

from hashlib import sha256
from pathlib import Path

FILE = "my_functions.py"
CODE = """import numpy as np


def score(pt, eta):
    return np.tanh(pt / 50) - 0.1 * np.abs(eta)


def calibrated(pt, first, second):
    return 1.02 * pt + 0.25 * np.hypot(first, second)
"""
HASH = f"sha256:{sha256(CODE.encode()).hexdigest()}"
DECLARED = f"""function score from "{FILE}"
  hash "{HASH}"
  input pt GeV
  input eta

function calibrated from "{FILE}"
  hash "{HASH}"
  input pt MeV
  input jet_pt 2 places MeV pad 0
  output MeV
"""
PROGRAM = f"""{DECLARED}
object muons from Muon
  select score(pt, eta) > 0.1
  sort by pt descending

object jets from Jet
  sort by pt descending

define energy = calibrated(MET.pt, jets.pt)

region search
  select energy > 20 GeV
  select size(muons) >= 1
  hist energy = energy in 20 bins from 0 GeV to 100 GeV
  hist best = score(muons[0].pt, muons[0].eta) in 20 bins from -1 to 1
  hist each_of_them = score(Muon.pt, Muon.eta) in 20 bins from -1 to 1
  weight confidence = score(leading(Muon).pt, 0.5) else 1

region other
  select score(leading(Electron).pt, leading(Electron).eta) > 0.2 or energy < 15 GeV
"""


def written(folder: Path, code: str = CODE) -> str:
    """The path of a file of functions in a folder."""
    path = folder / FILE
    path.write_text(code)
    return str(path)


def declaring(code: str, name: str = "f", rules: str = "  input pt GeV\n") -> str:
    """The declaration of a function of a file with some code."""
    return f'function {name} from "{FILE}"\n  hash "sha256:{sha256(code.encode()).hexdigest()}"\n{rules}'
