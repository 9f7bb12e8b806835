"""Tables from HEPData: bins, units, asymmetric errors, and what is refused."""

import pytest
import yaml

EFFICIENCY = {
    "independent_variables": [
        {
            "header": {"name": "$p_T$", "units": "GeV"},
            "values": [
                {"low": 20, "high": 50},
                {"low": 20, "high": 50},
                {"low": 50, "high": 100},
                {"low": 50, "high": 100},
            ],
        },
        {
            "header": {"name": "abs(eta)"},
            "values": [
                {"low": 1.5, "high": 2.5},
                {"low": 0, "high": 1.5},
                {"low": 0, "high": 1.5},
                {"low": 1.5, "high": 2.5},
            ],
        },
    ],
    "dependent_variables": [
        {
            "header": {"name": "Efficiency", "units": "%"},
            "qualifiers": [{"name": "ID", "value": "tight"}],
            "values": [
                {"value": 70, "errors": [{"asymerror": {"plus": 3, "minus": -4}}, {"symerror": 4}]},
                {"value": 80},
                {"value": 90, "errors": [{"symerror": "10%"}]},
                {"value": 85},
            ],
        },
        {
            "header": {"name": "Efficiency", "units": "%"},
            "qualifiers": [{"name": "ID", "value": "loose"}],
            "values": [{"value": each} for each in (75, 85, 95, "-")],
        },
    ],
}


def dumped(document):
    return yaml.safe_dump(document)


def test_rows_in_any_order_with_units_and_errors(tables_of):
    text = 'table t from "t.yaml" entry "Efficiency (tight)"\n  outside clamp\n'
    found, problems = tables_of(text, {"t.yaml": dumped(EFFICIENCY)})
    assert problems == []
    table = found["t"]
    assert [(axis.name, axis.edges, str(axis.dimension)) for axis in table.axes] == [
        ("x", (20, 50, 100), "an energy"),
        ("y", (0, 1.5, 2.5), "a pure number"),
    ]
    assert table.values == pytest.approx((0.8, 0.7, 0.9, 0.85))
    assert table.beyond == "clamp"
    assert found["t_up"].values == pytest.approx((0.8, 0.75, 0.99, 0.85))
    assert found["t_down"].values == pytest.approx((0.8, 0.7 - 0.04 * 2**0.5, 0.81, 0.85))


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("Efficiency (loose)", "it has no value for x 50 to 100, y 1.5 to 2.5"),
        ("Efficiency", "`Efficiency` may be any of `t: Efficiency (tight)`, `t: Efficiency (loose)`"),
        ("Acceptance", "it has no table `Acceptance`, but `t: Efficiency (tight)`, `t: Efficiency (loose)`"),
    ],
)
def test_what_cannot_be_used(tables_of, entry, problem):
    found, problems = tables_of(f'table t from "t.yaml" entry "{entry}"\n', {"t.yaml": dumped(EFFICIENCY)})
    assert problems == [f"`t` cannot be used as a table: {problem}"]
    assert found["t"] is None


def one_axis(values, units="GeV", **more):
    return dumped(
        {
            "independent_variables": [{"header": {"name": "pt", "units": units}, "values": values}],
            "dependent_variables": [
                {"header": {"name": "N", **more}, "values": [{"value": 1}] * len(values)}
            ],
        }
    )


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (one_axis([{"low": 1, "high": 2}, {"low": 3, "high": 4}]), "the bins of `pt` leave out 2 to 3"),
        (one_axis([{"low": 1, "high": 3}, {"low": 2, "high": 4}]), "two bins of `pt` overlap at 2"),
        (one_axis([{"value": 1}, {"value": 2}]), "`pt` has values of no width, which are no bins"),
        (one_axis([{"value": "a"}]), "its axis `pt` has texts such as `a`, not bins"),
        (one_axis([{"low": 1, "high": 2}] * 2), "it has two values for pt 1 to 2"),
        (
            one_axis([{"low": 1, "high": 2}], "furlong"),
            "its axis `pt` is in `furlong`, which is no unit here",
        ),
        (one_axis([{"low": 1, "high": 2}], units="GeV") + "a: [", "it is not YAML"),
        ("a: 1", "it has no `dependent_variables`"),
    ],
)
def test_broken_tables(tables_of, document, problem):
    found, problems = tables_of('table t from "t.yaml"\n', {"t.yaml": document})
    assert found["t"] is None
    assert len(problems) == 1 and problem in problems[0]


def test_units_of_the_field(tables_of):
    files = {"t.yaml": one_axis([{"low": 1, "high": 2}], "GeV/c^2", units_="")}
    found, problems = tables_of('table t from "t.yaml"\n', files)
    assert problems == [] and str(found["t"].axes[0].dimension) == "an energy"


def test_the_program_says_units_that_the_file_does_not(tables_of):
    text = 'table t from "t.yaml"\n  unit pt MeV\n  unit value fb\n'
    found, problems = tables_of(text, {"t.yaml": one_axis([{"low": 1000, "high": 2000}], "")})
    assert problems == []
    assert found["t"].axes[0].edges == (1.0, 2.0)
    assert found["t"].values == (0.001,)
    _, problems = tables_of(text, {"t.yaml": one_axis([{"low": 1000, "high": 2000}], "GeV")})
    assert problems == ["`t` cannot be used as a table: the file says the unit of `pt` itself: an energy"]


def test_a_submission(tables_of):
    submission = yaml.safe_dump_all(
        [
            {"comment": "c"},
            {"name": "Table 1", "data_file": "one.yaml"},
            {"name": "Table 2", "data_file": "two.yaml"},
        ]
    )
    files = {
        "data/submission.yaml": submission,
        "data/one.yaml": one_axis([{"low": 1, "high": 2}]),
        "data/two.yaml": one_axis([{"low": 1, "high": 3}]),
    }
    text = 'table t from "data/submission.yaml" entry "Table 2"\n'
    found, problems = tables_of(text, files)
    assert problems == [] and found["t"].axes[0].edges == (1, 3)
    files["data/submission.yaml"] = yaml.safe_dump({"data_file": "../one.yaml"})
    _, problems = tables_of(text, files)
    assert "`../one.yaml` is no name of a file beside it" in problems[0]
