import { fullXmlId } from "../../project/module-contents.ts";
import type { Family } from "./family.ts";
import type { MemberMatch } from "./member-matches.ts";
import { mentions, type RenameContext } from "./rename-plan.ts";

const WITH_CODE = ["ir.actions.server", "ir.cron", "base.automation"];

/** Calls of a method in the Python of scheduled and server actions: `model.send()`, where the record tells what `model` is. */
export function serverCodeMatches(context: RenameContext, family: Family): readonly MemberMatch[] {
  const { project, text } = context;
  const found: MemberMatch[] = [];
  const call = new RegExp(`(?<=\\b(?:model|records?)\\.)${family.name}(?=\\s*\\()`, "g");
  for (const contents of project.contents.values())
    for (const entry of WITH_CODE.flatMap((model) => contents.recordsOf(model))) {
      // Not read where it cannot say anything.
      if (!mentions(context, entry.path, family.name)) continue;
      const { path, module, record } = entry;
      const code = record.fields.find(({ name }) => name === "code");
      if (code?.value.kind !== "text" || !code.value.text.includes(family.name)) continue;
      const about = record.fields.find(({ name }) => name === "model_id")?.value;
      const id = about?.kind === "ref" ? fullXmlId(module, about.xmlId) : null;
      const named = id === null ? undefined : project.xmlIds.get(id)?.automatic;
      const model = named?.kind === "model" ? named.model : null;
      const written = text(path)?.slice(...code.span) ?? "";
      for (const { index } of written.matchAll(call)) {
        const start = code.span[0] + index;
        const span = [start, start + family.name.length] as const;
        const judgement = model === null ? "unknown-record" : family.has(model) ? "certain" : "other";
        found.push({ path, span, judgement });
      }
    }
  return found;
}
