"""Holds the part of Airflow's REST API that the client is generated from against what the installed Airflow says.

usage: airflow_api.py OURS   (by the Python that has Airflow); prints each difference, and fails where there is one.
"""

import pathlib
import sys

import airflow
import yaml

HERE = pathlib.Path(airflow.__file__).parent / "api_fastapi"
THEIRS = [
    HERE / "core_api/openapi/v2-rest-api-generated.yaml",
    HERE / "auth/managers/simple/openapi/v2-simple-auth-manager-generated.yaml",
]


def resolved(node, schemas):
    """The schema itself: behind references, and of "this or null" the this."""
    while True:
        if "$ref" in node:
            node = schemas[node["$ref"].rsplit("/", 1)[1]]
        elif choices := [c for c in node.get("anyOf", node.get("oneOf", [])) if c.get("type") != "null"]:
            node = choices[0]
        else:
            return node


def json_of(content):
    return next(iter(content.get("content", {}).values()), {}).get("schema", {})


def compare(ours, theirs, our_schemas, their_schemas, where):
    ours, theirs = resolved(ours, our_schemas), resolved(theirs, their_schemas)
    if "type" in ours and "type" in theirs and ours["type"] != theirs["type"]:
        yield f"{where}: is {theirs['type']}, not {ours['type']}"
    for name, field in ours.get("properties", {}).items():
        if name not in theirs.get("properties", {}):
            yield f"{where}: has no field {name}"
        else:
            yield from compare(field, theirs["properties"][name], our_schemas, their_schemas, f"{where}.{name}")
    if "items" in ours and ours["items"]:
        yield from compare(ours["items"], theirs.get("items", {}), our_schemas, their_schemas, f"{where}[]")


def missing(ours, theirs, where):
    required = {f for f in theirs.get("required", [])} - {"timestamp"}
    return [f"{where}: needs {name}" for name in required - set(ours.get("properties", {}))]


def differences(ours, description):
    our_schemas, their_schemas = ours["components"]["schemas"], description["components"]["schemas"]
    for path, operations in ours["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            their_operation = description["paths"].get(path, {}).get(method)
            if not their_operation:
                yield f"{where}: is not there"
                continue
            known = {p["name"] for p in their_operation.get("parameters", [])}
            for parameter in operation.get("parameters", []):
                name = parameter.get("name") or parameter["$ref"].rsplit("/", 1)[1]
                if name not in known:
                    yield f"{where}: has no parameter {name}"
            if "requestBody" in operation:
                body, their_body = json_of(operation["requestBody"]), json_of(their_operation["requestBody"])
                yield from compare(body, their_body, our_schemas, their_schemas, where)
                yield from missing(resolved(body, our_schemas), resolved(their_body, their_schemas), where)
            for code, answer in operation["responses"].items():
                if code not in their_operation["responses"]:
                    yield f"{where}: does not answer {code}"
                elif json_of(answer):
                    their_answer = json_of(their_operation["responses"][code])
                    yield from compare(json_of(answer), their_answer, our_schemas, their_schemas, f"{where} {code}")


def main(path):
    ours = yaml.safe_load(open(path, encoding="utf-8"))
    theirs = [yaml.safe_load(file.read_text("utf-8")) for file in THEIRS]
    merged = {"paths": {}, "components": {"schemas": {}}}
    for description in theirs:
        merged["paths"].update(description["paths"])
        merged["components"]["schemas"].update(description["components"]["schemas"])
    found = list(differences(ours, merged))
    print("\n".join(found) or f"ok  {len(ours['paths'])} paths are as Airflow {airflow.__version__} describes them")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
