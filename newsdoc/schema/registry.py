"""The schemas by family and version, and the validators made of them.

A registry never changes, and never fetches anything: what a schema refers to is in the registry, or is an error.
"""

from __future__ import annotations

import json
import posixpath
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from newsdoc.errors import SchemaError, excerpt
from newsdoc.schema import catalog

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import jsonschema.protocols
    import jsonschema_rs
    from lxml import etree

#: What other people's schemas call a schema of ours: the ``$id`` of ours.
ALIASES: Final = {
    "https://geojson.org/schema/GeoJSON.json": "urn:newsdoc:schema:geojson",
    "http://json.schemastore.org/geojson": "urn:newsdoc:schema:geojson",
}
#: The base of the addresses that schemas have within the registry; nothing outside of newsdoc answers to it.
_BASE: Final = "newsdoc:/"


class Registry:
    """Schemas by family and version.

    ``files`` maps paths, relative to ``schemas/``, to their bytes; those of the catalog are read when they are needed.
    """

    def __init__(self, rows: Iterable[catalog.Entry], files: Mapping[str, bytes] | None = None) -> None:
        self._rows = {(row.family, row.version): row for row in rows if row.is_schema}
        self._files = dict(files or {})
        self._made: dict[tuple[str, str, str], Any] = {}

    def with_schema(self, family: str, version: str, data: bytes) -> Registry:
        """A registry with one schema more, which takes precedence over one of the same family and version.

        ``data`` must be complete in itself, or refer only to what is in the registry.
        """
        suffix = catalog.FAMILIES[family].suffix if family in catalog.FAMILIES else ".json"
        file = f"{family}/{version}/{family}{suffix}"
        row = catalog.Entry(family, version, file, "", "given by the user", "")
        return Registry([*self._rows.values(), row], {**self._files, file: data})

    def versions(self, family: str) -> tuple[str, ...]:
        """The versions of ``family``, from the oldest; none for a family that is not there."""
        return tuple(sorted((known for name, known in self._rows if name == family), key=catalog.version_key))

    def entry(self, family: str, version: str) -> catalog.Entry:
        """The catalog's row; raises :class:`newsdoc.SchemaError`."""
        row = self._rows.get((family, version))
        if row is None:
            known = self.versions(family)
            raise SchemaError(
                f"there is no schema of {family} {version}",
                code="UNKNOWN-SCHEMA",
                hint=f"the versions are {', '.join(known)}" if known else None,
            )
        return row

    def get(self, family: str, version: str) -> bytes:
        """The bytes of a schema; raises :class:`newsdoc.SchemaError`."""
        return self._read(self.entry(family, version).file)

    def path(self, family: str, version: str) -> Path:
        """The file of a schema that newsdoc ships; raises :class:`newsdoc.SchemaError`."""
        file = self.entry(family, version).file
        path = Path(str(catalog.root() / file))
        if file in self._files or not path.is_file():
            raise SchemaError(f"the schema of {family} {version} is not a file", code="NO-SCHEMA-FILE")
        return path

    def _read(self, file: str) -> bytes:
        if file in self._files:
            return self._files[file]
        try:
            return (catalog.root() / file).read_bytes()
        except OSError as error:
            raise SchemaError(f"the schema {file} cannot be read: {error.strerror}", code="NO-SCHEMA-FILE") from None

    # --- JSON Schema ------------------------------------------------------------------------------------------------

    def json_schema(self, family: str, version: str) -> dict[str, Any]:
        """The schema as a value.  It is shared: do not change it."""
        schema: dict[str, Any] = self._once("json", family, version, json.loads)
        return schema

    def json_validator(self, family: str, version: str) -> jsonschema_rs.Validator:
        """The fast validator, which says whether JSON is valid; formats are not asserted.

        Raises :class:`newsdoc.SchemaError` where the schema refers to what is not in the registry.
        """
        return self._fast("fast", family, version, validate_formats=False)

    def format_validator(self, family: str, version: str) -> jsonschema_rs.Validator:
        """As :meth:`json_validator`, with the formats asserted that newsdoc looks at, and no others."""
        from newsdoc.schema.jsonformats import FORMATS

        return self._fast("formats", family, version, validate_formats=True, formats=dict(FORMATS))

    def _fast(self, kind: str, family: str, version: str, **options: Any) -> jsonschema_rs.Validator:
        import jsonschema_rs

        def make(_: bytes) -> Any:
            try:
                return jsonschema_rs.validator_for(self.json_schema(family, version), retriever=self._by_uri, **options)
            except (jsonschema_rs.ReferencingError, jsonschema_rs.ValidationError, ValueError) as error:
                raise SchemaError(
                    f"the schema of {family} {version} cannot be used: {excerpt(str(error), 200)}",
                    code="SCHEMA-UNRESOLVABLE",
                ) from None

        validator: jsonschema_rs.Validator = self._once(kind, family, version, make)
        return validator

    def first_fault(self, family: str, version: str, value: Any) -> tuple[tuple[str | int, ...], str]:
        """Path and keyword of the first fault that the fast validator finds, in its own order.

        It can list all, but each with copies of what it stands in: gigabytes where there are many.
        """
        import jsonschema_rs

        try:
            self.json_validator(family, version).validate(value)
        except jsonschema_rs.ValidationError as error:
            return tuple(error.instance_path), str(error.schema_path[-1])
        return (), ""

    def explainer(self, family: str, version: str) -> jsonschema.protocols.Validator:
        """The thorough validator (of jsonschema), which says why JSON is not valid, formats included."""
        from newsdoc.schema.explainer import validator

        def make(_: bytes) -> Any:
            return validator(self.json_schema(family, version), self._by_uri)

        explainer: jsonschema.protocols.Validator = self._once("explain", family, version, make)
        return explainer

    def _by_uri(self, uri: str) -> Any:
        """The schema that ``uri`` names, if it is in the registry."""
        bare = uri.partition("#")[0]
        schema = self._by_id().get(ALIASES.get(bare, bare))
        if schema is None:
            raise SchemaError(f"{excerpt(uri, 200)} is not in the registry", code="SCHEMA-UNRESOLVABLE")
        return schema

    def _by_id(self) -> dict[str, Any]:
        """All JSON Schemas by their ``$id``."""
        key = ("ids", "", "")
        if key not in self._made:
            made = [json.loads(self._read(file)) for file in self._known() if file.endswith(".json")]
            self._made[key] = {str(one.get("$id", one.get("id"))).partition("#")[0]: one for one in made}
        ids: dict[str, Any] = self._made[key]
        return ids

    def _known(self) -> dict[str, None]:
        """All files, each once, what the catalog has first."""
        return dict.fromkeys(row.file for row in (*catalog.entries(), *self._rows.values()))

    # --- XML Schema -------------------------------------------------------------------------------------------------

    def xsd(self, version: str, family: str = "newsml-g2") -> etree.XMLSchema:
        """The compiled XML Schema.

        Raises :class:`newsdoc.SchemaError` where it is none, or includes or imports what is not in the registry.
        """
        schema: etree.XMLSchema = self._once("xsd", family, version, lambda data: self._compiled(data, family, version))
        return schema

    def _compiled(self, data: bytes, family: str, version: str) -> etree.XMLSchema:
        from lxml import etree

        registry = self
        missing: list[str] = []

        class FromRegistry(etree.Resolver):
            def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ARG002
                try:
                    return self.resolve_string(registry.by_address(system_url or ""), context, base_url=system_url)
                except SchemaError:
                    # To give up here would let libxml2 look for itself.
                    missing.append(system_url or "")
                    return self.resolve_empty(context)

        parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False, collect_ids=True)
        parser.resolvers.add(FromRegistry())
        try:
            tree = etree.fromstring(data, parser, base_url=_BASE + self.entry(family, version).file)
            schema = etree.XMLSchema(tree)
        except (etree.XMLSchemaParseError, etree.XMLSyntaxError) as error:
            reason = f"it refers to {excerpt(missing[0], 200)}" if missing else excerpt(str(error), 200)
            raise SchemaError(
                f"the schema of {family} {version} cannot be used: {reason}", code="SCHEMA-UNRESOLVABLE"
            ) from None
        if missing:
            raise SchemaError(f"{excerpt(missing[0], 200)} is not in the registry", code="SCHEMA-UNRESOLVABLE")
        return schema

    def by_address(self, address: str) -> bytes:
        """The file that an address within the registry names; raises :class:`newsdoc.SchemaError`."""
        file = posixpath.normpath(address.removeprefix(_BASE))
        if not address.startswith(_BASE) or file not in self._known():
            raise SchemaError(f"{excerpt(address, 200)} is not in the registry", code="SCHEMA-UNRESOLVABLE")
        return self._read(file)

    def _once(self, kind: str, family: str, version: str, make: Any) -> Any:
        key = (kind, family, version)
        if key not in self._made:
            self._made[key] = make(self.get(family, version))
        return self._made[key]


@cache
def default() -> Registry:
    """The registry of the schemas that newsdoc ships."""
    return Registry(catalog.entries())


def get(family: str, version: str) -> bytes:
    """:meth:`Registry.get` of the schemas that newsdoc ships."""
    return default().get(family, version)


def path(family: str, version: str) -> Path:
    """:meth:`Registry.path` of the schemas that newsdoc ships."""
    return default().path(family, version)


@cache
def versions(family: str) -> tuple[str, ...]:
    """:meth:`Registry.versions` of the schemas that newsdoc ships."""
    return default().versions(family)


def json_validator(family: str, version: str) -> jsonschema_rs.Validator:
    """:meth:`Registry.json_validator` of the schemas that newsdoc ships."""
    return default().json_validator(family, version)


def explainer(family: str, version: str) -> jsonschema.protocols.Validator:
    """:meth:`Registry.explainer` of the schemas that newsdoc ships."""
    return default().explainer(family, version)


def xsd(version: str) -> etree.XMLSchema:
    """:meth:`Registry.xsd` of the schemas that newsdoc ships."""
    return default().xsd(version)
