import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DEFAULT_CONFIGURATION, type OdooVersion } from "@sextant/odoo-code";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadProject } from "../load-project.ts";
import { factPack } from "../pack/fact-pack.ts";
import { pythonParser } from "../python-parser.ts";
import { addonsAt } from "./addon-files.ts";
import { checkAddons } from "./check-addons.ts";

let home = "";
const at = (path: string) => join(home, path);
const write = (path: string, text: string | Uint8Array) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const view = (arch: string, id: string) =>
  `<record id="${id}" model="ir.ui.view"><field name="model">res.partner</field><field name="inherit_id" ref="base.form"/><field name="arch" type="xml">${arch}</field></record>\n`;

beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "check-")));
  write("odoo/base/__manifest__.py", "{'name': 'base', 'data': ['v.xml']}");
  write("odoo/base/__init__.py", "from . import m");
  write(
    "odoo/base/m.py",
    "class P(models.Model):\n    _name = 'res.partner'\n    name = fields.Char()\n    def act(self):\n        pass\n",
  );
  write(
    "odoo/base/v.xml",
    `<odoo><record id="form" model="ir.ui.view"><field name="model">res.partner</field><field name="arch" type="xml">
      <form><field name="name"/><p style="x">Words</p></form></field></record></odoo>`,
  );
  write("mine/mine/__manifest__.py", "{'name': 'mine', 'data': ['v.xml']}");
  write("mine/mine/__init__.py", "");
  write(
    "mine/mine/v.xml",
    `<odoo>\n${view('<field name="name" position="after"><field name="nothing"/><button name="act" type="object"/></field>', "a")}${view('<p style="x" position="after"/>', "b")}${view(`<xpath expr="//p[text()='Words']" position="after"/>`, "c")}${view('<field name="gone" position="after"/>', "d")}</odoo>\n`,
  );
  write("odoo/base/static/lib/owl/owl.js", "");
  write(
    "several/c/__manifest__.py",
    "{'name': 'c', 'depends': ['base'], 'assets': {'web.assets_backend': ['base/static/lib/owl/owl.js', 'base/static/src/gone.js']}}",
  );
  write("odoo/shop/__manifest__.py", "{'name': 'shop', 'depends': ['base']}");
  write("odoo/shop/__init__.py", "from . import m");
  write(
    "odoo/shop/m.py",
    "class S(models.Model):\n    _name = 'shop'\n    def make(self):\n        self.env['ir.model.data']._update_xmlids([{'xml_id': self.named('main')}])\n",
  );
  const ids =
    '<odoo><record id="p" model="res.partner"><field name="x" ref="shop.main"/><field name="y" ref="base.no"/></record></odoo>';
  write("several/d/__manifest__.py", "{'name': 'd', 'depends': ['shop'], 'data': ['a.xml'], 'demo': ['b.xml']}");
  for (const name of ["a.xml", "b.xml"]) write(`several/d/${name}`, ids);
  write("beside/host/__manifest__.py", "{'name': 'host', 'depends': ['base']}");
  write(
    "beside/host/m.py",
    "class P(models.Model):\n    _inherit = 'res.partner'\n    def f(self):\n        return self.bridged, self.foreign, self.never, self.above\n",
  );
  write("beside/host/__init__.py", "from . import m");
  const bridge = (name: string, manifest: string, field: string) => {
    write(`beside/${name}/__manifest__.py`, `{'name': '${name}', ${manifest}}`);
    write(`beside/${name}/__init__.py`, "from . import m");
    write(
      `beside/${name}/m.py`,
      `class P(models.Model):\n    _inherit = 'res.partner'\n    ${field} = fields.Char()\n`,
    );
  };
  bridge("bridge", "'depends': ['host'], 'auto_install': True", "bridged");
  bridge("abroad", "'depends': ['base'], 'auto_install': True, 'countries': ['fr']", "foreign");
  bridge("other", "'depends': ['base']", "never");
  bridge("upon", "'depends': ['host']", "above");
  write("odoo/release.py", "version_info = (19, 0, 0, FINAL, 0, '')\n");
  write("several/a/__manifest__.py", "{'name': 'a', 'version': '17.0.1.0.0', 'depends': ['b']}");
  write("several/a/m.py", "class B(models.Model):\n    _inherit = 'b'\n    def act(self):\n        self.nothing\n");
  write("several/b/__manifest__.py", "{'name': 'b', 'version': '16.0.1.0.0', 'depends': ['base']}");
  write("several/b/__init__.py", "from . import m");
  write("several/b/m.py", "class B(models.Model):\n    _name = 'b'\n");
  const odoo = await loadProject({ roots: [at("odoo")], version: "19.0" });
  write("data/packs/19.0.pack", await factPack(odoo, new AbortController().signal));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const check = async (
  addons: readonly string[],
  data: string | undefined,
  { version = "19.0", path = "mine" }: { version?: OdooVersion | null; path?: string } = {},
) =>
  checkAddons(addonsAt([at(path)]), {
    python: await pythonParser(),
    version,
    configuration: {
      ...DEFAULT_CONFIGURATION,
      disable: ["all"],
      enable: [
        "odoo-field-unknown",
        "odoo-depends-missing",
        "odoo-view-xpath-miss",
        "odoo-view-invalid-button",
        "odoo-assets-missing-file",
        "odoo-xmlid-unknown",
      ],
    },
    fix: false,
    addons,
    data,
    signal: new AbortController().signal,
  });

