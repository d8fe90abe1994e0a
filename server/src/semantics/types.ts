/**
 * Words of this folder.
 *
 * - *subject*: one kind of record that can be asked about (sales orders, journal items) with all that can be asked of it.
 * - *measure*: what is added up or counted: a field, how, in which unit, and over which population.
 * - *population*: the records that count, such as confirmed orders; part of a measure's meaning and said with every result.
 * - *dimension*: by what a measure is split or filtered: a field of the record, or of one that it points to.
 * - *split*: a dimension that a unit forces: amounts in different currencies, and quantities in different units, are never added.
 * - *offered*: there in the connected Odoo, and visible to its user.
 */
import type { Domain } from "@sextant/contracts";
import type { FieldInfo } from "@sextant/odoo-client";
import type { MeasureDefinition, SubjectDefinition } from "./definition.ts";

export const GRAINS = ["day", "month", "quarter", "year"] as const;
export type Grain = (typeof GRAINS)[number];

/** In what a measure is given, and the field that tells it where records differ. */
export type MeasureUnit =
  | { readonly kind: "count" }
  /** `split` null: all in the company's currency. */
  | { readonly kind: "money"; readonly split: string | null }
  | { readonly kind: "quantity"; readonly split: string };

export interface Measure {
  readonly name: string;
  readonly definition: MeasureDefinition;
  /** As `aggregate` takes it, e.g. `amount_untaxed:sum`. */
  readonly aggregate: string;
  readonly unit: MeasureUnit;
  /** −1 for what Odoo stores the other way round. */
  readonly sign: 1 | -1;
}

export interface Dimension {
  readonly name: string;
  readonly path: string;
  readonly field: FieldInfo;
  readonly also: readonly string[];
}

/** A subject as the connected Odoo has it. */
export interface OfferedSubject {
  readonly name: string;
  readonly definition: SubjectDefinition;
  readonly populations: ReadonlyMap<string, { readonly says: string; readonly domain: Domain }>;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly dimensions: ReadonlyMap<string, Dimension>;
}

/** Something of a definition that is not there, and why. */
export interface Missing {
  readonly subject: string;
  readonly what: string;
  readonly why: string;
}

export interface Offer {
  readonly subjects: ReadonlyMap<string, OfferedSubject>;
  readonly missing: readonly Missing[];
}
