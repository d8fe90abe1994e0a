import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SextantError } from "@sextant/contracts";
import { parse } from "yaml";
import type { z } from "zod";
import { type AmbiguousWord, ambiguousWords, type SubjectDefinition, subjectDefinition } from "./definition.ts";
import { wordsOf } from "./words.ts";

/** All definitions, checked by themselves and against each other, not yet against an Odoo. */
export interface Semantics {
  readonly subjects: readonly SubjectDefinition[];
  readonly ambiguous: readonly AmbiguousWord[];
}

const WORDS = "words.yaml";

/**
 * Reads the definitions of a folder, one file per subject, and `words.yaml`.
 *
 * @throws SextantError `not_configured` naming everything that is wrong in all files at once.
 */
export function loadSemantics(folder: string): Semantics {
  const problems: string[] = [];
  const read = <T extends z.ZodType>(file: string, schema: T): z.output<T> | null => {
    try {
      const checked = schema.safeParse(parse(readFileSync(join(folder, file), "utf8"), { maxAliasCount: 0 }));
      if (checked.success) return checked.data;
      for (const { path, message } of checked.error.issues) problems.push(`${file}: ${path.join(".")}: ${message}`);
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message.split("\n")[0] : "unreadable"}`);
    }
    return null;
  };
  let files: string[] = [];
  try {
    files = readdirSync(folder).filter((file) => file.endsWith(".yaml") && file !== WORDS);
  } catch {
    problems.push(`the folder ${folder} cannot be read`);
  }
  const subjects = files.sort().flatMap((file) => read(file, subjectDefinition) ?? []);
  const ambiguous = read(WORDS, ambiguousWords)?.words ?? [];
  if (files.length === 0 && problems.length === 0) problems.push(`${folder} holds no definition`);
  if (problems.length === 0) checkTogether(subjects, ambiguous, problems);
  if (problems.length > 0) throw new SextantError("not_configured", `Semantics: ${problems.join("; ")}.`);
  return { subjects, ambiguous };
}

function checkTogether(
  subjects: readonly SubjectDefinition[],
  ambiguous: readonly AmbiguousWord[],
  problems: string[],
): void {
  /** Each thing with all that it is called. */
  const twice = (where: string, things: readonly (readonly string[])[]) => {
    const seen = new Set<string>();
    for (const names of things)
      for (const one of new Set(names.map(wordsOf))) {
        if (seen.has(one)) problems.push(`${where}: two things are called "${one}"`);
        seen.add(one);
      }
  };
  const named = (things: Readonly<Record<string, { readonly also: readonly string[] }>>) =>
    Object.entries(things).map(([name, { also }]) => [name, ...also]);
  const asked = new Set(ambiguous.flatMap(({ word, also }) => [word, ...also]).map(wordsOf));
  twice(
    "subjects",
    subjects.map(({ subject, also }) => [subject, ...also]),
  );
  twice(
    WORDS,
    ambiguous.map(({ word, also }) => [word, ...also]),
  );
  for (const { subject, measures, dimensions } of subjects) {
    twice(`measures of ${subject}`, named(measures));
    twice(`dimensions of ${subject}`, named(dimensions));
    for (const name of named(measures).flat())
      if (asked.has(wordsOf(name))) problems.push(`${subject}: "${name}" is ambiguous by ${WORDS}`);
  }
  for (const { word, choices } of ambiguous)
    for (const { subject, measure } of choices) {
      const target = subjects.find((one) => one.subject === subject);
      if (target === undefined || !Object.hasOwn(target.measures, measure))
        problems.push(`${WORDS}: ${word}: there is no "${measure}" of ${subject}`);
    }
}