it("judges by the sources of Odoo, by a fact pack, or not at all", async () => {
  const places = (result: Awaited<ReturnType<typeof check>>) =>
    result.findings.map(({ line, rule }) => `${line} ${rule}`);
  const told = ["2 odoo-field-unknown", "5 odoo-view-xpath-miss"];
  const sources = await check([at("odoo")], undefined);
  expect([places(sources), sources.unknown]).toEqual([told, []]);
  const packed = await check([], at("data"));
  expect([places(packed), packed.unknown]).toEqual([told, []]);
  const alone = await check([], undefined);
  expect([places(alone), alone.unknown]).toEqual([[], ["base"]]);
});

it("does not judge by an Odoo of another version", async () => {
  const { findings, unknown, otherVersions } = await check([at("odoo")], undefined, { version: "17.0" });
  expect([findings, unknown]).toEqual([[], ["base"]]);
  expect(otherVersions).toEqual([{ root: at("odoo"), version: "19.0", wanted: "17.0" }]);
});

it("does not judge by a module of another version, unless a version is asked for", async () => {
  const told = async (version: OdooVersion | null) => {
    const { findings, unknown } = await check([at("odoo")], undefined, { version, path: "several/a" });
    return [findings.map(({ rule }) => rule), unknown];
  };
  expect(await told(null)).toEqual([[], ["b"]]);
  expect(await told("19.0")).toEqual([["odoo-field-unknown"], []]);
});

it("takes libraries of other modules, which are not read, for granted", async () => {
  const { findings } = await check([at("odoo")], undefined, { path: "several/c" });
  expect(findings.map(({ message }) => message)).toEqual(['No file of base matches "base/static/src/gone.js".']);
});

it("takes ids in demo data for possible where code of their module names records", async () => {
  const { findings } = await check([at("odoo")], undefined, { path: "several/d" });
  const told = findings.filter(({ rule }) => rule === "odoo-xmlid-unknown");
  expect(told.map(({ file, message, severity }) => [file.at(-5), message.split('"')[1], severity])).toEqual([
    ["a", "shop.main", "error"],
    ["a", "base.no", "error"],
    ["b", "shop.main", "info"],
    ["b", "base.no", "error"],
  ]);
});

it("looks for what is missing in modules that Odoo installs by itself, and in those that build upon the module", async () => {
  const { findings } = await check([at("odoo")], undefined, { path: "beside/host" });
  expect(
    findings.map(({ rule, severity, message }) => [rule, severity, /"(?:res.partner.)?(\w+)"/.exec(message)?.[1]]),
  ).toEqual([
    ["odoo-depends-missing", "info", "bridged"],
    ["odoo-field-unknown", "warning", "foreign"],
    ["odoo-field-unknown", "warning", "never"],
    ["odoo-depends-missing", "info", "above"],
  ]);
});
