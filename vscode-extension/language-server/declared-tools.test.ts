import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { INDEX_TOOLS } from "@sextant/odoo-workspace";
import { expect, it } from "vitest";
import { z } from "zod";

const MANIFEST = join(import.meta.dirname, "../package.json");
const ICONS: Readonly<Record<string, string>> = {
  find_symbol: "$(search)",
  model_card: "$(symbol-class)",
  resolve_xmlid: "$(link)",
  combined_view: "$(preview)",
  references: "$(references)",
  check: "$(checklist)",
  apply_fix: "$(wand)",
};

/** A tool as VS Code wants it declared. */
function declaration({ name, title, description, input }: (typeof INDEX_TOOLS)[number]) {
  const { $schema: _, ...inputSchema } = z.toJSONSchema(input, { io: "input", target: "draft-7" });
  const camel = name.replace(/(?:^|_)(\w)/g, (_whole, letter: string) => letter.toUpperCase());
  return {
    name: `sextant_${name}`,
    displayName: title,
    toolReferenceName: `odoo${camel}`,
    canBeReferencedInPrompt: true,
    modelDescription: description,
    userDescription: title,
    tags: ["odoo"],
    icon: ICONS[name] ?? "$(symbol-misc)",
    inputSchema,
  };
}

it("VS Code is told of every tool as it is; SEXTANT_UPDATE=1 writes the manifest anew", () => {
  const manifest = JSON.parse(readFileSync(MANIFEST, "utf8"));
  const wanted = INDEX_TOOLS.map(declaration);
  if (process.env.SEXTANT_UPDATE === "1") {
    manifest.contributes.languageModelTools = wanted;
    writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
  }
  expect(manifest.contributes.languageModelTools).toEqual(JSON.parse(JSON.stringify(wanted)));
});
