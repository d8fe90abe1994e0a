import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { describeOdoo } from "../../../../../test/odoo/describe-odoo.ts";
import { applyEdits } from "../../check/apply-edits.ts";
import type { FileFacts } from "../../facts.ts";
import { linkProject, relinkProject } from "../../project/link-project.ts";
import { fullXmlId } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";
import { startOf } from "../../project/reference-index.ts";
import { resolvePath } from "../../project/resolve-path.ts";
import { addonsFolder } from "../../testing/addons-files.ts";
import { decodeText } from "../../text/decode-text.ts";
import type { CodeSymbol } from "../code-symbol.ts";
import { factsFor } from "../testing/project-of.ts";
import { renameSymbol } from "./rename.ts";
import { isRefusal, type RenamePlan } from "./rename-plan.ts";

/** What is renamed, in Odoo's own sources held in memory. */
const SAMPLE: readonly (readonly [symbol: CodeSymbol, name: string])[] = [
  [{ kind: "field", model: "sale.order.line", field: "product_uom_qty" }, "zz_quantity"],
  [{ kind: "field", model: "sale.order", field: "order_line" }, "zz_line_ids"],
  [{ kind: "field", model: "account.move", field: "invoice_date" }, "zz_date"],
  [{ kind: "field", model: "product.template", field: "list_price" }, "zz_price"],
  [{ kind: "field", model: "mail.thread", field: "message_follower_ids" }, "zz_follower_ids"],
  [{ kind: "method", model: "sale.order", method: "action_confirm" }, "zz_confirm"],
  [{ kind: "method", model: "account.move", method: "action_post" }, "zz_post"],
  [{ kind: "xml-id", xmlId: "sale.view_order_form" }, "zz_form"],
  [{ kind: "xml-id", xmlId: "base.group_user" }, "zz_group"],
  [{ kind: "model", model: "account.account.tag" }, "zz.tag"],
];
/** Their addons, with all that these depend on. */
const MODULES = ["sale_management", "sale_margin"];

describeOdoo("a rename in Odoo's own sources", () => {
  const root = addonsFolder();
  const texts = new Map<string, string>();
  let project: Project;
  let before: readonly string[] = [];

  beforeAll(() => {
    const files = new Map<string, FileFacts>();
    for (const module of closure(root, MODULES))
      for (const path of filesIn(join(root, module))) {
        const { text } = decodeText(readFileSync(path));
        if (text === null) continue;
        texts.set(path, text);
        files.set(path, factsFor(path, text));
      }
    project = linkProject(files, [root], "19.0");
    before = unresolved(project);
  });

  const context = (of: Project, read: ReadonlyMap<string, string>) => ({
    project: of,
    text: (path: string) => read.get(path) ?? null,
    writable: () => true,
  });

  test.each(SAMPLE)(
    "%j → %s leaves as many names unresolved as before, and back again every byte as it was",
    (symbol, name) => {
      const plan = renameSymbol(context(project, texts), symbol, name);
      if (isRefusal(plan)) throw new Error(plan.refused);
      const { read, relinked } = after(project, texts, plan);
      const renamed = unresolved(relinked).map((line) =>
        line.replaceAll(name, plan.oldName).replaceAll(flatOf(name), flatOf(plan.oldName)),
      );
      expect(difference(renamed, before)).toEqual({ added: [], removed: [] });
      const back = renameSymbol(context(relinked, read), renamedSymbol(symbol, name), plan.oldName);
      if (isRefusal(back)) throw new Error(back.refused);
      const again = after(relinked, read, back);
      expect([...again.read].filter(([path, text]) => texts.get(path) !== text).map(([path]) => path)).toEqual([]);
      const places = plan.edits.reduce((sum, { edits }) => sum + edits.length, 0);
      console.log(
        `${plan.oldName}: ${places} places in ${plan.edits.length} files; ${plan.uncertain.length + plan.more} to be asked`,
      );
      expect(places).toBeGreaterThan(1);
    },
  );
});

const flatOf = (name: string) => name.replaceAll(".", "_");

function after(project: Project, texts: ReadonlyMap<string, string>, plan: RenamePlan) {
  const read = new Map(texts);
  const changes = new Map<string, FileFacts | null>();
  for (const { path, edits } of plan.edits) {
    const text = applyEdits(
      read.get(path) ?? "",
      edits.map((edit) => [edit]),
    ).text;
    read.set(path, text);
    changes.set(path, factsFor(path, text));
  }
  for (const { from, to } of plan.moves) {
    const text = read.get(from) ?? "";
    read.delete(from);
    read.set(to, text);
    changes.set(from, null);
    changes.set(to, factsFor(to, text));
  }
  return { read, relinked: relinkProject(project, changes) };
}

function renamedSymbol(symbol: CodeSymbol, name: string): CodeSymbol {
  switch (symbol.kind) {
    case "field":
      return { ...symbol, field: name };
    case "method":
      return { ...symbol, method: name };
    case "model":
      return { ...symbol, model: name };
    case "xml-id":
      return { ...symbol, xmlId: `${symbol.xmlId.split(".")[0]}.${name}` };
    default:
      return symbol;
  }
}

/** References of which the start is known but not what they name, and specifications of views that find nothing. */
function unresolved(project: Project): string[] {
  const { models, contents, xmlIds, views } = project;
  const found: string[] = [];
  for (const [module, { files }] of contents)
    for (const [path, { references }] of files)
      for (const reference of references) {
        const { role, value } = reference;
        const start = startOf(reference, models);
        const lost = () => {
          if (role === "model") return !models.has(value);
          if (role === "field-path")
            return (
              start !== null &&
              resolvePath(models, start, value).some(({ model, field }) => model !== null && field === null)
            );
          if (role === "method") return start !== null && models.get(start)?.methods.has(value) !== true;
          if (role === "xml-id" || role === "group") return xmlIds.get(fullXmlId(module, value) ?? "") === undefined;
          return false;
        };
        if (lost()) found.push(`${path} ${role} ${value}`);
      }
  for (const { xmlId, mode } of views.all())
    if (mode === "primary")
      for (const { view, locator } of project.combinedView(xmlId)?.misses ?? [])
        found.push(`${view.path} ${view.xmlId} ${locator}`);
  return found.sort();
}

function difference(ours: readonly string[], theirs: readonly string[]) {
  const count = (list: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
    return counts;
  };
  const [a, b] = [count(ours), count(theirs)];
  return {
    added: [...a].filter(([item, times]) => times > (b.get(item) ?? 0)).map(([item]) => item),
    removed: [...b].filter(([item, times]) => times > (a.get(item) ?? 0)).map(([item]) => item),
  };
}

function closure(root: string, modules: readonly string[]): ReadonlySet<string> {
  const found = new Set(["base", ...modules]);
  // A set grows while it is walked.
  for (const module of found) {
    const manifest = factsFor(
      `${root}/${module}/__manifest__.py`,
      readFileSync(`${root}/${module}/__manifest__.py`, "utf8"),
    );
    if (manifest.kind === "manifest") for (const name of manifest.depends) found.add(name);
  }
  return found;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(?:i18n|lib|node_modules)$/.test(entry.name) ? [] : filesIn(path);
    return /\.(?:py|xml|csv|js)$/.test(entry.name) ? [path] : [];
  });
}
