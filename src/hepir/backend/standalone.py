"""How a generated module reads files and reports when it is run by itself.

In: the columns of a module. Out: `MAIN`, the code that the modules of all backends end with, also of one that calls
functions of files that are named, or reads more than plain branches. It needs `TREES`, `COLUMNS`, `STEPS`, `new_results` and
`analyse` of its module, and argparse, uproot, awkward and numpy.
"""

from __future__ import annotations

from hepir.ir.listed import lists_of
from hepir.ir.membership import Numbers
from hepir.ir.plan import Plan
from hepir.schemas.joined import THEN

MAIN = '''
def read(path, columns):
    """The columns of a ROOT file's tree, in chunks."""
    with uproot.open(path) as file:
        names = [name for name in TREES if name in file] or file.keys(filter_classname=["TTree", "*RNTuple*"])
        tree = file[names[0]]
        for start in range(0, tree.num_entries, 100_000):
            stop = min(start + 100_000, tree.num_entries)
            yield {name: tree[name].array(entry_start=start, entry_stop=stop) for name in columns}


def main():
    """Run on files and print the cutflow of each region; histograms go to a ROOT file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+", help="ROOT files")
    parser.add_argument("--data", action="store_true", help="the files hold data, not simulation")
    parser.add_argument("--output", default="histograms.root", help="where the histograms go")
    options = parser.parse_args()
    results = new_results()
    for path in options.inputs:
        for events in read(path, COLUMNS):
            analyse(events, results, simulation=not options.data)
    with uproot.recreate(options.output) as file:
        for name, region in results.items():
            print(name)
            for label, entries, sumw in zip(STEPS[name], region["entries"], region["sumw"]):
                print(f"  {entries:>12} {sumw:>16.6g}  {label}")
            for title, histogram in region["histograms"].items():
                if histogram.ndim <= 3:
                    file[f"{name}/{title}"] = histogram


if __name__ == "__main__":
    main()
'''

# What `read` has more where a column is not a branch: lists of references (TRefArray), parts of links, several branches.
BRANCH = "tree[name].array(entry_start=start, entry_stop=stop)"
COLUMN = "column_of(tree, name, start, stop)"
COLUMN_OF = '''
def column_of(tree, name, start, stop):
    """A column: a branch, a part of its links, the numbers of its references; of several, those of one after the other."""
    if ", then " in name:
        return ak.concatenate([column_of(tree, each, start, stop) for each in name.split(", then ")], axis=1)
    if " for " in name:
        number, _, branch = name.partition(" for ")
        return ak.full_like(column_of(tree, branch, start, stop), float(number), dtype="float64")
    branch, _, part = name.rpartition(".m_pers")
    if branch and branch in tree:
        return ak.without_parameters(tree[branch].array(entry_start=start, entry_stop=stop)[f"m_pers{part}"])
    if getattr(tree[name].streamer, "typename", "") != "TRefArray":
        return tree[name].array(entry_start=start, entry_stop=stop)
    events = tree[name].array(entry_start=start, entry_stop=stop, library="np")
    objects = [each.refs for event in events for each in event]
    numbers = np.array([number for each in objects for number in each], dtype=np.int64)
    lists = ak.unflatten(numbers, np.array([len(each) for each in objects], dtype=np.int64))
    return ak.unflatten(lists, np.array([len(each) for each in events], dtype=np.int64))

'''


def reading_columns(ending: str, plan: Plan) -> str:
    """The end of a generated module that reads its columns, whatever they are."""
    numbers = any(isinstance(each.form, Numbers) for each in lists_of(plan))
    if numbers or any(THEN in each or ".m_pers" in each for each in plan.columns):
        return f"{COLUMN_OF}\n{ending.replace(BRANCH, COLUMN).lstrip()}" if BRANCH in ending else ending
    return ending


# What `main` has more where files of functions are named.
OPTIONS = "    options = parser.parse_args()\n"
NAMED = """    parser.add_argument("--functions", action="append", default=[], help="a file of functions that it calls")
    options = parser.parse_args()
    FUNCTION_FILES.update({os.path.basename(path): path for path in options.functions})
"""


def naming_functions(ending: str) -> str:
    """The end of a generated module that calls functions of files, which are named when it is run."""
    return ending.replace(OPTIONS, NAMED)
