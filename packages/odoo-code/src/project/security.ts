import { kept } from "./kept.ts";
import type { Linked } from "./merged.ts";
import { fullXmlId, grouped, type ModuleContents, type RecordEntry } from "./module-contents.ts";
import { type AutomaticRecord, recordText, type XmlIds } from "./xml-ids.ts";

/** Access rights of a group on a model: a row of `ir.model.access`; from Odoo 20 on, of `ir.access`, where a row without a group gives nothing but narrows for all. */
export interface AccessRight {
  readonly entry: RecordEntry;
  /** Null when the model it names is not known. */
  readonly model: string | null;
  /** Full XML id as written, of the `ir.model` record or the group. */
  readonly modelXmlId: string | null;
  /** Technical or shown name of the model, where a row gives that instead of an id. */
  readonly modelNamed: string | null;
  readonly group: string | null;
  /** Letters of what it allows: read, write, create, unlink. */
  readonly allows: string;
}

/** A record rule: a record of `ir.rule`; from Odoo 20 on, a row of `ir.access` with a domain. */
export interface RecordRule {
  readonly entry: RecordEntry;
  readonly model: string | null;
  readonly domain: string | null;
  readonly groups: readonly string[];
}

export interface Security {
  accessOf(model: string): readonly AccessRight[];
  rulesOf(model: string): readonly RecordRule[];
  /** All access rights and rules, in load order. */
  readonly access: readonly AccessRight[];
  readonly rules: readonly RecordRule[];
}

/** Fields of `ir.model.access` with the letter that is said here, and the one that `operation` of `ir.access` has for it. */
const PERMISSIONS = [
  ["perm_read", "r", "r"],
  ["perm_write", "w", "u"],
  ["perm_create", "c", "c"],
  ["perm_unlink", "d", "d"],
] as const;

/** Access rights and rules of all records, by model. What a record says is worked out once; which model it is about, when asked for. */
export function securityOf({ graph, contents }: Linked, xmlIds: XmlIds): Security {
  const all = <Said>(of: (contents: ModuleContents) => readonly Said[]): readonly Said[] =>
    graph.order.flatMap(({ name }) => {
      const own = contents.get(name);
      return own === undefined ? [] : of(own);
    });
  const modelOf = ({ modelNamed, modelXmlId }: NamesModel): string | null => {
    if (modelNamed === null) return modelOfId(modelXmlId, xmlIds);
    return /^[a-z_][\w.]*$/.test(modelNamed) ? modelNamed : null;
  };
  const right = (said: SaidRight): AccessRight => ({
    ...said,
    get model() {
      return modelOf(said);
    },
  });
  const rule = ({ modelXmlId, modelNamed, ...said }: SaidRule): RecordRule => ({
    ...said,
    get model() {
      return modelOf({ modelXmlId, modelNamed });
    },
  });
  return {
    accessOf(model) {
      const flat = model.replaceAll(".", "_");
      return all((own) => rightsByModel(own).get(flat) ?? [])
        .map(right)
        .filter((found) => found.model === model);
    },
    rulesOf(model) {
      const flat = model.replaceAll(".", "_");
      return all((own) => rulesByModel(own).get(flat) ?? [])
        .map(rule)
        .filter((found) => found.model === model);
    },
    get access() {
      return all(accessRightsIn).map(right);
    },
    get rules() {
      return all(recordRulesIn).map(rule);
    },
  };
}

/** What a row says, whatever else there is. */
type SaidRight = Omit<AccessRight, "model">;
type NamesModel = Pick<AccessRight, "modelXmlId" | "modelNamed">;
type SaidRule = Omit<RecordRule, "model"> & NamesModel;

/** Access rights that the files of a module give. */
export const accessRightsIn: (contents: ModuleContents) => readonly SaidRight[] = kept((contents) => [
  ...contents.recordsOf("ir.model.access").map(accessRight),
  ...contents.recordsOf("ir.access").flatMap((entry) => permission(entry) ?? []),
]);
const recordRulesIn = kept((contents: ModuleContents) => [
  ...contents.recordsOf("ir.rule").map(recordRule),
  ...contents.recordsOf("ir.access").flatMap((entry) => ruleOfRow(entry) ?? []),
]);

