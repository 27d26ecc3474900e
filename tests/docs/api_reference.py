"""The reference of the JSON API, made from its OpenAPI description."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from openslate.web.application import create_app
from openslate.web.desk import Desk

Json = Mapping[str, Any]
INTRODUCTION = """# API

Written by `scripts/reference` from the description that a running server gives at
`/api/v1/openapi.json`.
"""
PLAIN = ("Successful Response", "Done")


def description() -> Json:
    """The OpenAPI document; making it asks nothing of the desk."""
    return create_app(cast("Desk", None), secret="only for the reference").openapi()


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    """Method, path and description of everything the API answers."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if path.startswith("/api/"):
                yield method.upper(), path, operation


def heading(method: str, path: str) -> str:
    """The line under which an operation is found in the page."""
    return f"## {method} {path}"


def type_name(schema: Json) -> str:
    """A JSON schema in one word or two: `Home`, `list of Card`, `string or null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if choices := schema.get("anyOf", schema.get("oneOf")):
        return " or ".join(type_name(choice) for choice in choices)
    if schema.get("type") == "array":
        return f"list of {type_name(schema.get('items', {}))}"
    name = " or ".join(map(str, schema.get("enum", [schema.get("type", "any")])))
    return f"{name} ({schema['format']})" if "format" in schema else name


def table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table, or nothing when there are no rows."""
    if not rows:
        return ""
    lines = [headings, ("---",) * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def asked(operation: Json) -> list[tuple[str, ...]]:
    """Rows of what a request may or must say."""
    rows = [parameter(each) for each in operation.get("parameters", [])]
    body = operation.get("requestBody", {}).get("content", {})
    return rows + [("body", kind, type_name(body[kind]["schema"]), "yes", "") for kind in body]


def parameter(described: Json) -> tuple[str, ...]:
    """The row of one parameter; that an optional one may be null goes without saying."""
    kind = type_name(described["schema"]).removesuffix(" or null")
    needed = "yes" if described.get("required") else "no"
    return f"`{described['name']}`", described["in"], kind, needed, described.get("description", "")


def answered(operation: Json) -> list[tuple[str, ...]]:
    """Rows of what may come back."""
    rows = []
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        types = ", ".join(type_name(part.get("schema", {})) for part in content.values())
        rows.append((status, response["description"].replace(*PLAIN), types))
    return rows


def section(method: str, path: str, operation: Json) -> str:
    """One operation: its heading, what it is for, what it takes and gives."""
    about = operation.get("description") or operation["summary"]
    parts = [
        f"{heading(method, path)}\n{about}\n",
        table(("Asked", "In", "Type", "Needed", "Meaning"), asked(operation)),
        table(("Status", "Meaning", "Answer"), answered(operation)),
    ]
    return "\n".join(part for part in parts if part)


def type_section(name: str, schema: Json) -> str:
    """One type of the answers: its heading and its fields."""
    rows = [(f"`{key}`", type_name(value)) for key, value in schema.get("properties", {}).items()]
    about = str(schema.get("description", "")).split("\n\n")[0]
    parts = [f"### {name}\n{about}".rstrip() + "\n", table(("Field", "Type"), rows)]
    return "\n".join(part for part in parts if part)


def api_page() -> str:
    """The whole page: operations, then types."""
    document = description()
    types = document.get("components", {}).get("schemas", {})
    parts = [INTRODUCTION, *(section(*operation) for operation in operations(document))]
    parts += ["## Types\n", *(type_section(name, types[name]) for name in sorted(types))]
    return "\n".join(parts)
