import type { IsoDate } from "@sextant/contracts";
import type { AggregateOptions } from "../records/record-source.ts";

/** A document that was found: what it is called and where it belongs. What stands in it is not read. */
export interface DocumentHit {
  readonly id: number;
  readonly name: string;
  /** Its kind, as the one who filed it said: `application/pdf`. */
  readonly type: string;
  /** Day on which it was filed. */
  readonly filed: IsoDate | null;
  readonly bytes: number | null;
  /** The record that it belongs to; null for one that belongs to none. */
  readonly record: { readonly model: string; readonly id: number; readonly name: string } | null;
  /** Where it is downloaded, by who may see it; null without an Odoo's address. */
  readonly url: string | null;
}

export interface DocumentQuery {
  /** Words that must all stand in the name, in any order and case. */
  readonly text: string;
  /** Only what belongs to this record, or to records of this model. */
  readonly model?: string;
  readonly record?: number;
  readonly limit: number;
}

/**
 * Where documents are found, as one user. The first source knows the attachments of an Odoo by their names; one that reads what stands in them may follow.
 * Throws the errors of the Odoo client.
 */
export interface DocumentSource {
  readonly origin: string;
  readonly readAs: string;
  /** What is searched, in words: `names of attachments`. */
  readonly searches: string;
  search(
    query: DocumentQuery,
    options: AggregateOptions,
  ): Promise<{ readonly hits: readonly DocumentHit[]; readonly more: boolean }>;
}
