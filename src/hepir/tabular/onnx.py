"""What an ONNX file says that it takes and gives.

In: the bytes of a file, which are not trusted. Out: its inputs and outputs; raises `TableError`. Only these few fields of the
format (protocol buffers) are looked at, so that a program can be checked without the packages that run models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hepir.light_dataclasses import dataclass
from hepir.tabular.files import TableError

LARGEST = 256 * 1024 * 1024
DTYPES = {1: "float32", 11: "float64"}
VARINT, FIXED_64, BYTES, FIXED_32 = 0, 1, 2, 5
# fields of ModelProto, GraphProto, ValueInfoProto, TypeProto, TypeProto.Tensor, TensorShapeProto and its Dimension
GRAPH, INITIALIZER, INPUT, OUTPUT = 7, 5, 11, 12
NAME, TYPE, TENSOR, ELEMENT, SHAPE, DIMENSION, SIZE = 1, 2, 1, 1, 2, 1, 1
TENSOR_NAME = 8


@dataclass(frozen=True)
class Port:
    """An input or output: its name, the type of its numbers (of numpy; empty for others), and its sizes (0: any)."""

    name: str
    dtype: str
    shape: tuple[int, ...]

    def __str__(self) -> str:
        sizes = ", ".join(str(size) if size else "any" for size in self.shape)
        return f"`{self.name}` [{sizes}]"


@dataclass(frozen=True)
class Ports:
    """The inputs and outputs of a file, in their order."""

    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]


def read_ports(data: bytes) -> Ports:
    """The inputs and outputs of a file; what it holds itself as constants is no input."""
    try:
        graphs = [graph for number, graph in fields(data) if number == GRAPH and isinstance(graph, bytes)]
        if len(graphs) != 1:
            raise TableError("the file is no ONNX model")
        (graph,) = graphs
        held = {text_of(each, TENSOR_NAME) for each in parts(graph, INITIALIZER)}
        inputs = [port_of(each) for each in parts(graph, INPUT)]
        outputs = [port_of(each) for each in parts(graph, OUTPUT)]
    except (IndexError, ValueError):
        raise TableError("the file is no ONNX model") from None
    return Ports(tuple(each for each in inputs if each.name not in held), tuple(outputs))


def port_of(data: bytes) -> Port:
    """An input or output."""
    tensors = [tensor for kind in parts(data, TYPE) for tensor in parts(kind, TENSOR)]
    dtype, shape = "", list[int]()
    for number, value in fields(tensors[0]) if tensors else ():
        if number == ELEMENT and isinstance(value, int):
            dtype = DTYPES.get(value, "")
        elif number == SHAPE and isinstance(value, bytes):
            shape = [size_of(each) for each in parts(value, DIMENSION)]
    return Port(text_of(data, NAME), dtype, tuple(shape))


def size_of(dimension: bytes) -> int:
    """A size; 0 where it may be any."""
    sizes = [value for number, value in fields(dimension) if number == SIZE and isinstance(value, int)]
    return sizes[0] if sizes and 0 < sizes[0] < 1 << 31 else 0


def text_of(data: bytes, wanted: int) -> str:
    """The text of a field."""
    return next(iter(parts(data, wanted)), b"").decode("utf-8")


def parts(data: bytes, wanted: int) -> list[bytes]:
    """The messages and texts of a field."""
    return [value for number, value in fields(data) if number == wanted and isinstance(value, bytes)]


def fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message: their numbers and values."""
    place = 0
    while place < len(data):
        key, place = varint(data, place)
        value: int | bytes
        match key & 7:
            case 0:
                value, place = varint(data, place)
            case 2:
                length, place = varint(data, place)
                value, place = sliced(data, place, length)
            case 1:
                value, place = sliced(data, place, 8)
            case 5:
                value, place = sliced(data, place, 4)
            case _:
                raise ValueError("a kind of field that is not known")
        yield key >> 3, value


def sliced(data: bytes, place: int, length: int) -> tuple[bytes, int]:
    """So many bytes, all of which must be there."""
    if place + length > len(data):
        raise ValueError("it ends too early")
    return data[place : place + length], place + length


def varint(data: bytes, place: int) -> tuple[int, int]:
    """A whole number, and the place behind it."""
    value = 0
    for shift in range(0, 70, 7):
        byte = data[place]
        value |= (byte & 127) << shift
        place += 1
        if byte < 128:
            return value, place
    raise ValueError("a number without an end")


def shown(ports: Sequence[Port]) -> str:
    """Inputs or outputs, for a message."""
    return ", ".join(map(str, ports)) or "none"
