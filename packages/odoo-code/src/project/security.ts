import { kept } from "./kept.ts";
import type { Linked } from "./merged.ts";
import { fullXmlId, grouped, type ModuleContents, type RecordEntry } from "./module-contents.ts";
import { type AutomaticRecord, recordText, type XmlIds } from "./xml-ids.ts";

/** Access rights of a group on a model: a row of `ir.model.access`; from Odoo 20 on, of `ir.access`, where a row without a group gives nothing but narrows. */
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

/** A record rule. */
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

const PERMISSIONS = [
  ["perm_read", "r"],
  ["perm_write", "w"],
  ["perm_create", "c"],
  ["perm_unlink", "d"],
] as const;

/** Access rights and rules of all records, by model. What a record says is worked out once; which model it is about, when asked for. */
export function securityOf({ graph, contents }: Linked, xmlIds: XmlIds): Security {
  const all = <Said>(of: (contents: ModuleContents) => readonly Said[]): readonly Said[] =>
    graph.order.flatMap(({ name }) => {
      const own = contents.get(name);
      return own === undefined ? [] : of(own);
    });
  const right = (said: SaidRight): AccessRight => ({
    ...said,
    get model() {
      const { modelNamed, modelXmlId } = said;
      if (modelNamed === null) return modelOfId(modelXmlId, xmlIds);
      return /^[a-z_][\w.]*$/.test(modelNamed) ? modelNamed : null;
    },
  });
  const rule = ({ modelXmlId, ...said }: SaidRule): RecordRule => ({
    ...said,
    get model() {
      return modelOfId(modelXmlId, xmlIds);
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
type SaidRule = Omit<RecordRule, "model"> & Pick<AccessRight, "modelXmlId">;

/** Access rights that the files of a module give. */
export const accessRightsIn: (contents: ModuleContents) => readonly SaidRight[] = kept((contents) => [
  ...contents.recordsOf("ir.model.access").map(accessRight),
  ...contents.recordsOf("ir.access").flatMap((entry) => permission(entry) ?? []),
]);
const recordRulesIn = kept((contents: ModuleContents) => contents.recordsOf("ir.rule").map(recordRule));

/** `sale_order` of `sale.model_sale_order`. */
function flatModel({ modelXmlId }: { readonly modelXmlId: string | null }): string | null {
  const at = modelXmlId?.indexOf(".model_") ?? -1;
  return modelXmlId === null || at < 0 ? null : modelXmlId.slice(at + ".model_".length);
}

/** `sale_order` of the model of a right, however the row names it; the shown name as it is. */
export function flatModelOfRight(right: Pick<AccessRight, "modelXmlId" | "modelNamed">): string | null {
  return right.modelNamed?.replaceAll(".", "_") ?? flatModel(right);
}

const rightsByModel = kept((contents: ModuleContents) => grouped(accessRightsIn(contents), flatModelOfRight));
const rulesByModel = kept((contents: ModuleContents) => grouped(recordRulesIn(contents), flatModel));

const accessRight: (entry: RecordEntry) => SaidRight = kept((entry) => ({
  entry,
  modelXmlId: reference(entry, "model_id"),
  modelNamed: null,
  group: reference(entry, "group_id"),
  allows: PERMISSIONS.flatMap(([field, letter]) => (granted(entry, field) ? [letter] : [])).join(""),
}));

/** The right that a row of `ir.access` gives to a group. */
const permission: (entry: RecordEntry) => SaidRight | null = kept((entry) => {
  const group = reference(entry, "group_id") ?? (recordText(entry.record, "group_id") || null);
  const computed = evalCode(entry, "group_id");
  if (group === null && (computed === null || computed === "False")) return null;
  const allowed = recordText(entry.record, "operation") ?? "";
  return {
    entry,
    modelXmlId: reference(entry, "model_id"),
    modelNamed: recordText(entry.record, "model_id"),
    group,
    allows: PERMISSIONS.flatMap(([, letter]) => (allowed.includes(letter) ? [letter] : [])).join(""),
  };
});

const recordRule: (entry: RecordEntry) => SaidRule = kept((entry) => {
  const groups = entry.record.fields.filter(({ name }) => name === "groups").map(({ value }) => value);
  const codes = groups.flatMap((value) =>
    value.kind === "eval" ? [...value.code.matchAll(/ref\(\s*['"]([^'"]+)['"]/g)] : [],
  );
  return {
    entry,
    modelXmlId: reference(entry, "model_id"),
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
