import type { PythonFacts } from "../../facts.ts";
import { flat } from "../../project/automatic-ids.ts";
import type { Project } from "../../project/project.ts";
import { modelOfClass } from "../../python/model-name.ts";
import { versionWithin } from "../../version.ts";
import type { FileEdits, OfferedAction } from "./code-action.ts";

const HEADER = "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink";
const FILE = "security/ir.model.access.csv";

/**
 * Gives the model of the class at an offset a row of access rights, where it has none: nobody but the superuser could use it.
 * Not from Odoo 20 on, which has no such rows: there the rule `odoo-acl-missing` brings its own cure.
 */
export function addAccessRights(
  project: Project,
  facts: PythonFacts,
  offset: number,
  textOf: (path: string) => string | null,
): OfferedAction[] {
  const found = facts.classes.find(({ span }) => span[0] <= offset && offset <= span[1]);
  const model = found === undefined ? null : modelOfClass(found, project.version);
  const module = project.moduleOf(facts.path);
  if (found === undefined || model === null || module === null || versionWithin(project.version, "20.0")) return [];
  const makes = !found.inherit.includes(model) && (found.kind === "model" || found.kind === "transient");
  if (!makes || project.security.accessOf(model).length > 0) return [];
  const contents = project.contents.get(module);
  if (contents === undefined) return [];
  const path = `${contents.path}/${FILE}`;
  const text = textOf(path);
  const columns = (text === null ? HEADER : (text.split(/\r?\n/, 1)[0] ?? "")).split(",").map((name) => name.trim());
  const row = rowFor(columns, model);
  if (row === null) return [];
  const edits: FileEdits[number][] = [
    { path, edits: [{ span: [text?.length ?? 0, text?.length ?? 0], text: added(text, row) }] },
  ];
  if (!contents.data.some((file) => file.path === path)) {
    const listed = listedFirst(contents.manifest.keys.data?.span, textOf(contents.manifest.path));
    if (listed === null) return [];
    edits.push({ path: contents.manifest.path, edits: [listed] });
  }
  return [{ title: `Add access rights for ${model}`, kind: "add", edits, preferred: false }];
}

/** The usual columns in the order of the file; null where one is missing. */
function rowFor(columns: readonly string[], model: string): string | null {
  const id = flat(model);
  const values: Readonly<Record<string, string>> = {
    id: `access_${id}_user`,
    name: `${model} user`,
    "model_id:id": `model_${id}`,
    "model_id/id": `model_${id}`,
    "group_id:id": "base.group_user",
    "group_id/id": "base.group_user",
    perm_read: "1",
    perm_write: "1",
    perm_create: "1",
    perm_unlink: "1",
  };
  const named = (name: string) => columns.some((column) => column.replace("/", ":") === name);
  if (!["id", "model_id:id", "group_id:id", "perm_read"].every(named)) return null;
  return columns.map((column) => values[column.replaceAll('"', "")] ?? "").join(",");
}

function added(text: string | null, row: string): string {
  if (text === null) return `${HEADER}\n${row}\n`;
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  return `${text === "" || text.endsWith("\n") ? "" : end}${row}${end}`;
}

/** Puts the file first into the manifest's list of data: rights are loaded before the views that need them. */
function listedFirst(span: readonly [number, number] | undefined, text: string | null) {
  const list = span === undefined || text === null ? null : text.slice(...span);
  if (span === undefined || list === null || !list.startsWith("[")) return null;
  const inner = /^\[(\s*)/.exec(list)?.[1] ?? "";
  const at = span[0] + 1;
  const empty = list.slice(1).trim() === "]";
  return { span: [at, at] as const, text: `${inner}"${FILE}"${empty ? "" : inner === "" ? ", " : ","}` };
}
