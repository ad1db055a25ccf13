"""Objects of the model as a version of ninjs has them: what is carried, what is lost, and what has to be read back."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cache, partial
from itertools import compress
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final

from newsdoc.formats.base import Loss, Losses
from newsdoc.formats.ninjs.engine import FORMAT, Frame, Reading, Writing, read_object
from newsdoc.formats.ninjs.residue import Comparison
from newsdoc.model.document import RightsInfo
from newsdoc.model.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsdoc.formats.ninjs.shapes import Kind, Rows, Table

    #: Writes one field: gets the object, the field's value, the object of JSON, the state, the path of the object with a
    #: point, and the list that takes losses with their places in the order of fields.
    Put = Callable[[Any, Any, dict[str, Any], "Direct", str, list[Any]], None]

#: Combinations of fields that are kept of one class; more than that is nobody's usual case.
MAX_SHAPES: Final = 512
_BY_ORDER: Final = itemgetter(0)


class Unsure(Exception):  # noqa: N818 - no error, but an answer
    """What is written here need not be plainly what the document says.  Never leaves the writer."""


@dataclass(slots=True)
class Direct:
    """What the writing of one document knows, beside what the general way does.

    ``dropped`` is the reason of most losses; ``assumed`` says that the language of the content is that of the metadata.
    """

    writing: Writing
    dropped: str
    assumed: bool = False

    def drop(self, path: str, value: Any) -> Loss:
        """The loss of a value that has no place."""
        return Loss("dropped", path, value if value.__class__ is str else to_plain(value), self.dropped)


@dataclass(frozen=True, slots=True)
class Carrier:
    """How some fields are written: by ``put``, or, where that is ``None``, as the text that the field is, under ``key``.

    ``always`` is for what may write something for an object that has none of them.
    """

    names: tuple[str, ...]
    put: Put | None
    key: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class _Shape:
    """What to do for an object that has certain fields and no others.

    ``lost`` have no place: place in the order of fields, and name.  ``nones`` is how many fields of such an
    object are ``None``.
    """

    steps: tuple[tuple[Put | None, int, str], ...]
    lost: tuple[tuple[int, str], ...]
    nones: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields of a class, in their order: names, defaults, and what gets them all."""

    names: tuple[str, ...]
    defaults: tuple[Any, ...]
    get: Callable[[Any], tuple[Any, ...]]


@cache
def layout(cls: type, leave: frozenset[str] = frozenset()) -> Layout:
    """The layout of a class, without the fields ``leave``."""
    specs = [spec for spec in fields(cls) if spec.compare and spec.name not in leave]
    names = tuple(spec.name for spec in specs)
    return Layout(names, tuple(_default(spec) for spec in specs), attrgetter(*names))


def _default(spec: Any) -> Any:
    if spec.default_factory is not MISSING:
        return spec.default_factory()
    return None if spec.default is MISSING else spec.default


