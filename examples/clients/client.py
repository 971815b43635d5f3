"""Asks the library from Python: the total of a case, or whether a file of test vectors holds.

    python3 examples/clients/client.py examples/cases/1-enterprise.json
    python3 examples/clients/client.py --vectors dist/vectors.json
"""
import itertools, json, pathlib, subprocess, sys

SERVICE = pathlib.Path(__file__).resolve().parent.parent / "service.mjs"
service = subprocess.Popen(["node", SERVICE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
ids = itertools.count(1)


def ask(call, **given):
    """One request, one answer: its result, or an error with what is wrong in words."""
    service.stdin.write(json.dumps({"id": next(ids), "call": call, **given}) + "\n")
    service.stdin.flush()
    answer = json.loads(service.stdout.readline())
    if not answer["ok"]:
        raise ValueError(answer["error"]["message"]["zh"])
    return answer["result"]


def at(here, path):
    """What stands in an assessment: a step into a list is the key, the id or the year of its element."""
    for step in path:
        if isinstance(here, list):
            here = next((x for x in here if x.get("key", x.get("id", x.get("year"))) == step), None)
        else:
            here = (here or {}).get(step)
    return here


def check(vectors):
    """How many expected figures hold; says which do not."""
    held = asked = 0
    for vector in vectors:
        result = ask("assess", case=vector["case"], options=vector.get("options", {}))
        for path, expected in vector["expected"]:
            asked += 1
            held += at(result, path) == expected
            if at(result, path) != expected:
                print(vector["id"], path, "expected", expected, "found", at(result, path), file=sys.stderr)
    return held, asked


if __name__ == "__main__":
    *options, file = sys.argv[1:] or sys.exit(__doc__)
    try:
        given = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
        if "--vectors" in options:
            held, asked = check(given["vectors"])
            print(f"{held} of {asked}")
            sys.exit(held != asked)
        total = ask("assess", case=given)["selection"]["total"]
        print(total["min"], total["max"])
    except (OSError, ValueError) as error:
        sys.exit(f"{file}: {error}")