/** `sale_order` of the model of a right or rule, however the row names it; the shown name as it is. */
export function flatModelOfRight({ modelNamed, modelXmlId }: NamesModel): string | null {
  if (modelNamed !== null) return modelNamed.replaceAll(".", "_");
  const at = modelXmlId?.indexOf(".model_") ?? -1;
  return modelXmlId === null || at < 0 ? null : modelXmlId.slice(at + ".model_".length);
}

const rightsByModel = kept((contents: ModuleContents) => grouped(accessRightsIn(contents), flatModelOfRight));
const rulesByModel = kept((contents: ModuleContents) => grouped(recordRulesIn(contents), flatModelOfRight));

const accessRight: (entry: RecordEntry) => SaidRight = kept((entry) => ({
  entry,
  modelXmlId: reference(entry, "model_id"),
  modelNamed: null,
  group: reference(entry, "group_id"),
  allows: PERMISSIONS.flatMap(([field, letter]) => (granted(entry, field) ? [letter] : [])).join(""),
}));

/** The right that a row of `ir.access` gives to a group. */
const permission: (entry: RecordEntry) => SaidRight | null = kept((entry) => {
  const group = groupOf(entry);
  const computed = evalCode(entry, "group_id");
  if (group === null && (computed === null || computed === "False")) return null;
  const allowed = recordText(entry.record, "operation") ?? "";
  return {
    entry,
    ...modelNamedBy(entry),
    group,
    allows: PERMISSIONS.flatMap(([, letter, written]) => (allowed.includes(written) ? [letter] : [])).join(""),
  };
});

/** What a row of `ir.access` with a domain says of the records of its model. */
const ruleOfRow: (entry: RecordEntry) => SaidRule | null = kept((entry) => {
  const domain = recordText(entry.record, "domain") ?? evalCode(entry, "domain");
  if (domain === null || domain.trim() === "") return null;
  const group = groupOf(entry);
  return { entry, ...modelNamedBy(entry), domain, groups: group === null ? [] : [group] };
});

/** The group of a row of `ir.access`. */
function groupOf(entry: RecordEntry): string | null {
  return reference(entry, "group_id") ?? (recordText(entry.record, "group_id") || null);
}

/** The model of a row of `ir.access`, which may stand by its id or by its name. */
function modelNamedBy(entry: RecordEntry): NamesModel {
  return { modelXmlId: reference(entry, "model_id"), modelNamed: recordText(entry.record, "model_id") };
}

const recordRule: (entry: RecordEntry) => SaidRule = kept((entry) => {
  const groups = entry.record.fields.filter(({ name }) => name === "groups").map(({ value }) => value);
  const codes = groups.flatMap((value) =>
    value.kind === "eval" ? [...value.code.matchAll(/ref\(\s*['"]([^'"]+)['"]/g)] : [],
  );
  return {
    entry,
    modelXmlId: reference(entry, "model_id"),
    modelNamed: null,
    domain: recordText(entry.record, "domain_force") ?? evalCode(entry, "domain_force"),
    groups: codes.flatMap(([, id]) => fullXmlId(entry.module, id ?? null) ?? []),
  };
});

function evalCode({ record }: RecordEntry, name: string): string | null {
  const value = record.fields.findLast((field) => field.name === name)?.value;
  return value?.kind === "eval" ? value.code : null;
}

function reference({ record, module }: RecordEntry, name: string): string | null {
  const value = record.fields.findLast((field) => field.name === name)?.value;
  return value?.kind === "ref" ? fullXmlId(module, value.xmlId) : null;
}

function granted(entry: RecordEntry, name: string): boolean {
  const said = recordText(entry.record, name) ?? evalCode(entry, name);
  return said !== null && !/^(?:|0|false|f|no)$/i.test(said.trim());
}

function modelOfId(xmlId: string | null, xmlIds: XmlIds): string | null {
  const found: AutomaticRecord | null | undefined = xmlId === null ? null : xmlIds.get(xmlId)?.automatic;
  return found?.kind === "model" ? found.model : null;
}
