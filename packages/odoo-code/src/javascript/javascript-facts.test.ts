import { describe, expect, it } from "vitest";
import { expectSpans, told } from "../testing/read-data.ts";
import { javascriptFacts } from "./javascript-facts.ts";

const read = javascriptFacts;
const facts = (text: string, path = "sale/static/src/a.js") => ({ ...read(path, text), text });

describe("modules", () => {
  it("imports and exports", () => {
    const found = facts(`// 😀
import { registry, x as y } from "@web/core/registry";
import d, * as all from "./other";
export { a as b } from "./third"; export * from "./fourth";
export const c = 1, { e } = c; export function f() {} export default class G {}`);
    expect(found.imports.map(({ from, names }) => [from, names])).toEqual([
      ["@web/core/registry", ["registry", "x"]],
      ["./other", ["default", "*"]],
      ["./third", ["a"]],
      ["./fourth", ["*"]],
    ]);
    expect(found.exports).toEqual(["b", "*", "c", "e", "f", "default"]);
    expect(told(found, "file")).toEqual([
      "import: @web/core/registry",
      "import: ./other",
      "import: ./third",
      "import: ./fourth",
    ]);
    expectSpans(found);
  });

  it("legacy ones", () => {
    const found = facts(`odoo.define("sale.a", function (require) {
      var core = require('web.core'); core.action_registry.add("tag", W); var W = Widget.extend({ template: "sale.W" });
      this._rpc({ model: "sale.order", method: "do_it", args: [] }); with (x) {} });`);
    expect(found).toMatchObject({ legacyModule: "sale.a", problems: [], imports: [{ from: "web.core" }] });
    expect(found.registrations).toMatchObject([{ category: "action_registry", key: "tag" }]);
    expect(told(found, "template")).toEqual(["component: sale.W"]);
    expect(found.ormCalls).toMatchObject([{ model: "sale.order", method: "do_it" }]);
  });
});

describe("what joins code and server", () => {
  it("registries, also by a variable and in a chain", () => {
    const found = facts(`import { registry } from "@web/core/registry";
      registry.category("services").add("sale", s).add("more", t, { force: true });
      const fields = registry.category("fields"); fields.add("sale_field", f); new Set().add("no"); other.add("no");`);
    expect(found.registrations.map(({ category, key }) => [category, key]).sort()).toEqual([
      ["fields", "sale_field"],
      ["services", "more"],
      ["services", "sale"],
    ]);
  });

  it("components, patches and rendered templates", () => {
    const found = facts(`export class A extends Component { static template = "sale.A"; static props = {}; }
      class B extends Component {} B.template = "sale.B"; class C extends D { static template = xml\`<p/>\`; } class E {}
      patch(A.prototype, { x() {} }); renderToElement("sale.R");`);
    expect(found.components.map(({ name, template }) => [name, template])).toEqual([
      ["A", "sale.A"],
      ["B", "sale.B"],
      ["C", null],
    ]);
    expect(found.patches.map(({ target }) => target)).toEqual(["A.prototype"]);
    expect(told(found, "template")).toEqual(["component: sale.A", "component: sale.B", "render: sale.R"]);
    expectSpans(found);
  });

  it("calls of the ORM with models, methods and fields", () => {
    const found = facts(`import x from "./x"; async function f() {
      await this.orm.searchRead("res.partner", [["parent_id.name", "=", 1], "|"], ["name", 'email'], { limit: 1 });
      await orm.call("sale.order", "action_confirm", [ids]); orm.write("sale.order", [1], { note: "x", [y]: 1 });
      orm.formattedReadGroup("sale.order", [], ["date:month"], ["amount:sum"]); orm.call(model, "m"); other.read("a.b");
      this.action.doAction("sale.act"); this.action.doAction({ type: "x", res_model: "sale.order" }); user.hasGroup("base.g");
      rpc("/web/dataset/call_kw", { model: "sale.order", method: "m" }); }`);
    expect(found.ormCalls.map(({ model, method, fields }) => [model, method, fields])).toEqual([
      ["res.partner", "search_read", ["name", "email"]],
      ["sale.order", "action_confirm", []],
      ["sale.order", "write", []],
      ["sale.order", "formatted_read_group", ["date:month"]],
      ["sale.order", "m", []],
    ]);
    expect(told(found, "field-path")).toEqual([
      "domain: res.partner/parent_id.name",
      "orm: res.partner/name",
      "orm: res.partner/email",
      "orm: sale.order/note",
      "orm: sale.order/date",
    ]);
    expect(told(found, "method")).toEqual(["orm: sale.order/action_confirm", "rpc: sale.order/m"]);
    expect(told(found, "xml-id")).toEqual(["doAction: sale.act"]);
    expect(told(found, "group")).toEqual(["hasGroup: base.g"]);
    expectSpans(found);
  });
});

describe("odd and broken files", () => {
  it("libraries and files without a telling word are not parsed", () => {
    const broken = "var broken = ;";
    expect(read("web/static/lib/x.js", `import a from 'b'; ${broken}`)).toMatchObject({ imports: [], problems: [] });
    expect(read("web/static/src/x.js", broken).problems).toEqual([]);
    expect(read("web/static/src/x.js", `import a from 'b'; ${broken}`).problems).toHaveLength(1);
  });

  it("a broken file has one problem and the facts of the statements before it", () => {
    const found = facts(
      `import { a } from "./a";\nregistry.category("x").add("k", a);\n\nclass B {\n  m( {\n}\nexport const c = ;`,
    );
    expect(found.problems.length).toBe(1);
    expect(found.imports.length).toBe(1);
    expect(found.registrations.length).toBe(1);
  });

  it("code that nests deeper than any stack is a problem of the file", () => {
    expect(read("a.js", `import a from "b"; ${"(".repeat(100_000)}`).problems).toHaveLength(1);
  });

  it("very deep code is walked without a stack", () => {
    const chain = `import x from "y"; let a = ${"1+".repeat(3000)}1;`;
    expect(facts(chain).imports.length).toBe(1);
  });

  it("a comment of ours switches rules off for its line, alone for the next too", () => {
    const found = facts(`import a from "b"; // sextant: disable=x,y\n// sextant:disable=z\nf();`);
    expect(found.suppressions).toEqual([
      { rules: ["x", "y"], lines: [0, 0] },
      { rules: ["z"], lines: [1, 2] },
    ]);
  });
});