class Plan:
    """A class of the model as one version of ninjs has it.

    ``carriers`` are in the order in which the properties are written.
    """

    __slots__ = ("carriers", "cls", "get", "layout", "names", "orders", "shapes")

    def __init__(self, cls: type, known: Layout, carriers: Iterable[Carrier]) -> None:
        assert all(default is None or default == [] for default in known.defaults)
        self.cls = cls
        self.layout = known
        self.names = known.names
        self.get = known.get
        self.carriers = [*_foreign(known), *carriers]
        self.shapes: dict[tuple[str, ...], _Shape] = {}
        self.orders = {name: order for order, name in enumerate(known.names)}

    def write(self, source: Any, direct: Direct, prefix: str, losses: list[Loss]) -> dict[str, Any]:
        """The object of JSON for ``source``; what is lost of it is added to ``losses``.

        ``prefix`` is the path of the object and a point.  Raises :class:`Unsure`.
        """
        if source.__class__ is not self.cls:
            raise Unsure
        values = self.get(source)
        found = tuple(compress(self.names, values))
        shape = self.shapes.get(found) or self._shape(found)
        if values.count(None) != shape.nones:
            shape = self._shape(self._exactly(values))
        out: dict[str, Any] = {}
        lost: list[Any] = []
        for order, name in shape.lost:
            value = values[order]
            value = value if value.__class__ is str else to_plain(value)
            lost.append((order, Loss("dropped", prefix + name, value, direct.dropped)))
        for put, index, key in shape.steps:
            value = values[index]
            if put is not None:
                put(source, value, out, direct, prefix, lost)
            elif value.__class__ is str:
                out[key] = value
            else:
                raise Unsure
        if lost:
            _in_order(lost, losses)
        return out

    def said(self, source: Any, direct: Direct, prefix: str) -> tuple[dict[str, Any], Any]:
        """As :meth:`write`, where the whole object is a loss: with its plain form."""
        return self.write(source, direct, prefix, []), to_plain(source)

    def _exactly(self, values: tuple[Any, ...]) -> tuple[str, ...]:
        """The names of all fields that are not as they are by default; zero and the empty text say something."""
        known = self.layout
        for value, default in zip(values, known.defaults, strict=True):
            if default is not None and value.__class__ is not list:
                raise Unsure
        return tuple(
            name
            for name, value, default in zip(known.names, values, known.defaults, strict=True)
            if value is not default and value != default
        )

    def _shape(self, found: tuple[str, ...]) -> _Shape:
        shape = self.shapes.get(found)
        if shape is not None:
            return shape
        have = set(found)
        known = self.layout
        carried = {name for carrier in self.carriers for name in carrier.names}
        made = _Shape(
            tuple(
                (carrier.put, next((self.orders[name] for name in carrier.names if name in have), 0), carrier.key)
                for carrier in self.carriers
                if carrier.always or have.intersection(carrier.names)
            ),
            tuple((self.orders[name], name) for name in found if name not in carried),
            sum(
                default is None and name not in have for name, default in zip(known.names, known.defaults, strict=True)
            ),
        )
        if len(self.shapes) < MAX_SHAPES:
            self.shapes[found] = made
        return made


def _in_order(lost: list[Any], losses: list[Loss]) -> None:
    """Add what was found in the order in which things were written in that of the fields."""
    if len(lost) > 1:
        lost.sort(key=_BY_ORDER)
    for _, loss in lost:
        if loss.__class__ is list:
            losses += loss
        else:
            losses.append(loss)


def _foreign(known: Layout) -> list[Carrier]:
    """What is foreign is lost, unless it is of ninjs: then it may go back to any place."""
    return [_foreign_at(order, name) for order, name in enumerate(known.names) if name.rpartition(".")[2] == "foreign"]


def _foreign_at(order: int, name: str) -> Carrier:
    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:  # noqa: ARG001
        if any(item.format == FORMAT for item in value):
            raise Unsure
        lost.append((order, direct.drop(prefix + name, value)))

    return Carrier((name,), put)


def apart(kind: Kind, rows: Rows, names: tuple[str, ...], plan: tuple[type, Layout, Table]) -> Put:
    """What writes, reads back and compares the fields ``names`` that ``kind`` is about, by themselves."""
    cls, known, table = plan
    wanted = [(known.names.index(name), name) for name in names]
    new = partial(cls, *(None for spec in fields(cls) if spec.default is spec.default_factory is MISSING))

    def put(source: Any, value: Any, out: dict[str, Any], direct: Direct, prefix: str, lost: list[Any]) -> None:  # noqa: ARG001
        writing = direct.writing
        made = kind.write(source, rows, writing, prefix[:-1])
        fresh = new()
        if made:
            out.update(made)
            frame = Frame(Reading(writing.version, parsed=writing.parsed), table, (), [])
            read_object(made, fresh, frame)
            if frame.kept or getattr(fresh, "foreign", None):
                raise Unsure
        for order, name in wanted:
            one, other = _at(source, name), _at(fresh, name)
            losses = Losses()
            Comparison(writing, losses).compare_field(cls, name, one, other, prefix + name)
            if losses.items:
                lost.append((order, losses.items))

    return put


def _at(source: Any, name: str) -> Any:
    """The value at a path of names; nothing where the first set of rights is not there."""
    for part in name.split("."):
        rights = part == "rights[0]"
        source = getattr(source, "rights" if rights else part)
        if rights:
            source = source[0] if source else _NO_RIGHTS
    return source


_NO_RIGHTS: Final = RightsInfo()
