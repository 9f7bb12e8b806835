"""Helper functions of generated modules: all objects of all events at once, one after the other.

In: nothing. Out: the source of the class `Flat`, whose properties are numpy arrays with one number for each object.
"""

HELPERS = {
    "Flat": '''
class Flat:
    """Objects of all events, one after the other. `objects["pt"]` is a numpy array, or an awkward one where some are
    missing; `objects[numbers]` are the objects at these places; `event` has the event of each."""

    def __init__(self, layout, index=None, counts=None, event=None, missing=False):
        while not isinstance(layout, dict) and (layout.is_indexed or layout.is_option):
            layout = layout if layout.is_indexed else layout.to_IndexedOptionArray64()
            own = layout.index.data
            index = own if index is None else places_of(own, index, missing)
            missing = missing or bool(layout.is_option and (index < 0).any())
            layout = layout.content
        self.layout, self.index, self.missing = layout, index, missing
        self.counts, self.events = counts, event

    def __len__(self):
        if self.index is not None:
            return len(self.index)
        return len(next(iter(self.layout.values())) if isinstance(self.layout, dict) else self.layout)

    @property
    def fields(self):
        return list(self.layout) if isinstance(self.layout, dict) else self.layout.fields

    @property
    def event(self):
        if self.events is None:
            every = np.arange(len(self) if self.counts is None else len(self.counts))
            self.events = every if self.counts is None else np.repeat(every, self.counts)
        return self.events() if callable(self.events) else self.events

    def __getitem__(self, what):
        if not isinstance(what, str):
            index = what if self.index is None else self.index.take(what)
            return Flat(self.layout, index, None, lambda: self.event[what], self.missing)
        if isinstance(self.layout, dict):
            values = self.layout[what]
            return values if self.index is None else picked(values, self.index)
        return Flat(self.layout.content(what), self.index, self.counts, self.events, self.missing).values()

    def values(self):
        if self.layout.is_record:
            return self
        if not self.missing:
            values = self.layout.data
            return values if self.index is None else values.take(self.index)
        index = ak.index.Index64(self.index)
        return ak.Array(ak.contents.IndexedOptionArray.simplified(index, self.layout))

    def there(self):
        found = self.index >= 0 if self.missing else np.ones(len(self), dtype=bool)
        parts = [self[name] for name in self.layout] if isinstance(self.layout, dict) else []
        gone = [ak.to_numpy(ak.is_none(each)) for each in parts if isinstance(each, ak.Array)]
        return found & ~np.logical_or.reduce(gone) if gone else found

    # ---- momenta: what is not stored follows from pt, eta, phi and mass, or from px, py, pz and energy ----
    def __getattr__(self, name):
        if name.startswith("_") or name not in MOMENTUM:
            raise AttributeError(name)
        values = self[name] if name in self.fields else MOMENTUM[name](self)
        setattr(self, name, values)
        return values

    def added(self, other, sign):
        return Flat({name: getattr(self, name) + sign * getattr(other, name) for name in CARTESIAN})

    def __add__(self, other):
        return self.added(other, 1)

    def __sub__(self, other):
        return self.added(other, -1)

    def __neg__(self):
        return Flat({name: -getattr(self, name) for name in CARTESIAN})

    def deltaphi(self, other):
        return turned(self.phi - other.phi)

    def deltaeta(self, other):
        return self.eta - other.eta

    def deltaR2(self, other):
        phi, eta = self.deltaphi(other), self.deltaeta(other)
        return phi * phi + eta * eta

    def deltaR(self, other):
        return np.sqrt(self.deltaR2(other))


def picked(values, index):
    """The values at these places."""
    return values.take(index) if isinstance(values, np.ndarray) else values[index]


def places_of(places, index, missing):
    """The places at these places; -1 stands for none."""
    if not missing:
        return places.take(index)
    found = np.full(len(index), -1)
    found[index >= 0] = places.take(index[index >= 0])
    return found


CARTESIAN = ("px", "py", "pz", "energy")
MOMENTUM = {
    "px": lambda each: each.pt * np.cos(each.phi),
    "py": lambda each: each.pt * np.sin(each.phi),
    "pz": lambda each: each.pt * np.sinh(each.eta),
    "energy": lambda each: np.sqrt(
        np.maximum(each.px * each.px + each.py * each.py + each.pz * each.pz + each.mass * abs(each.mass), 0.0)
    ),
    "pt": lambda each: np.sqrt(each.px * each.px + each.py * each.py),
    "phi": lambda each: np.arctan2(each.py, each.px),
    "eta": lambda each: instead_of_nan(np.arcsinh(each.pz / each.pt), 0.0),
    "mass": lambda each: mass_of(each.px, each.py, each.pz, each.energy),
    "p": lambda each: np.sqrt(each.px * each.px + each.py * each.py + each.pz * each.pz),
    "theta": lambda each: np.arctan2(each.pt, each.pz),
    "rapidity": lambda each: 0.5 * np.log((each.energy + each.pz) / (each.energy - each.pz)),
    "mt": lambda each: np.sqrt(np.maximum(each.energy * each.energy - each.pz * each.pz, 0.0)),
    "et": lambda each: each.energy * each.pt / each.p,
}


def mass_of(px, py, pz, energy):
    """The root of the size of energy^2 - p^2, with its sign; in memory that is taken once."""
    length, squared = px * px, energy * energy
    if not (isinstance(length, np.ndarray) and isinstance(squared, np.ndarray)):
        squared = squared - (length + py * py + pz * pz)
        return np.copysign(np.sqrt(abs(squared)), squared)
    length += py * py
    length += pz * pz
    squared -= length
    np.sqrt(np.abs(squared, out=length), out=length)
    return np.copysign(length, squared, out=length)


def instead_of_nan(values, number):
    """Values, and a number where they are none."""
    where = np.where if isinstance(values, np.ndarray) else ak.where
    return where(np.isnan(values), number, values)


def turned(angles):
    """Angles, brought into [-pi, pi)."""
    angles = angles + np.pi
    if not isinstance(angles, np.ndarray):
        return angles % (2 * np.pi) - np.pi
    if not (len(angles) and angles.min() >= -2 * np.pi and angles.max() < 4 * np.pi):
        return np.mod(angles, 2 * np.pi) - np.pi
    # the same, but faster
    angles[angles < 0] += 2 * np.pi
    angles[angles >= 2 * np.pi] -= 2 * np.pi
    return angles - np.pi
''',
    "flat": '''
def flat(objects):
    """The objects of all events, one after the other; for one object of each event, those."""
    if isinstance(objects, Flat):
        return objects
    layout = ak.to_layout(objects)
    if not layout.is_list:
        return Flat(layout)
    layout = layout.to_ListOffsetArray64(True)
    offsets = layout.offsets.data
    return Flat(layout.content[: offsets[-1]], counts=np.diff(offsets))
''',
    "whole_layout": '''
def whole_layout(each):
    """The layout of flat objects."""
    if isinstance(each.layout, dict):
        columns = [ak.to_layout(values) for values in each.layout.values()]
        record = ak.contents.RecordArray(columns, list(each.layout))
        return record if each.index is None else ak.contents.IndexedArray(ak.index.Index64(each.index), record).project()
    if each.index is None:
        return each.layout
    make = ak.contents.IndexedOptionArray if each.missing else ak.contents.IndexedArray
    return make.simplified(ak.index.Index64(each.index), each.layout)
''',
    "lists": '''
def lists(counts, layout):
    """Objects that stand one after the other as so many of each event."""
    offsets = np.concatenate(([0], np.cumsum(counts)))
    return ak.Array(ak.contents.ListOffsetArray(ak.index.Index64(offsets), layout))
''',
    "spread": '''
def spread(values, objects):
    """Give each object the value of its event."""
    return values[objects.event]
''',
    "is_one": '''
def is_one(values):
    """Whether this is one value, the same for all."""
    return np.isscalar(values) or (isinstance(values, np.ndarray) and values.ndim == 0)
''',
    "certain": '''
def certain(condition, otherwise=False):
    """Conditions, and `otherwise` where one is missing."""
    return filled_in(condition, otherwise)
''',
    "is_there": '''
def is_there(values):
    """Where values are there."""
    if isinstance(values, Flat):
        return values.there()
    return ~ak.to_numpy(ak.is_none(values)) if isinstance(values, ak.Array) else np.ones(len(values), dtype=bool)
''',
    "instead": '''
def instead(values, otherwise):
    """Values, and others where one is missing."""
    if isinstance(values, ak.Array) and isinstance(otherwise, ak.Array):
        return bare(ak.where(ak.is_none(values), otherwise, values))
    return filled_in(values, otherwise)
''',
    "filled_in": '''
def filled_in(values, otherwise):
    """Numbers as numpy has them, and others where one is missing."""
    if not isinstance(values, ak.Array):
        return values
    each = Flat(ak.to_layout(values))
    if not each.missing:
        return each.values()
    found = np.full(len(each), otherwise, dtype=np.result_type(each.layout.data, otherwise))
    there = np.flatnonzero(each.index >= 0)
    found[there] = each.layout.data.take(each.index.take(there))
    return found
''',
    "where": '''
def where(condition, values, otherwise):
    """Values where a condition holds, others where it does not."""
    if isinstance(values, ak.Array) or isinstance(otherwise, ak.Array):
        length = len(values if isinstance(values, ak.Array) else otherwise)
        return ak.where(np.broadcast_to(condition, length), values, otherwise)
    return np.where(condition, values, otherwise)
''',
    "bare": '''
def bare(values):
    """Numbers as numpy has them, where none can be missing; momenta as they are."""
    if isinstance(values, Flat) or getattr(values, "fields", None):
        return values
    return values if ak.to_layout(values).is_option else ak.to_numpy(values)
''',
}
