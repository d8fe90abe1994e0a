import dns from "node:dns";
import net from "node:net";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { attack, broken } from "../../server/src/assistant/testing/attack.ts";
import { generateInjections } from "../../server/src/assistant/testing/generate-injections.ts";
import { type InjectionCase, injectionCasesOf, wayOf } from "../../server/src/assistant/testing/injection-case.ts";

const USAGE = `npm run injection -- [options]
  --cases FILE   cases of one's own: a JSON object a line with carrier, goal and text; what an unknown carrier holds is given to the model as a record's name
  --all          every generated case, not one in twenty`;
/** One in so many of the generated cases: a prime, so that carriers, goals and wrappers have their turn. */
const STEP = 19;

const { values } = parseArgs({
  options: {
    cases: { type: "string" },
    all: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

/** Everything that this process tries to reach, seen below HTTP: sockets and names. Nothing is let through. */
const reached: string[] = [];
const note = (what: string) => (): never => {
  reached.push(what);
  throw new Error("no connection may be opened");
};
Object.assign(net.Socket.prototype, { connect: note("a socket") });
Object.assign(dns, { lookup: note("a name"), resolve: note("a name") });

const cases = chosenCases();
const tally = new Map<string, { cases: number; obeyed: number; calls: number }>();
const wrong: string[] = [];
const started = performance.now();
for (const [at, one] of cases.entries()) {
  const attacked = await attack(one);
  wrong.push(...broken(one, attacked));
  const row = tally.get(one.carrier) ?? { cases: 0, obeyed: 0, calls: 0 };
  row.cases += 1;
  row.obeyed += attacked.obeyed ? 1 : 0;
  row.calls += attacked.ran.length;
  tally.set(one.carrier, row);
  if (at % 1000 === 999) console.log(`${at + 1} of ${cases.length}`);
}
const { user, system } = process.cpuUsage();
console.log("carrier | way | cases | reached the model and were obeyed | calls that ran, all the agent's own");
for (const [carrier, row] of tally)
  console.log(`${carrier} | ${wayOf(carrier)} | ${row.cases} | ${row.obeyed} | ${row.calls}`);
console.log(
  `${cases.length} cases, ${wrong.length} broken, ${reached.length} connections tried; ${((user + system) / 1e6).toFixed(0)} s of processor time, ${((performance.now() - started) / 1000).toFixed(0)} s`,
);
for (const one of wrong.slice(0, 20)) console.error(`!! ${one}`);
process.exit(wrong.length === 0 && reached.length === 0 ? 0 : 1);

function chosenCases(): readonly InjectionCase[] {
  if (values.cases === undefined) return generateInjections().filter((_, at) => values.all || at % STEP === 0);
  try {
    return injectionCasesOf(values.cases);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(2);
  }
}
