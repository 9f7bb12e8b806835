"""Random programs reach all that a program can say about events."""

import random_formats
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_functions import APART, SIMPLE, letters_of
from random_programs import programs
from random_shapes import THRESHOLDS

from hepir.intrinsics.registry import FORMS, REDUCTIONS, functions
from hepir.source import Source
from hepir.syntax import expression_tree, tree
from hepir.syntax.parsing import parse

# What says nothing about events, and what has no meaning of its own.
ELSEWHERE = {
    *("Node", "Statement", "Expression", "Identifier", "Program", "Comment"),
    *("Analysis", "Fact", "SourceStatement", "Note", "Cited", "Assumed", "Expect", "Hole"),
    "descends_from",  # test_links has it
    "hit_or_miss",  # test_hit_or_miss has it
    # test_tables has random ones
    *("Numbers", "Outside", "Stored", "TableAxis", "TableBlock", "TableErrors", "TableUnit", "TableValues"),
    # test_models has them
    *("ModelBlock", "ModelHash", "ModelInput", "ModelOutput", "Setting"),
    # test_external_functions has random ones
    *("FunctionBlock", "FunctionOutput"),
    # test_variations has random ones
    *(
        "SystematicBlock",
        "Variation",
        "WeightVariation",
        "InputVariation",
        "BranchVariation",
        "TreeVariation",
    ),
}
OPERATORS = {"+", "-", "*", "/", "<", "<=", ">", ">=", "==", "!=", "and", "or"}


def nodes(value):
    """All nodes of a tree."""
    if isinstance(value, tuple):
        for each in value:
            yield from nodes(each)
    elif isinstance(value, tree.Node):
        yield value
        for each in vars(value).values():
            yield from nodes(each)


def named(node):
    """What a node is: its class, and the function or the operators that it has."""
    yield type(node).__name__
    if isinstance(node, tree.Call):
        yield node.function.text
    for operators in (getattr(node, "operators", ()), getattr(node, "operator", ())):
        yield from (operators,) if isinstance(operators, str) else operators


def test_all_is_reached() -> None:
    seen = set()

    @settings(max_examples=250, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(list(random_formats.FORMATS)).flatmap(
            lambda name: programs(random_formats.FORMATS[name][1])
        )
    )
    def collect(text: str) -> None:
        program = parse(Source("random.hep", text)).program
        assert program is not None
        seen.update(word for node in nodes(program) for word in named(node))

    collect()
    classes = {
        name
        for module in (tree, expression_tree)
        for name, each in vars(module).items()
        if isinstance(each, type) and issubclass(each, tree.Node)
    }
    wanted = (classes | OPERATORS | {*FORMS, *REDUCTIONS}) - ELSEWHERE
    assert wanted - seen == set()


def test_all_functions_of_numbers_and_objects_are_drawn() -> None:
    # sums with missing momentum draw those of a transverse momentum
    giving = [each for each in functions().values() if each.returns.gives != "transverse"]
    simple = [each for each in giving if all(own.takes in SIMPLE for own in each.parameters)]
    drawn = [
        each
        for each in simple
        if any(letters_of(each, name) is not None for name in THRESHOLDS if name != "int")
    ]
    assert {each.name for each in simple} - {each.name for each in drawn} == set(APART)
