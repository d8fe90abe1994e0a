import { type RecordsResult, SextantError } from "@sextant/contracts";
import type { ReadOptions } from "@sextant/ledger";
import type { RecordSource } from "../odoo/index.ts";
import { compile } from "./compile.ts";
import { type Condition, conditionOf } from "./conditions.ts";
import type { Semantics } from "./load-semantics.ts";
import { offerOf } from "./offer.ts";
import { type SemanticQuery, semanticQuery } from "./query.ts";
import type { AskBack, Resolved } from "./resolution.ts";
import { resolveQuery } from "./resolve-query.ts";
import { runQuery } from "./run-query.ts";
import type { Offer, OfferedSubject } from "./types.ts";

export type Answered = { readonly kind: "answer"; readonly result: RecordsResult } | AskBack;

/** The semantic layer over one source: what it offers, and answers to queries in its words. */
export interface Records {
  /** Words that mean different things to different people. */
  readonly ambiguous: Semantics["ambiguous"];
  offer(options?: ReadOptions): Promise<Offer>;
  /** @throws SextantError `bad_usage`, `unknown_company`, `ledger_changed`, and the errors of the source. */
  answer(query: SemanticQuery, options?: ReadOptions): Promise<Answered>;
  /** What a query means, without asking the source for any record. */
  resolve(query: SemanticQuery): Promise<Resolved | AskBack>;
  /** Records that are called so, under each dimension of the subject that points to records. @throws SextantError `unknown_company`. */
  named(
    subject: OfferedSubject,
    text: string,
    company: SemanticQuery["company"],
    options?: ReadOptions,
  ): Promise<readonly Named[]>;
}

/** A record that a name may mean, and the dimension under which it stands. */
export interface Named {
  readonly dimension: string;
  readonly id: number;
  readonly name: string;
}

/** Records that are looked at per dimension. */
const NAMED = 6;

const opened = new WeakMap<RecordSource, Records>();

/** The layer over a source; asked twice, it is the same one, and its definitions are compared with the source's fields once. */
export function openRecords(semantics: Semantics, source: RecordSource): Records {
  const known = opened.get(source);
  if (known) return known;
  let offering: Promise<Offer> | undefined;
  const offer = (): Promise<Offer> => {
    // Shared by all who ask, so nobody's signal may cancel it; a failure is not kept.
    offering ??= offerOf(semantics, source).catch((error: unknown) => {
      offering = undefined;
      throw error;
    });
    return offering;
  };
  const records: Records = {
    ambiguous: semantics.ambiguous,
    offer,
    async resolve(query) {
      return resolveQuery(await offer(), semantics.ambiguous, semanticQuery.parse(query));
    },
    async named(subject, text, company, options = {}) {
      const companyIds = (await companyOf(source, company, options)).branchIds;
      const relations = [...subject.dimensions.values()].filter(({ field }) => field.type === "many2one");
      const found = await Promise.all(
        relations.map(async ({ name: dimension, field }) => {
          const records = await source.find(field.relation ?? "", text, NAMED, { ...options, companyIds });
          return records.map(({ id, name }) => ({ dimension, id, name }));
        }),
      );
      return found.flat();
    },
    async answer(given, options = {}) {
      const query = semanticQuery.parse(given);
      const resolved = resolveQuery(await offer(), semantics.ambiguous, query);
      if (resolved.kind === "question") return resolved;
      const company = await companyOf(source, query.company, options);
      const within = { ...options, companyIds: company.branchIds };
      const conditions: Condition[] = [];
      for (const one of resolved.where) {
        const condition = await conditionOf(one, source, within);
        if ("kind" in condition) return condition;
        conditions.push(condition);
      }
      await source.assertWhole(resolved.subject.definition.model, within);
      const compiled = compile(resolved, conditions, company, query);
      const where = conditions.map(({ says }) => says);
      const result = await runQuery(resolved, compiled, { source, company, where, top: query.top }, within);
      return { kind: "answer", result };
    },
  };
  opened.set(source, records);
  return records;
}

async function companyOf(source: RecordSource, asked: SemanticQuery["company"], options: ReadOptions) {
  const companies = await source.companies(options);
  const wanted = String(asked ?? "").toLowerCase();
  const found =
    asked === undefined
      ? companies[0]
      : companies.find(({ id, name }) => id === asked || String(id) === wanted || name.toLowerCase() === wanted);
  if (found) return found;
  throw new SextantError(
    "unknown_company",
    `No company is called ${JSON.stringify(String(asked).slice(0, 60))}. There are: ${companies.map(({ id, name }) => `${name} (${id})`).join(", ")}.`,
  );
}
