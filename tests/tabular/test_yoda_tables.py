"""Tables from YODA files: what each kind of object is as a table; read by babyyoda, estimates and histograms are the same."""

import gzip

import hist
import numpy as np
import pytest
from babyyoda.grogu import estimate1d_v3, histo1d_v2, histo2d_v3

from hepir.interop.results.yoda import estimate

SCATTER = """BEGIN YODA_SCATTER2D_V2 /REF/EXP_2020_I1/d01-x01-y01
Path: /REF/EXP_2020_I1/d01-x01-y01
Title: efficiency
Type: Scatter2D
---
# xval   xerr-   xerr+   yval   yerr-   yerr+
1.5e+00 5.0e-01 5.0e-01 2.0e-01 1.0e-02 2.0e-02
3.5e+00 1.5e+00 1.5e+00 4.0e-01 3.0e-02 0.0e+00
END YODA_SCATTER2D_V2
"""
VERSION_1 = """# BEGIN YODA_SCATTER3D /EXP/m
Path=/EXP/m
Type=Scatter3D
## xval xerr- xerr+ yval yerr- yerr+ zval zerr- zerr+
1 1 1 5 5 5 0.25 0.1 0.1
3 1 1 5 5 5 0.5 0 0
# END YODA_SCATTER3D
"""
ESTIMATE = """BEGIN YODA_ESTIMATE2D_V3 /EXP/e
Path: /EXP/e
Type: Estimate2D
---
Edges(A1): [0.0, 1.0, 3.0]
Edges(A2): [10.0, 20.0]
ErrorLabels: ["stat", "sys"]
# value errDn(1) errUp(1) errDn(2) errUp(2)
nan --- --- --- ---
nan --- --- --- ---
nan --- --- --- ---
nan --- --- --- ---
nan --- --- --- ---
1.0 -0.3 0.3 -0.4 0.0
2.0 -0.1 0.1 --- ---
nan --- --- --- ---
nan --- --- --- ---
nan --- --- --- ---
nan --- --- --- ---
nan --- --- --- ---
END YODA_ESTIMATE2D_V3
"""


def test_a_scatter_with_asymmetric_errors(tables_of):
    text = 'table t from "t.yoda" entry "d01-x01-y01"\n  unit x GeV\n'
    found, problems = tables_of(text, {"t.yoda": SCATTER})
    assert problems == []
    assert found["t"].axes[0].edges == (1, 2, 5)
    assert found["t"].values == (0.2, 0.4)
    assert found["t_up"].values == pytest.approx((0.22, 0.4))
    assert found["t_down"].values == pytest.approx((0.19, 0.37))


def test_the_first_version_and_two_axes(tables_of):
    found, problems = tables_of(
        'table t from "t.yoda.gz"\n', {"t.yoda.gz": gzip.compress(VERSION_1.encode())}
    )
    assert problems == []
    assert [axis.edges for axis in found["t"].axes] == [(0, 2, 4), (0, 10)]
    assert found["t_up"].values == pytest.approx((0.35, 0.5))


def test_an_estimate_with_sources_of_errors(tables_of):
    found, problems = tables_of('table t from "t.yoda" entry "/EXP/e"\n', {"t.yoda": SCATTER + ESTIMATE})
    assert problems == []
    assert found["t"].values == (1, 2)
    assert found["t_down"].values == pytest.approx((0.5, 1.9))
    assert found["t_up"].values == pytest.approx((1.3, 2.1))


def test_what_hepir_exports(tables_of):
    made = hist.Hist(hist.axis.Regular(3, 0, 6), hist.axis.Variable([0, 1, 5]), storage=hist.storage.Weight())
    made.fill([1, 1, 3, 5, 5, 5], [0.5, 2, 2, 0.5, 0.5, 2], weight=[1, 2, 3, 4, 5, 6])
    text = estimate("/p/r/h", "h", made)
    found, problems = tables_of('table t from "t.yoda"\n', {"t.yoda": text})
    assert problems == []
    assert found["t"].values == tuple(made.values().ravel())
    moved = np.array(found["t_up"].values) - np.array(found["t"].values)
    assert moved == pytest.approx(np.sqrt(made.variances().ravel()))


def test_as_babyyoda_reads_it(tables_of):
    made = hist.Hist(hist.axis.Regular(4, 0, 8), storage=hist.storage.Weight())
    made.fill([1, 3, 3, 5, 9], weight=[1, 2, 3, 4, 5])
    text = estimate("/p/r/h", "h", made)
    theirs = estimate1d_v3.GROGU_ESTIMATE1D_V3.from_string(text)
    found, _ = tables_of('table t from "t.yoda"\n', {"t.yoda": text})
    assert found["t"].values == tuple(each.val() for each in theirs.d_bins)[1:-1]


def test_histograms_that_babyyoda_writes(tables_of):
    one = histo1d_v2.Histo1D_v2(2, 0.0, 2.0, title="one")
    one.d_key = "/one"
    for x, weight in ((0.5, 2.0), (1.5, 3.0), (1.7, 4.0)):
        one.fill(x, weight)
    two = histo2d_v3.Histo2D_v3(2, 0.0, 2.0, 1, 0.0, 5.0, title="two")
    two.d_key = "/two"
    for x, y, weight in ((0.5, 1.0, 2.0), (1.5, 1.0, 3.0), (1.5, 7.0, 9.0)):
        two.fill(x, y, weight)
    text = one.to_string() + "\n" + two.to_string()
    found, problems = tables_of('table t from "t.yoda" entry "one"\n', {"t.yoda": text})
    assert problems == [] and found["t"].values == (2, 7) and found["t_up"].values == (4, 12)
    found, problems = tables_of('table t from "t.yoda" entry "/two"\n', {"t.yoda": text})
    assert problems == [] and found["t"].values == (2, 3)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "holds no objects of YODA"),
        (
            SCATTER + ESTIMATE,
            "say which of its tables is meant, as entry: `/REF/EXP_2020_I1/d01-x01-y01`, `/EXP/e`",
        ),
        (SCATTER.replace("5.0e-01 5.0e-01 2", "0 0 2"), "`x` has values of no width"),
        (SCATTER.replace("0.0e+00\n", "\n"), "lines with too few numbers"),
        (SCATTER.replace("SCATTER2D", "PROFILE1D"), "is a profile, no scatter, histogram or estimate"),
        (ESTIMATE.replace("[10.0, 20.0]", '["a", "b"]'), "its axes have names, not bins"),
        (ESTIMATE.replace("ESTIMATE2D", "BINNEDESTIMATE<s,D>"), "its axes have names, not bins"),
        (ESTIMATE.replace("\n1.0 -0.3", "\nnan -0.3"), "it has no value for x 0 to 1, y 10 to 20"),
        (ESTIMATE.replace("\n2.0 -0.1 0.1 --- ---", ""), "has 11 rows, which is not the number of its bins"),
    ],
)
def test_broken_files(tables_of, text, problem):
    found, problems = tables_of('table t from "t.yoda"\n', {"t.yoda": text})
    assert found["t"] is None
    assert len(problems) == 1 and problem in problems[0]
