import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ACTIONS } from "./actions/index.ts";
import type { Proposals } from "./proposals.ts";
import { CHANGE_TOOLS } from "./tools.ts";

/** Proposals that must not be reached. */
const untouched = new Proxy({} as Proposals, {
  get: () => () => {
    throw new Error("reached");
  },
});
const call = { signal: new AbortController().signal };

describe("tools that propose changes", () => {
  it("are one for each action, three for records and one to look; none approves, and none says that it writes in Odoo", () => {
    const names = CHANGE_TOOLS.map(({ name }) => name);
    expect(names).toEqual([
      ...ACTIONS.map(({ name }) => `propose_${name}`),
      "propose_create",
      "propose_write",
      "propose_rows",
      "list_proposals",
    ]);
    expect(names.filter((name) => /approve|execute|confirm_proposal|undo|settle/.test(name))).toEqual([]);
    for (const { name, effects, description } of CHANGE_TOOLS) {
      expect(effects.destructive, name).toBe(false);
      expect(effects.readOnly, name).toBe(name === "list_proposals");
      if (name !== "list_proposals") expect(description, name).toContain("Nothing is changed in Odoo");
    }
  });

  it("have schemas that a model can be given, closed against keys that nobody asked for", () => {
    for (const { name, input, output } of CHANGE_TOOLS) {
      const shape = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
      expect(shape, name).toMatchObject({ type: "object", additionalProperties: false });
      expect(z.toJSONSchema(output, { io: "output", unrepresentable: "any" }), name).toHaveProperty("properties");
    }
  });

  it.each([
    ["propose_confirm_sale_order", { order: "7" }],
    ["propose_confirm_sale_order", { order: 7, sudo: true }],
    ["propose_confirm_sale_order", JSON.parse('{"order":7,"__proto__":{"admin":true},"context":{}}')],
    ["propose_register_payment", { invoice: 1, journal: 1, amount: -5 }],
    ["propose_register_payment", { invoice: [1], journal: 1 }],
    ["propose_draft_invoice", { kind: "customer_refund", partner: 1, lines: [] }],
    ["propose_write", { model: "res.partner", id: 1, values: "x" }],
    ["propose_write", { model: "res.partner", id: 1, values: { "parent_id.name": "x" } }],
    ["propose_write", { model: "res.partner", id: 1, values: { name: { deep: { deeper: 1 } } } }],
    ["propose_write", { model: "../res.partner", id: 1, values: { name: "x" } }],
    ["propose_create", { model: "res.partner", values: { child_ids: [[0, 0, { name: "x" }]] } }],
    ["propose_create", { model: "res.partner", values: { name: "x".repeat(30_000) } }],
    ["propose_post_message", { model: "res.users", record: 2, text: "x" }],
    ["propose_rows", { model: "res.partner", rows: [] }],
    ["propose_rows", { model: "res.partner", rows: Array.from({ length: 51 }, () => ({ values: { name: "x" } })) }],
    ["propose_rows", { model: "res.partner", rows: [{ values: { name: "x" }, sudo: true }] }],
    ["list_proposals", { state: "anything" }],
  ])("%s refuses %j before it reaches anything", async (name, given) => {
    const tool = CHANGE_TOOLS.find((one) => one.name === name);
    const error = await tool?.run({ proposals: untouched }, given, call).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "bad_usage" });
  });
});
