import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SextantError } from "@sextant/contracts";
import { parse } from "yaml";
import { z } from "zod";
import { compileLexicon, type Lexicon, lexiconFile } from "../meaning/lexicon.ts";
import { fold } from "../text/fold.ts";
import { lemma } from "../text/lemma.ts";
import { type CompiledPhrasing, compilePhrasing } from "./compile-phrasing.ts";
import { expandPhrasing } from "./expand-phrasing.ts";
import { questionFile, type VerifiedQuestion } from "./question.ts";

/** A verified question, ready to be matched. */
export interface CatalogueEntry {
  readonly verified: VerifiedQuestion;
  readonly phrasings: readonly CompiledPhrasing[];
  readonly also: ReadonlySet<string>;
  /** Every word of its phrasings, and those of `also`. */
  readonly vocabulary: ReadonlySet<string>;
}

/** The catalogue of verified questions. */
export interface Catalogue {
  readonly entries: readonly CatalogueEntry[];
  /** Every word that some phrasing uses, as typed there: what a misspelt word may be corrected to. */
  readonly keywords: ReadonlySet<string>;
  /** What words say, for questions that are no phrasing. */
  readonly lexicon: Lexicon;
}

/**
 * Reads `*.yaml` of a folder, one file per subject, and the lexicon of its folder `words`, which may be missing.
 *
 * @throws SextantError `not_configured` naming the file and the place, when a file is missing, malformed, or contradicts another.
 */
export function loadQuestions(dir: string): Catalogue {
  const files = listFiles(dir);
  if (files.length === 0) throw invalid(dir, "holds no *.yaml file");
  const entries = files.flatMap((file) => readFile(join(dir, file)).map((verified) => compile(file, verified)));
  checkTogether(dir, entries);
  const keywords = new Set<string>();
  for (const { verified } of entries) {
    for (const phrasing of [...verified.phrasings, ...verified.also]) {
      for (const word of fold(phrasing).match(/[a-z']+/g) ?? []) keywords.add(word);
    }
  }
  const words = join(dir, "words");
  const lexical = existsSync(words) ? listFiles(words).map((file) => readYaml(join(words, file), lexiconFile)) : [];
  const lexicon = compiled(words, () => compileLexicon(lexical));
  for (const word of lexicon.words) keywords.add(word);
  return { entries, keywords, lexicon };
}

function compiled<T>(where: string, compile: () => T): T {
  try {
    return compile();
  } catch (cause) {
    throw invalid(where, `cannot be read: ${cause instanceof Error ? cause.message : "unreadable"}`, cause);
  }
}

const invalid = (where: string, what: string, cause?: unknown) =>
  new SextantError("not_configured", `Verified questions: ${where} ${what}.`, cause === undefined ? {} : { cause });

function listFiles(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith(".yaml"))
      .sort();
  } catch (cause) {
    throw invalid(dir, "cannot be read", cause);
  }
}

const readFile = (path: string) => readYaml(path, questionFile).questions;

function readYaml<T>(path: string, schema: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = parse(readFileSync(path, "utf8"), { maxAliasCount: 0 });
  } catch (cause) {
    throw invalid(
      path,
      `is not valid YAML: ${cause instanceof Error ? cause.message.split("\n")[0] : "unreadable"}`,
      cause,
    );
  }
  const checked = schema.safeParse(content);
  if (!checked.success)
    throw invalid(path, `does not fit its schema: ${z.prettifyError(checked.error)}`, checked.error);
  return checked.data;
}

function compile(file: string, verified: VerifiedQuestion): CatalogueEntry {
  const phrasings = [verified.question, ...verified.phrasings].flatMap((phrasing, index) => {
    try {
      // The canonical question of an entry with slots shows an example in place of the slot; it is found through its phrasings.
      if (index === 0 && verified.phrasings.every((text) => text.includes("{"))) return [];
      return expandPhrasing(phrasing).map(compilePhrasing);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : "unreadable";
      throw invalid(`${file}, question ${verified.id}`, `has the phrasing "${phrasing}" with ${reason}`, cause);
    }
  });
  const also = new Set(verified.also.map((word) => lemma(fold(word))));
  return {
    verified,
    phrasings: unique(phrasings),
    also,
    vocabulary: new Set([...also, ...phrasings.flatMap(({ words }) => [...words])]),
  };
}

const keyOf = ({ words, partner }: CompiledPhrasing) =>
  [[...words].sort().join(" "), partner ? `${partner.before.join(" ")} {} ${partner.after.join(" ")}` : ""].join("|");

function unique(phrasings: readonly CompiledPhrasing[]): CompiledPhrasing[] {
  return [...new Map(phrasings.map((phrasing) => [keyOf(phrasing), phrasing])).values()];
}

/** Ids are unique, `next` exists, and no phrasing means two questions. All contradictions are named at once. */
function checkTogether(dir: string, entries: readonly CatalogueEntry[]): void {
  const ids = new Set<string>();
  const owners = new Map<string, string>();
  const wrong = new Set<string>();
  for (const { verified, phrasings } of entries) {
    if (ids.has(verified.id)) wrong.add(`has the id ${verified.id} twice`);
    ids.add(verified.id);
    for (const phrasing of phrasings) {
      const owner = owners.get(keyOf(phrasing));
      if (owner !== undefined && owner !== verified.id) {
        wrong.add(`gives "${phrasing.text}" to both ${owner} and ${verified.id}`);
      }
      owners.set(keyOf(phrasing), verified.id);
    }
  }
  for (const { verified } of entries) {
    const missing = verified.next.find((id) => !ids.has(id));
    if (missing !== undefined) wrong.add(`names ${missing} as next of ${verified.id}, which does not exist`);
  }
  if (wrong.size > 0) throw invalid(dir, [...wrong].join("; "));
}
