"""How a generated module reads files and reports when it is run by itself.

In: nothing. Out: `MAIN`, the code that the modules of all backends end with, also of one that calls functions of files that
are named. It needs `TREES`, `COLUMNS`, `STEPS`,
`new_results` and `analyse` of its module, and argparse and uproot.
"""

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

# What `main` has more where files of functions are named.
OPTIONS = "    options = parser.parse_args()\n"
NAMED = """    parser.add_argument("--functions", action="append", default=[], help="a file of functions that it calls")
    options = parser.parse_args()
    FUNCTION_FILES.update({os.path.basename(path): path for path in options.functions})
"""


def naming_functions(ending: str) -> str:
    """The end of a generated module that calls functions of files, which are named when it is run."""
    return ending.replace(OPTIONS, NAMED)
