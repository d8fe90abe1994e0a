import { describe, expect, it } from "vitest";
import type { PythonFacts } from "../facts.ts";
import { readPython } from "../testing/read-python.ts";
import { importOrder } from "./import-order.ts";

const order = (files: Readonly<Record<string, string>>) =>
  importOrder(
    "addons/sale",
    "sale",
    new Map<string, PythonFacts>(
      Object.entries(files).map(([path, source]) => [`addons/sale/${path}`, readPython(source)]),
    ),
  ).map((path) => path.slice("addons/sale/".length));

describe("the order in which Python loads a module", () => {
  it("follows relative imports, deepest first, and leaves out what nothing imports", () => {
    expect(
      order({
        "__init__.py": "from . import models, wizard\nfrom .hooks import post\n",
        "hooks.py": "",
        "models/__init__.py": "from . import b\nfrom . import a\n",
        "models/a.py": "",
        "models/b.py": "from .base import X\nfrom ..tools import y\n",
        "models/base.py": "",
        "models/unused.py": "",
        "tools.py": "",
        "wizard/__init__.py": "from . import w",
        "wizard/w.py": "from odoo.addons.sale.models.late import Z\nfrom odoo.addons.stock.models import late2\n",
        "models/late.py": "",
        "models/late2.py": "",
        "tests/__init__.py": "from . import test_a",
        "tests/test_a.py": "",
      }),
    ).toEqual([
      "models/base.py",
      "tools.py",
      "models/b.py",
      "models/a.py",
      "models/__init__.py",
      "models/late.py",
      "wizard/w.py",
      "wizard/__init__.py",
      "hooks.py",
      "__init__.py",
    ]);
  });

  it("tests that the module imports itself are part of it, as of any package all that it imports", () => {
    expect(
      order({
        "__init__.py": "from .tests import test_model\n",
        "tests/__init__.py": "from . import test_other\n",
        "tests/test_model.py": "",
        "tests/test_other.py": "",
      }),
    ).toEqual(["tests/test_other.py", "tests/__init__.py", "tests/test_model.py", "__init__.py"]);
    expect(order({ "__init__.py": "", "tests/__init__.py": "", "tests/test_a.py": "" })).toEqual(["__init__.py"]);
  });

  it("ends on circles and on imports that lead nowhere", () => {
    expect(
      order({
        "__init__.py": "from . import a, gone\nfrom .... import x\nfrom .tests import t\n",
        "a.py": "from . import b\n",
        "b.py": "from . import a\n",
      }),
    ).toEqual(["b.py", "a.py", "__init__.py"]);
    expect(order({ "models.py": "" })).toEqual([]);
  });
});
