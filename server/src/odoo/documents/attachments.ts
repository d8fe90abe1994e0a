import type { RecordSource } from "../records/record-source.ts";
import type { DocumentHit, DocumentSource } from "./document-source.ts";

/** A source of records whose rows can be read: a live one. */
export type ReadsRows = RecordSource & Required<Pick<RecordSource, "rows">>;

const FIELDS = ["name", "mimetype", "res_model", "res_id", "create_date", "file_size"];

/**
 * The attachments of an Odoo by their names. Odoo gives a user those of records that he may read; one whose record has no name for him is left out all the
 * same. Files behind fields (pictures of products, avatars) are no documents and are not found.
 */
export function attachmentsOf(records: ReadsRows, odooUrl: string | null): DocumentSource {
  return {
    origin: records.origin,
    readAs: records.readAs,
    searches: "names of attachments",
    async search({ text, model, record, limit }, options) {
      const domain = [
        ["res_field", "=", false],
        ["type", "=", "binary"],
        ...wordsOf(text).map((word) => ["name", "ilike", escaped(word)]),
        ...(model === undefined ? [] : [["res_model", "=", model]]),
        ...(model === undefined || record === undefined ? [] : [["res_id", "=", record]]),
      ];
      const query = { model: "ir.attachment", domain, fields: FIELDS, order: "create_date desc, id desc" };
      const rows = await records.rows({ ...query, limit: limit + 1 }, options);
      const shown = rows.slice(0, limit);
      const names = new Map<string, ReadonlyMap<number, string>>();
      for (const of of new Set(shown.map(({ res_model }) => res_model)))
        if (typeof of === "string") {
          const ids = shown.flatMap((row) =>
            row.res_model === of && typeof row.res_id === "number" && row.res_id > 0 ? [row.res_id] : [],
          );
          names.set(of, await records.namesOf(of, ids, options));
        }
      const hits = shown.flatMap((row): DocumentHit[] => {
        const belongs = typeof row.res_model === "string" && typeof row.res_id === "number" && row.res_id > 0;
        const name = belongs ? names.get(String(row.res_model))?.get(Number(row.res_id)) : undefined;
        if (belongs && name === undefined) return [];
        return [
          {
            id: row.id,
            name: String(row.name ?? ""),
            type: typeof row.mimetype === "string" ? row.mimetype : "",
            filed: typeof row.create_date === "string" ? row.create_date.slice(0, 10) : null,
            bytes: typeof row.file_size === "number" ? row.file_size : null,
            record: name === undefined ? null : { model: String(row.res_model), id: Number(row.res_id), name },
            url: odooUrl === null ? null : `${odooUrl.replace(/\/$/, "")}/web/content/${row.id}?download=true`,
          },
        ];
      });
      return { hits, more: rows.length > limit };
    },
  };
}

const MOST_WORDS = 8;
const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
/** The signs that a search for a part of a text would take for any characters. */
const escaped = (word: string) => word.replace(/[\\%_]/g, "\\$&");
