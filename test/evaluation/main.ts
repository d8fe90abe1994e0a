import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openModels } from "../../server/src/assistant/index.ts";
import { checkKeptQuestions, keptHold, keptText } from "../../server/src/check-kept-questions.ts";
import { openAssistant } from "../../server/src/open-assistant.ts";
import { readConfig } from "../../server/src/platform/config.ts";
import { measure, SUITES } from "../golden/measure.ts";
import { fillFigures } from "./fill-figures.ts";
import { page, type Section } from "./page.ts";
import { openPlace, whyNot } from "./places/open-place.ts";
import { loadQuestions, PLACES } from "./question.ts";
import { plainTools } from "./respondents/plain-tools.ts";
import type { Respondent } from "./respondents/respondent.ts";
import { sextant } from "./respondents/sextant.ts";
import { type Scored, score } from "./score.ts";

const PAGE = "docs/evaluation.md";
const USAGE = `npm run eval -- [options]
  --on PLACE        only there: ${PLACES.join(", ")}; default: all that this machine has
  --model           also the agents on the model that SEXTANT_MODELS names
  --baseline        also the same model with search_read and read_group alone
  --runs K          ask everything K times; right is what was right every time
  --golden          instead: the phrasings of test/golden, suite by suite
  --kept            instead: the questions that users marked and a reviewer confirmed, on the configured books
  --write           write the result into ${PAGE}
  --fill            write the oracle's amounts into the questions of the demo company, and ask nothing`;

const { values } = parseArgs({
  options: {
    on: { type: "string", multiple: true },
    model: { type: "boolean", default: false },
    baseline: { type: "boolean", default: false },
    runs: { type: "string", default: "1" },
    golden: { type: "boolean", default: false },
    kept: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    fill: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const chosen = PLACES.filter((name) => values.on === undefined || values.on.includes(name));
const runs = Number(values.runs);
if (values.help || chosen.length !== (values.on?.length ?? PLACES.length) || !Number.isInteger(runs) || runs < 1) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}

if (values.fill) {
  const place = await openPlace("demo-company");
  console.log(`${await fillFigures(place)} amounts written.`);
  await place.close();
  process.exit(0);
}

const config = readConfig(process.env);
if (values.golden || values.kept) {
  const outcomes: boolean[] = [];
  if (values.golden) outcomes.push(await tellGolden());
  if (values.kept) {
    const checked = await checkKeptQuestions(config, new AbortController().signal);
    console.log(keptText(checked));
    outcomes.push(keptHold(checked));
  }
  process.exit(outcomes.every(Boolean) ? 0 : 1);
}

const respondents: Respondent[] = [sextant()];
if (values.model || values.baseline) {
  const assistant = openAssistant(config);
  const [name = ""] = config.models.names;
  const [model] = openModels(config.models).strong;
  if (assistant === null || model === undefined) {
    console.error("No model is configured: set SEXTANT_MODELS, e.g. to ollama/qwen3:8b.");
    process.exit(2);
  }
  // A question that fails with the model must not be answered by the planner in its place.
  if (values.model) respondents.push(sextant({ name, assistant }));
  if (values.baseline) respondents.push(plainTools(name, model));
}

const questions = loadQuestions();
const sections: Section[] = [];
const skipped: string[] = [];
for (const where of chosen) {
  const own = questions.filter(({ on }) => on === where);
  const reason = whyNot(where);
  if (reason !== null) {
    const why = `the ${own.length} questions on ${where} were not asked: ${reason}`;
    console.error(`!! ${why}`);
    skipped.push(why);
    continue;
  }
  const place = await openPlace(where);
  try {
    for (const respondent of respondents) {
      if (respondent.routed === false && respondent.name.includes("read_group") && where === "demo-company") {
        skipped.push(`${respondent.name}, on ${where}: its books are files, and there is no Odoo to search`);
        continue;
      }
      console.log(`── ${respondent.name} on ${where}: ${own.length} questions`);
      const scored = await score(own, place, respondent, { runs, onScored: tell });
      sections.push({ place: where, respondent: respondent.name, runs, scored });
    }
  } finally {
    await place.close();
  }
}
const text = page(sections, skipped);
console.log(`\n${text}`);
if (values.write) {
  const before = readFileSync(PAGE, "utf8");
  const day = new Date().toISOString().slice(0, 10);
  const measured = `<!-- measured -->\nMeasured on ${day}.\n\n${text}\n<!-- /measured -->`;
  writeFileSync(
    PAGE,
    before.replace(/<!-- measured -->[\s\S]*<!-- \/measured -->/, () => measured),
  );
}
process.exit(sections.every(({ scored }) => scored.every(({ verdict }) => verdict !== "wrong")) ? 0 : 1);

function tell({ question, verdict, why }: Scored): void {
  if (verdict !== "right") console.log(`  ${verdict.padEnd(5)} ${question.ask}: ${why}`);
}

/** Tells how many phrasings of each suite are understood; false where one was answered as another question. */
async function tellGolden(): Promise<boolean> {
  let wrongs = 0;
  for (const [name, , rich = false] of SUITES) {
    const { understood, missed, wrong } = await measure(name, rich);
    console.log(`── ${name}: ${understood.length} of ${understood.length + missed.length + wrong.length} understood`);
    for (const one of wrong) console.log(`  wrong ${one}`);
    for (const one of missed) console.log(`  none  ${one}`);
    wrongs += wrong.length;
  }
  return wrongs === 0;
}
