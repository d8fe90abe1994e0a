import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSextantError } from "@sextant/contracts";
import { describe, expect, it } from "vitest";
import { projectFile } from "../platform/project-file.ts";
import { loadSemantics } from "./load-semantics.ts";
import { offerOf } from "./offer.ts";
import { wholeSchema } from "./testing/whole-schema.ts";

const semantics = loadSemantics(projectFile("prompts", "semantics"));

describe("what is offered", () => {
  it("a field that the connected Odoo lacks takes its measure away, with the reason, and nothing else", async () => {
    const source = wholeSchema(semantics, (model, field) => model === "sale.order" && field === "amount_total");
    const { subjects, missing } = await offerOf(semantics, source);
    expect(missing).toEqual([
      {
        subject: "sales orders",
        what: "measure ordered amount with tax",
        why: "sale.order has no field amount_total, or the user may not see it",
      },
    ]);
    expect(subjects.get("sales orders")?.measures.has("ordered amount")).toBe(true);
  });

  it("an app that is not installed takes its subject away", async () => {
    const source = wholeSchema(semantics);
    const { subjects, missing } = await offerOf(semantics, {
      ...source,
      fieldsOf: async (model, options) => (model === "pos.order" ? null : source.fieldsOf(model, options)),
    });
    expect(subjects.has("shop orders")).toBe(false);
    expect(missing).toEqual([
      expect.objectContaining({ subject: "shop orders", why: expect.stringContaining("no pos.order here") }),
    ]);
  });

  it("below 19 what needs groups across relations is not offered, and the rest is", async () => {
    const { subjects, missing } = await offerOf(semantics, { ...wholeSchema(semantics), groupsAcrossRelations: false });
    expect(missing.every(({ why }) => /needs Odoo 19|population/.test(why))).toBe(true);
    expect(subjects.get("sales order lines")?.dimensions.has("product category")).toBe(false);
    expect(subjects.get("sales order lines")?.measures.has("ordered quantity")).toBe(true);
  });

  it("of fields that are called differently the first that exists is taken", async () => {
    const source = wholeSchema(semantics, (model, field) => model === "sale.order.line" && field === "product_uom_id");
    const { subjects } = await offerOf(semantics, source);
    expect(subjects.get("sales order lines")?.measures.get("ordered quantity")?.unit).toEqual({
      kind: "quantity",
      split: "product_uom",
    });
  });
});

describe("definitions with errors", () => {
  it.each([
    ["a sum without a unit", "  headcount: { sum: id, of: active }", /measures\.headcount: a sum needs a unit/],
    ["an unknown population", "  headcount: { count: true, of: nobody }", /no population is called nobody/],
    ["an unknown key", "  headcount: { count: true, of: active, frm: x }", /frm/],
    ["no YAML", "  headcount: { count", /employees\.yaml/],
    [
      "two things of one name",
      "  headcount: { count: true, of: active, also: [archived employee] }",
      /two things are called "archived employee"/,
    ],
    ["an ambiguous word", "  headcount: { count: true, of: active, also: [revenue] }", /"revenue" is ambiguous/],
  ])("%s: named with its file", (_, line, message) => {
    const folder = mkdtempSync(join(tmpdir(), "sextant-semantics-"));
    try {
      const text = readFileSync(projectFile("prompts", "semantics", "employees.yaml"), "utf8");
      writeFileSync(join(folder, "employees.yaml"), text.replace(/^ {2}headcount: .*$/m, line));
      writeFileSync(
        join(folder, "words.yaml"),
        "words: [{ word: revenue, choices: [{ subject: employees, measure: headcount }, { subject: employees, measure: archived employees }] }]",
      );
      let thrown: unknown;
      try {
        loadSemantics(folder);
      } catch (error) {
        thrown = error;
      }
      expect(isSextantError(thrown) && thrown.code).toBe("not_configured");
      expect(String(thrown)).toMatch(message);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
