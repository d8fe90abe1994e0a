import type { ClassFact, CsvFacts, FileFacts } from "../../facts.ts";
import { flat } from "../../project/automatic-ids.ts";
import { kept } from "../../project/kept.ts";
import type { ModuleContents } from "../../project/module-contents.ts";
import { accessRightsIn, flatModelOfRight } from "../../project/security.ts";
import { versionWithin } from "../../version.ts";
import type { Check, Finding } from "../rule.ts";
import { prependToList } from "./add-dependency.ts";
import { classesHere, type GraphSource } from "./graph-source.ts";

const missing = {
  rule: "odoo-acl-missing",
  code: null,
  severity: "warning",
  title: "every model that is not abstract has access rights",
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
        if (isGranted(source, name, fact) || (sight.missing.size > 0 && fact.model === null && fact.inherit.length > 0))
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

/** Whether a model has access rights in a file that is loaded; rows of Odoo 20 may know it by its shown name. */
function isGranted({ contents, project }: GraphSource, model: string, { attributes }: ClassFact): boolean {
  const shown = attributes._description?.value;
  const grants = (of: ModuleContents): boolean => {
    const granted = grantedIn(of);
    return granted.has(flat(model)) || (typeof shown === "string" && granted.has(shown));
  };
  // Most modules give the rights on their models themselves: those of all others would have to be read.
  if (grants(contents)) return true;
  for (const other of project.contents.values()) if (grants(other)) return true;
  return false;
}

/** Flat names of the models that a module gives rights on, and the shown names that its rows use. */
const grantedIn: (contents: ModuleContents) => ReadonlySet<string> = kept(
  (contents) =>
    new Set(
      accessRightsIn(contents).flatMap((right) => {
        const model = right.entry.filePosition >= 0 ? flatModelOfRight(right) : null;
        return model === null ? [] : [model];
      }),
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
function addRow({ contents, project, textOf }: GraphSource, model: string, transient: boolean): Pick<Finding, "fix"> {
  const title = transient ? `Let employees use ${model}` : `Let employees read ${model}`;
  const layout = versionWithin(project.version, "20.0") ? PERMISSIONS : RIGHTS;
  const row = layout.values(model, transient);
  const listed = contents.data.find(
    ({ facts, demo }) => facts?.kind === "csv" && facts.model === layout.model && !demo,
  );
  if (listed?.facts?.kind === "csv") {
    const text = textOf(listed.path);
    const line = text === null ? null : lineOf(listed.facts, row, model);
    if (text === null || line === null) return {};
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    const before = text === "" || text.endsWith("\n") ? "" : newline;
    const edit = { span: [text.length, text.length] as const, text: `${before}${line}${newline}` };
    return { fix: { title, edits: [], elsewhere: [{ path: listed.path, edits: [edit] }] } };
  }
  const file = `security/${layout.model}.csv`;
  const path = `${contents.path}/${file}`;
  const manifest = textOf(contents.manifest.path);
  const edits =
    manifest === null || contents.files.has(path) ? null : prependToList(contents.manifest, manifest, "data", file);
  if (edits === null) return {};
  const text = `${layout.header.join(",")}\n${layout.header.map((name) => cellOf(name, row, model)).join(",")}\n`;
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

/** A row by field of the model that keeps rights. */
type Row = Readonly<Record<string, string>>;

/** How the rights of a version are written down. */
interface Layout {
  /** The model of its rows, which names its file. */
  readonly model: string;
  readonly header: readonly string[];
  /** What Odoo itself proposes: employees may read; of a wizard, whose records are its user's own, they need all. */
  values(model: string, transient: boolean): Row;
}

const RIGHTS: Layout = {
  model: "ir.model.access",
  header: ["id", "name", "model_id:id", "group_id:id", "perm_read", "perm_write", "perm_create", "perm_unlink"],
  values(model, transient) {
    const more = transient ? "1" : "0";
    return {
      ...named(model),
      model_id: `model_${flat(model)}`,
      perm_read: "1",
      perm_write: more,
      perm_create: more,
      perm_unlink: more,
    };
  },
};

/** Rights as Odoo 20 keeps them. */
const PERMISSIONS: Layout = {
  model: "ir.access",
  header: ["id", "name", "model_id", "group_id/id", "operation", "domain"],
  values(model, transient) {
    return { ...named(model), model_id: `model_${flat(model)}`, operation: transient ? "crud" : "r" };
  },
};

function named(model: string): Row {
  const id = `access_${flat(model)}`;
  return { id, name: id, group_id: "base.group_user" };
}

function columnField(column: string): string {
  return column.trim().replace(/[:/]id$/, "");
}

/** The row in the columns of a file, where the model may stand by its name; null where the file lacks one that it needs. */
function lineOf({ header }: CsvFacts, row: Row, model: string): string | null {
  const columns = header.map(({ name }) => name.trim());
  const fields = columns.map(columnField);
  if (!["id", "model_id"].every((name) => fields.includes(name)) || columns.includes("group_id")) return null;
  return columns.map((column) => cellOf(column, row, model)).join(",");
}

/** A model stands by its name in a column that is none of ids. */
function cellOf(column: string, row: Row, model: string): string {
  return column === "model_id" ? model : (row[columnField(column)] ?? "");
}
