import { fullXmlId, type RecordEntry } from "./module-contents.ts";
import { type AutomaticRecord, recordText, type XmlIds } from "./xml-ids.ts";

/** Access rights of a group on a model: a row of `ir.model.access`. */
export interface AccessRight {
  readonly entry: RecordEntry;
  /** Null when the model it names is not known. */
  readonly model: string | null;
  /** Full XML id as written, of the `ir.model` record or the group. */
  readonly modelXmlId: string | null;
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

/** Access rights and rules of all records, by model; worked out when first asked for. */
export function securityOf(
  accessRecords: () => readonly RecordEntry[],
  ruleRecords: () => readonly RecordEntry[],
  xmlIds: XmlIds,
): Security {
  let access: readonly AccessRight[] | undefined;
  let rules: readonly RecordRule[] | undefined;
  const security: Security = {
    accessOf: (model) => security.access.filter((right) => right.model === model),
    rulesOf: (model) => security.rules.filter((rule) => rule.model === model),
    get access() {
      access ??= accessRecords().map((entry) => accessRight(entry, xmlIds));
      return access;
    },
    get rules() {
      rules ??= ruleRecords().map((entry) => recordRule(entry, xmlIds));
      return rules;
    },
  };
  return security;
}

function accessRight(entry: RecordEntry, xmlIds: XmlIds): AccessRight {
  const modelXmlId = reference(entry, "model_id");
  return {
    entry,
    modelXmlId,
    model: modelNamed(modelXmlId, xmlIds),
    group: reference(entry, "group_id"),
    allows: PERMISSIONS.flatMap(([field, letter]) => (granted(entry, field) ? [letter] : [])).join(""),
  };
}

function recordRule(entry: RecordEntry, xmlIds: XmlIds): RecordRule {
  const groups = entry.record.fields.filter(({ name }) => name === "groups").map(({ value }) => value);
  const codes = groups.flatMap((value) =>
    value.kind === "eval" ? [...value.code.matchAll(/ref\(\s*['"]([^'"]+)['"]/g)] : [],
  );
  return {
    entry,
    model: modelNamed(reference(entry, "model_id"), xmlIds),
    domain: recordText(entry.record, "domain_force") ?? evalCode(entry, "domain_force"),
    groups: codes.flatMap(([, id]) => fullXmlId(entry.module, id ?? null) ?? []),
  };
}

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

function modelNamed(xmlId: string | null, xmlIds: XmlIds): string | null {
  const found: AutomaticRecord | null | undefined = xmlId === null ? null : xmlIds.get(xmlId)?.automatic;
  return found?.kind === "model" ? found.model : null;
}
