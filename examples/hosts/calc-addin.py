"""The functions of addin.json as an add-in of LibreOffice Calc: each call is one line of JSON to Node, and one back."""
import json
import os
import subprocess

import uno  # noqa: F401 (makes the modules of LibreOffice importable)
import unohelper

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "addin.json"), encoding="utf-8") as file:
    ADDIN = json.load(file)
Functions = getattr(__import__(ADDIN["module"], None, None, ["XFunctions"]), "XFunctions")
sidecar = None


def call(name, args):
    global sidecar
    if sidecar is None or sidecar.poll() is not None:
        command = [os.environ.get("CDJG_NODE", "node"), os.path.join(HERE, "sidecar.cjs")]
        sidecar = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    sidecar.stdin.write(json.dumps([name, args]) + "\n")
    sidecar.stdin.flush()
    answer = json.loads(sidecar.stdout.readline())
    if "value" in answer:
        return cells(answer["value"])
    if answer["code"] == "NA":
        return None  # shown as #N/A
    if answer["code"] == "NUM":
        return float("nan")  # shown as #NUM!
    raise Exception(answer["message"])  # shown as #VALUE!


def cells(value):
    if isinstance(value, list):
        return tuple(cells(v) for v in value)
    return float(value) if isinstance(value, int) else value


def method(name):
    return lambda _self, *args: call(name, args)


AddIn = type("AddIn", (unohelper.Base, Functions), {
    "__init__": lambda _self, _context: None,
    **{own: method(name) for own, name in ADDIN["functions"].items()},
})
g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(AddIn, ADDIN["module"] + ".AddIn", ("com.sun.star.sheet.AddIn",))
