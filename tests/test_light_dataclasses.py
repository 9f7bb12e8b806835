"""Light dataclasses are what the standard library's are."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hepir.light_dataclasses import dataclass


@dataclasses.dataclass(frozen=True)
class StandardBase:
    """As the standard library makes it."""

    number: int
    place: int = field(kw_only=True, compare=False, repr=False)
    code: ClassVar[str] = "X"


@dataclasses.dataclass(frozen=True)
class Standard(StandardBase):
    """A class that inherits fields, and has every sort of its own."""

    name: str = "none"
    found: list[int] = field(default_factory=list)
    made: tuple[int, ...] = field(init=False, default=(1, 2))
    others: dict[str, int] = field(init=False, default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        self.others["number"] = self.number


@dataclass(frozen=True)
class LightBase:
    """The same, sooner."""

    number: int
    place: int = field(kw_only=True, compare=False, repr=False)
    code: ClassVar[str] = "X"


@dataclass(frozen=True)
class Light(LightBase):
    """A class that inherits fields, and has every sort of its own."""

    name: str = "none"
    found: list[int] = field(default_factory=list)
    made: tuple[int, ...] = field(init=False, default=(1, 2))
    others: dict[str, int] = field(init=False, default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        self.others["number"] = self.number


@dataclass(frozen=True)
class Hashed:
    """With a method of its own."""

    name: str
    noise: int = 0

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True)
class Empty:
    """Nothing."""


@dataclass(frozen=True, slots=True)
class Slotted(LightBase):
    """An option that is left to the standard library, on a light base."""

    more: int = 0


@dataclass(frozen=True)
class OnStandard(StandardBase):
    """A light class on a standard base."""

    more: int = 0


def test_fields_and_patterns_are_those_of_the_standard_library() -> None:
    described = [
        [(each.name, each.type, each.default, each.init, each.kw_only) for each in dataclasses.fields(made)]
        for made in (Light, Standard)
    ]
    assert described[0] == described[1]
    assert Light.__match_args__ == Standard.__match_args__ == ("number", "name", "found")
    assert Light.__dataclass_fields__.keys() == Standard.__dataclass_fields__.keys()
    assert (Light.made, hasattr(Light, "found")) == (Standard.made, hasattr(Standard, "found"))


@given(st.integers(), st.integers(), st.text(), st.lists(st.integers()))
def test_text_equality_and_replacement_agree(number: int, place: int, name: str, found: list[int]) -> None:
    light = Light(number, name, found, place=place)
    standard = Standard(number, name, found, place=place)
    assert repr(light) == repr(standard).replace("Standard", "Light")
    assert dataclasses.asdict(light) == dataclasses.asdict(standard)
    assert light == Light(number, name, list(found), place=place + 1) != Light(number + 1, place=place)
    assert light != standard
    assert dataclasses.replace(light, number=7) == Light(7, name, found, place=place)
    assert pickle.loads(pickle.dumps(light)) == copy.deepcopy(light) == light


@pytest.mark.parametrize("made", [Light, Standard])
def test_what_is_missing_or_too_much_is_refused(made: type) -> None:
    for arguments, named in (
        ((), {"place": 1}),
        ((1,), {}),
        ((1, "a", [], 3), {"place": 1}),
        ((1,), {"none": 2}),
    ):
        with pytest.raises(TypeError):
            made(*arguments, **named)
    assert made(1, place=2).found is not made(1, place=2).found


@pytest.mark.parametrize("value", [Light(1, place=2), Slotted(1, place=2), OnStandard(1, place=2)])
def test_none_can_be_changed(value: object) -> None:
    with pytest.raises(FrozenInstanceError):
        value.number = 3  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        del value.number  # type: ignore[attr-defined]


def test_methods_of_the_class_stay() -> None:
    assert hash(Hashed("a", 1)) == hash("a")
    assert Hashed("a", 1) != Hashed("a", 2)
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    assert {Slotted(1, place=1), Slotted(1, place=2)} == {Slotted(1, place=3)}
