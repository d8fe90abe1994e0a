import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import { figureOf } from "./oracle/books-oracle.ts";
import type { Place } from "./places/place.ts";
import { QUESTIONS, scope } from "./question.ts";

/** Writes what the oracle knows into the questions of the books that never change, for people to review. Says how many amounts were new or other. */
export async function fillFigures(place: Place): Promise<number> {
  let changed = 0;
  for (const name of readdirSync(QUESTIONS).filter((one) => one.endsWith(".yaml"))) {
    const path = join(QUESTIONS, name);
    const document = parseDocument(readFileSync(path, "utf8"));
    if (document.get("on") !== "demo-company") continue;
    const questions = document.get("questions");
    if (!isSeq(questions)) continue;
    for (const question of questions.items) {
      if (!isMap(question)) continue;
      const figures = question.get("figures");
      if (!isMap(figures)) continue;
      const given: unknown = question.get("with");
      const at = scope.parse(isMap(given) ? given.toJSON() : {});
      for (const pair of figures.items) {
        const value = await figureOf(place.oracle, String(pair.key), at);
        const written = isScalar(pair.value) ? String(pair.value.value) : "";
        if (written === value) continue;
        // As a text: no amount passes through a float.
        pair.value = document.createNode(value);
        changed += 1;
      }
    }
    writeFileSync(path, document.toString({ lineWidth: 0, flowCollectionPadding: true }));
  }
  return changed;
}
