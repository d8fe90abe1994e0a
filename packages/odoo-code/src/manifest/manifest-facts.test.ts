import { describe, expect, it } from "vitest";
import { loadPython } from "../testing/load-python.ts";
import { manifestFacts } from "./manifest-facts.ts";

const python = await loadPython();
const read = (source: string) => manifestFacts(python, "sale/__manifest__.py", source);

const SALE = `# -*- coding: utf-8 -*-
{
    'name': 'Sales',
    "version": '19.0.1.0.0',
    'depends': ['base', 'account'],
    'demo': ['demo/a.xml'],
    'data': [
        'security/ir.model.access.csv',  # first
        'views/sale' '_views.xml',
    ],
    'assets': {
        'web.assets_backend': [
            'sale/static/src/**/*',
            ('remove', 'sale/static/src/x.js'),
            ('include', 'web._assets_core'),
            ('before', 'web/a.js', 'sale/b.js'),
        ],
    },
    'post_init_hook': '_post',
    'auto_install': ['account'],
}
`;

describe("manifests", () => {
  it("give dependencies, files in load order, and whether they install themselves", () => {
    const facts = read(SALE);
    expect(facts.problems).toEqual([]);
    expect(facts.depends).toEqual(["base", "account"]);
    expect(facts.data.map(({ path, demo }) => [path, demo])).toEqual([
      ["security/ir.model.access.csv", false],
      ["views/sale_views.xml", false],
      ["demo/a.xml", true],
    ]);
    expect(facts.installable).toBe(true);
    expect(facts.autoInstall).toEqual(["account"]);
    expect(facts.keys.version?.value).toBe("19.0.1.0.0");
    expect(SALE.slice(...(facts.keySpans.version ?? [0, 0]))).toBe('"version"');
  });

  it("name modules, files, assets and hooks", () => {
    expect(read(SALE).references.map(({ role, context, value }) => `${role} ${context} ${value}`)).toEqual([
      "module depends base",
      "module depends account",
      "file demo demo/a.xml",
      "file data security/ir.model.access.csv",
      "file data views/sale_views.xml",
      "asset assets-bundle web.assets_backend",
      "asset assets sale/static/src/**/*",
      "asset assets-remove sale/static/src/x.js",
      "asset assets-bundle web._assets_core",
      "asset assets-before web/a.js",
      "asset assets-before sale/b.js",
      "method post_init_hook _post",
      "module auto_install account",
    ]);
  });

  it.each([
    ["{'installable': False, 'auto_install': True}", false, true],
    ["{'installable': 0, 'auto_install': []}", false, []],
    ["{}", true, false],
  ])("%s", (source, installable, auto) => {
    expect(read(source)).toMatchObject({ installable, autoInstall: auto, problems: [] });
  });

  it("the last of two equal keys counts, as in Python", () => {
    const facts = read("{'name': 'a', 'name': 'b'}");
    expect(facts.keys.name?.value).toBe("b");
    expect(facts.repeated).toEqual([{ name: "name", span: [1, 7] }]);
  });

  it.each(["x = {}", "{}\n{}", "dict(name='a')", "", "[]", "import os\n{}"])("%j is no manifest", (source) => {
    const facts = read(source);
    expect(facts.keys).toEqual({});
    expect(facts.problems).toHaveLength(1);
  });

  it.each([
    ["{**BASE, 'name': 'a'}", 1],
    ["{NAME: 'a'}", 1],
    ["{1: 'a', b'x': 2}", 0],
  ])("%s: %i parts that no literal has", (source, problems) => {
    expect(read(source).problems).toHaveLength(problems);
  });

  it("a half-typed one is read as far as it goes", () => {
    for (const source of [
      "{'name': 'a', 'depends': ['base', 'sal",
      "{'name': 'a', 'depends': ['base'",
      "{'name': 'a', 'depends': ['base'],",
    ]) {
      const facts = read(source);
      expect(facts.problems.length, source).toBeGreaterThan(0);
      expect(facts.keys.name?.value, source).toBe("a");
    }
  });

  it("suppressions are those of Python", () => {
    expect(read("{\n  'name': 'a',  # pylint: disable=C8101\n}").suppressions).toEqual([
      { rules: ["C8101"], lines: [1, 1] },
    ]);
  });
});
