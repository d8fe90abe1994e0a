import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { javascriptFacts } from "./javascript-facts.ts";
import { silentBlockEnd } from "./silent-block-end.ts";

const HEAD = `import { registry } from "@web/core/registry";\n`;

const nothing = () => false;
const endOf = (text: string) => silentBlockEnd(text, text.indexOf("{"), nothing);

describe("where a block ends", () => {
  it.each([
    'function f() { return \'}\' + "}\\"" + `}`; }',
    "function f() { return `a \u0024{ { b: `}\u0024{ '}' }` }.b } }`; }",
    "function f() { // }\n /* } */ return 1; }",
    "function f() { return /[/}]\\/}/.test(a) ? 4 / 2 / b : x[0] / 2; }",
    "function f() { const a = 1; if (a) { return { a }; } else { b(); } }",
    "function f() { return typeof /}/; }",
    "function f() { é.ß = 'ü}'; }",
    "function f() {}",
  ])("%s", (text) => {
    expect(endOf(text)).toBe(text.length - 1);
  });

  it.each([
    ["a slash behind a bracket", "function f() { if (a) /}/.test(b); }"],
    ["a slash behind a block", "function f() { {} /}/.test(b); }"],
    ["a name with an escape", "function f() { \\u0061dd('x'); }"],
    ["an open block", "function f() { if (a) { }"],
    ["an open string", "function f() { 'a\n }"],
    ["an open template", "function f() { `a }"],
    ["an open comment", "function f() { /* }"],
    ["an open pattern", "function f() { return /a\n }"],
  ])("is left to the parser: %s", (_what, text) => {
    expect(endOf(text)).toBe(-1);
  });
});

describe("functions that are passed over", () => {
  const read = (body: string, everything: boolean) =>
    javascriptFacts("sale/static/src/a.js", `${HEAD}export class A extends B { async m(x) { ${body} } }`, {
      everything,
    });

  it.each([
    `registry.category("views").add("k", v);`,
    `const views = registry.category("views"); views\n  .add(\n "k", v);`,
    `await this.orm?.searchRead("sale.order", [["name", "=", 1]], ["amount"]);`,
    `await this.orm.call /* as the user */ ("sale.order", "m");`,
    "rpc(`/web`, { model: 'sale.order', method: 'm' });",
    `class C extends Component { static template = "sale.C"; }`,
    `x(function () { if (y) { z({ res_model: "sale.order" }); } });`,
    `A.template = "sale.T"; patch(A.prototype, {});`,
    `core.action_registry.add("k", v);`,
  ])("are none that tell something: %s", (body) => {
    const found = read(body, false);
    expect(found).toEqual(read(body, true));
    expect(found.problems).toEqual([]);
    const told = ({ references, registrations, components }: typeof found) =>
      references.length + registrations.length + components.length;
    expect(told(found)).toBeGreaterThan(told(read("", true)));
  });

  it("hide their errors, and no others", () => {
    expect(read("const = 1;", true).problems).toHaveLength(1);
    expect(read("const = 1;", false).problems).toEqual([]);
    expect(read("registry; const = 1;", false).problems).toHaveLength(1);
    expect(read("if (a) {", false).problems).toHaveLength(1);
  });

  it("with a comment of ours are read", () => {
    const text = "f(); // sextant: disable=x";
    expect(read(`\n${text}\n`, false)).toEqual(read(`\n${text}\n`, true));
    expect(read(`\n${text}\n`, false).suppressions).toHaveLength(1);
  });

  it("of any code tell what they tell when they are read", () => {
    const piece = fc.constantFrom(
      ...[
        "a.b = c / d;",
        "if (a) { b(); }",
        "x = /[}/]{2}/g;",
        "y = `t \u0024{ {}.z } }`;",
        "s = '}\\'' + \"{\";",
        "// }\n",
        "/* { */",
        `registry.category("v").add("k", v);`,
        `this.orm.read("sale.order", [1], ["name"]);`,
        "set.add(1);",
        "() => { f(); };",
        "(function () { return { template: 'a.B', g() { } }; })();",
        "new (class extends Component {})();",
        "for (const a of /x}/.exec(b)) { }",
        "q = (1) / 2;",
        "z = a ? /\\//.source : b[0] / c;",
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(piece, { maxLength: 8 }), (some, others) => {
        const body = `${some.join(" ")} k(async () => { ${others.join(" ")} }); ${some.join("\n")}`;
        const whole = read(body, true);
        expect(whole.problems).toEqual([]);
        expect(read(body, false)).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});
