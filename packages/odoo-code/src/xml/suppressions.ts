import type { Suppression } from "../facts.ts";
import type { XmlComment } from "./parse-xml.ts";

const DISABLE = /(?:oca-hooks|pylint|sextant)\s*:\s*disable\s*=\s*([\w\s,-]+)/g;

/** `<!-- oca-hooks:disable=a,b -->`, its old spelling with `pylint` and ours: for the whole file, wherever the comment stands. */
export function xmlSuppressions(comments: readonly XmlComment[], lines: number): Suppression[] {
  return comments.flatMap(({ text }) =>
    [...text.matchAll(DISABLE)].flatMap(([, list = ""]) => {
      const rules = list.split(/[\s,]+/).filter((rule) => rule !== "");
      return rules.length === 0 ? [] : [{ rules, lines: [0, Math.max(0, lines - 1)] as const }];
    }),
  );
}
