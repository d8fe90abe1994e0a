import type { ClassFact } from "../facts.ts";
import { type OdooVersion, versionWithin } from "../version.ts";

/** A field that the ORM gives to models by itself. */
export interface MagicField {
  readonly name: string;
  /** Class of the field, as in `fields.Char`. */
  readonly type: string;
  readonly comodel: string | null;
}

const EVERY_MODEL: readonly MagicField[] = [
  { name: "id", type: "Id", comodel: null },
  { name: "display_name", type: "Char", comodel: null },
];
const LOG_ACCESS: readonly MagicField[] = [
  { name: "create_uid", type: "Many2one", comodel: "res.users" },
  { name: "create_date", type: "Datetime", comodel: null },
  { name: "write_uid", type: "Many2one", comodel: "res.users" },
  { name: "write_date", type: "Datetime", comodel: null },
];
const LAST_UPDATE: MagicField = { name: "__last_update", type: "Datetime", comodel: null };

/** Fields of every model, abstract ones too. */
export function commonMagicFields(version: OdooVersion): readonly MagicField[] {
  return versionWithin(version, undefined, "16.0") ? [...EVERY_MODEL, LAST_UPDATE] : EVERY_MODEL;
}

/** Fields that a class gives its model because it makes the model's table: who wrote a record, and when. */
export function logAccessFields(fact: ClassFact): readonly MagicField[] {
  if (fact.kind === "abstract") return [];
  const said = fact.attributes._log_access?.value ?? fact.attributes._auto?.value;
  return said === false ? [] : LOG_ACCESS;
}
