import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { projectFile } from "../platform/project-file.ts";
import { loadPolicy, needsSecondPerson, neverChanged, ruleForFields } from "./policy.ts";

const policy = loadPolicy(projectFile("server", "change-policy.yaml"));
const folder = mkdtempSync(join(tmpdir(), "policy-"));
const written = (text: string) => {
  const path = join(folder, "change-policy.yaml");
  writeFileSync(path, text);
  return path;
};
const HEAD = "version: 1\nexpires_hours: 24\nmost_pending: 5\n";

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the policy for changes", () => {
  it.each([
    "res.users",
    "res.users.apikeys",
    "res.groups",
    "ir.cron",
    "ir.actions.server",
    "ir.model.access",
    "ir.attachment",
    "base.automation",
    "res.partner.bank",
    "res.company",
    "account.tax",
    "mail.mail",
    "fetchmail.server",
    "sextant.bridge",
  ])("never opens %s, whoever writes the policy", (model) => {
    expect(neverChanged(model)).toBe(true);
    expect(() => ruleForFields(policy, "write", model, ["name"])).toThrow(
      expect.objectContaining({ code: "change_not_allowed" }),
    );
    expect(() => loadPolicy(written(`${HEAD}models: {${model}: {allow: [write]}}\nactions: {}\n`))).toThrow(
      expect.objectContaining({ code: "not_configured" }),
    );
  });

  it("opens what it lists, and nothing beside", () => {
    expect(ruleForFields(policy, "write", "res.partner", ["phone"]).risk).toBe("normal");
    for (const [operation, model, field] of [
      ["write", "res.partner", "active"],
      ["write", "res.partner", "user_ids"],
      ["write", "stock.picking", "state"],
      ["create", "res.partner.category", "name"],
      ["write", "account.move", "state"],
      ["write", "account.move", "line_ids"],
    ] as const)
      expect(() => ruleForFields(policy, operation, model, [field]), `${model}.${field}`).toThrow(
        expect.objectContaining({ code: "change_not_allowed" }),
      );
  });

  it("asks for a second person above the amount, and where the amount is not known", () => {
    const rule = policy.actions.register_payment ?? { risk: "normal" };
    expect(needsSecondPerson(rule, { amount: 10_000 })).toBe(false);
    expect(needsSecondPerson(rule, { amount: 10_000.01 })).toBe(true);
    expect(needsSecondPerson(rule, { amount: -20_000 })).toBe(true);
    expect(needsSecondPerson(rule, {})).toBe(true);
    expect(needsSecondPerson({ risk: "normal", four_eyes: "always" }, { amount: 1 })).toBe(true);
    expect(needsSecondPerson({ risk: "normal" }, {})).toBe(false);
  });

  it.each([
    ["an unknown key", `${HEAD}models: {}\nactions: {}\nbypass: true\n`],
    ["a missing part", HEAD],
    ["no policy", "- 1\n"],
  ])("refuses %s", (_what, text) => {
    expect(() => loadPolicy(written(text))).toThrow(expect.objectContaining({ code: "not_configured" }));
  });
});
