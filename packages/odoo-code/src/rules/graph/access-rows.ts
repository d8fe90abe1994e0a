import type { CsvFacts, FileFacts } from "../../facts.ts";
import { kept } from "../../project/kept.ts";
import type { ModuleContents } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";
import { accessRightsIn } from "../../project/security.ts";
import type { Check, Finding } from "../rule.ts";
import { prependToList } from "./add-dependency.ts";
import { classesHere, type GraphSource } from "./graph-source.ts";

const missing = {
  rule: "odoo-acl-missing",
  code: null,
  severity: "warning",
  title: "every model that is not abstract has access rights",
  to: "19.0",
} as const;
const noGroup = {
  rule: "odoo-acl-no-group",
  code: null,
  severity: "warning",
  title: "access rights are those of a group",
  from: "17.0",
  to: "19.0",
} as const;
const legacy = {
  rule: "odoo-access-legacy",
  code: null,
  severity: "error",
  title: "`ir.access` instead of `ir.model.access` and `ir.rule`, which are gone",
  from: "20.0",
} as const;

const FILE = "security/ir.model.access.csv";
const HEADER = "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink\n";

/** Rows of access rights: models without any, rows without a group, and rows that later versions do not know. */
export const accessRows: Check<GraphSource> = {
  rules: [missing, noGroup, legacy],
  check(source, report) {
    const { facts, contents, project, sight } = source;
    if (facts.kind === "python") {
      for (const { model: name, fact, loaded } of classesHere(source)) {
        const model = loaded && !fact.inherit.includes(name) ? project.models.get(name) : undefined;
        if (model === undefined || (fact.kind !== "model" && fact.kind !== "transient")) continue;
        // A class that says no `_name` of its own may extend what a missing module defines.
        if (isGranted(project, name) || (sight.missing.size > 0 && fact.model === null && fact.inherit.length > 0))
          continue;
        report({
          rule: missing,
          span: fact.attributes._name?.span ?? fact.nameSpan,
          message: `Nobody may use the model "${name}": it has no access rights.`,
          ...addRow(source, name, fact.kind === "transient"),
        });
      }
    } else if (facts.kind === "csv" || facts.kind === "xml") {
      if (!contents.data.some(({ path }) => path === facts.path)) return;
      ungrouped(facts, (finding) => report({ rule: noGroup, ...finding }));
      const old = facts.records.find(({ model }) => model === "ir.model.access" || model === "ir.rule");
      if (old !== undefined)
        report({
          rule: legacy,
          span: old.idSpan,
          message: `Odoo has no ${old.model} any more: it refuses the file. Write the rights as ir.access.`,
        });
    }
  },
};

function flat(model: string): string {
  return model.replaceAll(".", "_");
}

/** Whether a model has access rights in a file that is loaded. */
function isGranted({ contents }: Project, model: string): boolean {
  for (const own of contents.values()) if (grantedIn(own).has(flat(model))) return true;
  return false;
}

/** Flat names of the models that a module gives rights on. */
const grantedIn: (contents: ModuleContents) => ReadonlySet<string> = kept(
  (contents) =>
    new Set(
      accessRightsIn(contents).flatMap(({ modelXmlId, entry }) =>
        modelXmlId !== null && entry.filePosition >= 0 ? [modelXmlId.replace(/^\w+\.model_/, "")] : [],
      ),
    ),
);

function ungrouped(facts: FileFacts, tell: (finding: Omit<Finding, "rule">) => void): void {
  if (facts.kind !== "csv" || facts.model !== "ir.model.access") return;
  for (const { fields } of facts.records) {
    const group = fields.find(({ name }) => name === "group_id");
    const grants = fields.some(
      ({ name, value }) => name.startsWith("perm_") && value.kind === "text" && /^\s*(?:1|true)\s*$/i.test(value.text),
    );
    if (group === undefined || group.value.kind !== "ref" || group.value.xmlId !== "" || !grants) continue;
    const empty = group.span[0] === group.span[1];
    tell({
      span: group.span,
      message: "These rights are everybody's, the public's too: name a group.",
      ...(empty && {
        fix: { title: "Give them to employees alone", edits: [{ span: group.span, text: "base.group_user" }] },
      }),
    });
  }
}

/** The cure that adds a row to the module's file of access rights, or makes the file and lists it first. */
function addRow({ contents, textOf }: GraphSource, model: string, transient: boolean): Pick<Finding, "fix"> {
  const title = transient ? `Let employees use ${model}` : `Let employees read ${model}`;
  const listed = contents.data.find(
    ({ facts, demo }) => facts?.kind === "csv" && facts.model === "ir.model.access" && !demo,
  );
  if (listed?.facts?.kind === "csv") {
    const text = textOf(listed.path);
    const row = text === null ? null : rowOf(listed.facts, model, transient);
    if (text === null || row === null) return {};
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    const before = text === "" || text.endsWith("\n") ? "" : newline;
    const edit = { span: [text.length, text.length] as const, text: `${before}${row}${newline}` };
    return { fix: { title, edits: [], elsewhere: [{ path: listed.path, edits: [edit] }] } };
  }
  const path = `${contents.path}/${FILE}`;
  const manifest = textOf(contents.manifest.path);
  const edits =
    manifest === null || contents.files.has(path) ? null : prependToList(contents.manifest, manifest, "data", FILE);
  if (edits === null) return {};
  const row = values(model, transient);
  const text = `${HEADER}${["id", "name", "model_id", "group_id", ...PERMISSIONS].map((name) => row[name]).join(",")}\n`;
  return {
    fix: {
      title,
      edits: [],
      elsewhere: [
        { path: contents.manifest.path, edits },
        { path, edits: [{ span: [0, 0], text }] },
      ],
    },
  };
}

const PERMISSIONS = ["perm_read", "perm_write", "perm_create", "perm_unlink"] as const;

/** What Odoo itself proposes: employees may read; of a wizard, whose records are its user's own, they need all. */
function values(model: string, transient: boolean): Readonly<Record<string, string>> {
  const more = transient ? "1" : "0";
  return {
    id: `access_${flat(model)}`,
    name: `access_${flat(model)}`,
    model_id: `model_${flat(model)}`,
    group_id: "base.group_user",
    perm_read: "1",
    perm_write: more,
    perm_create: more,
    perm_unlink: more,
  };
}

function rowOf({ header }: CsvFacts, model: string, transient: boolean): string | null {
  const row = values(model, transient);
  const names = header.map(({ name }) => name.trim().replace(/[:/]id$/, ""));
  if (!["id", "model_id"].every((name) => names.includes(name))) return null;
  return names.map((name) => row[name] ?? "").join(",");
}
