"""The schema of the knowledge files as JSON Schema, by which editors complete and underline."""

from __future__ import annotations

import ast
import inspect
import json
from functools import lru_cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from bot.knowledge import schema
from bot.knowledge.json_shapes import id
from bot.knowledge.schema import ID_LENGTH, Credit, Fact, Record, ShowFile

NAME = "show.schema.json"
"""How the file is called that lies beside the knowledge files."""
FIRST_LINE = f"# yaml-language-server: $schema={NAME}"
"""The first line of a knowledge file, by which an editor finds the schema."""
_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest one that the common YAML editors know in full."""
_YAML_READS = {"true": True, "false": False}


class _ForEditors(GenerateJsonSchema):
    """Leaves out what an editor of YAML has no use for, and allows what YAML reads in another type."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Keys speak for themselves."""
        return False

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        """A key without a value is a mistake; one that is not needed is left out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """Defaults of ours are no proposals for an editor."""
        return self.generate_inner(schema["schema"])

    def int_schema(self, schema: Any) -> JsonSchemaValue:
        """A whole number, with or without quotes."""
        bounds = {"minimum": schema.get("ge"), "maximum": schema.get("le")}
        return {"type": ["integer", "string"], "pattern": "^[0-9]+$", **bounds}

    def literal_schema(self, schema: Any) -> JsonSchemaValue:
        """One of some words."""
        words: list[Any] = list(schema["expected"])
        words += [_YAML_READS[word] for word in words if word in _YAML_READS]
        words += [str(word) for word in words if type(word) is int]
        return {"enum": words}

    def dict_schema(self, schema: Any) -> JsonSchemaValue:
        """A section: entries under ids."""
        names = {**id(ID_LENGTH), "type": "string"}
        entries = self.generate_inner(schema["values_schema"])
        return {"type": "object", "propertyNames": names, "additionalProperties": entries}


@lru_cache(maxsize=1)
def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 7) of a knowledge file."""
    made = ShowFile.model_json_schema(
        schema_generator=_ForEditors, ref_template="#/definitions/{model}", mode="validation"
    )
    records: dict[str, Any] = made.pop("$defs")
    for name, record in records.items():
        _complete(getattr(schema, name), record)
    _complete(ShowFile, made)
    for section in made["properties"].values():
        entry = section.get("additionalProperties", {}).get("$ref", "").removeprefix("#/definitions/")
        if entry:
            section.setdefault("description", records[entry]["description"])
    return {"$schema": _DIALECT, **made, "definitions": records}


def json_schema_text() -> str:
    """The JSON Schema as it is committed."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _complete(kind: type[Record], record: dict[str, Any]) -> None:
    """Add what pydantic does not tell: the docstrings, and what the loader asks for beyond the types."""
    record["description"] = inspect.cleandoc(kind.__doc__ or "")
    for name, text in _docstrings(kind).items():
        if name in record["properties"]:
            record["properties"][name]["description"] = text
    if issubclass(kind, Fact):
        record["required"] = [*record["required"], "reveals"]
    if kind is Credit:
        some = ("people", "companies")
        record["anyOf"] = [{"required": [name], "properties": {name: {"minItems": 1}}} for name in some]


def _docstrings(kind: type[Record]) -> dict[str, str]:
    """The docstring below each field, the record's own and the inherited ones."""
    texts: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if base.__module__ == schema.__name__:
            texts |= _written()[base.__name__]
    return texts


@lru_cache(maxsize=1)
def _written() -> dict[str, dict[str, str]]:
    """By class and by field: what stands below it in the source."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(schema)).body:
        if isinstance(node, ast.ClassDef):
            texts = found[node.name] = {}
            for field, below in zip(node.body, node.body[1:], strict=False):
                match field, below:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ):
                        texts[name] = inspect.cleandoc(text).replace("\n", " ")
    return found
