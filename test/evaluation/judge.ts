import { figureOf, units } from "./oracle/books-oracle.ts";
import type { Place } from "./places/place.ts";
import type { Question } from "./question.ts";
import type { Reply, Respondent } from "./respondents/respondent.ts";

/** `right`; `none`: refused, asked back or said without a figure though there is an answer; `wrong`: figures that were not asked for. */
export type Verdict = "right" | "none" | "wrong";

export interface Judged {
  readonly verdict: Verdict;
  /** What was missing or too much; empty for what is right. */
  readonly why: string;
}

const RIGHT: Judged = { verdict: "right", why: "" };
const none = (why: string): Judged => ({ verdict: "none", why });
const wrong = (why: string): Judged => ({ verdict: "wrong", why });

/** Compares an answer with what the oracle knows. */
export async function judge(question: Question, reply: Reply, place: Place, { routed }: Respondent): Promise<Judged> {
  if (question.none !== undefined) return judgeNone(question, reply);
  if (question.records) return judgeRecords(question, reply, place, routed);
  const { report, with: asked = { company: 1 }, figures = {} } = question;
  const { partnerName, ...rest } = asked;
  const scope = partnerName === undefined ? rest : { ...rest, partner: await place.partner(partnerName) };
  const expected = await Promise.all(
    Object.keys(figures).map(async (name) => ({ name, value: await figureOf(place.oracle, name, scope) })),
  );
  if (reply.figures.length === 0) {
    const nothing =
      reply.code === null && reply.report === report && expected.every(({ value }) => units(value) === 0n);
    return nothing ? RIGHT : none(reply.text.slice(0, 160));
  }
  if (routed) {
    if (reply.report !== report) return wrong(`answered from ${reply.report}`);
    const parameters: Readonly<Record<string, unknown>> = { company: 1, ...reply.parameters };
    for (const [name, value] of Object.entries(scope))
      if (!["before", "account"].includes(name) && parameters[name] !== value)
        return wrong(`${name} is ${String(parameters[name])}, not ${String(value)}`);
    if (scope.partner === undefined && parameters.partner !== undefined) return wrong("narrowed to a partner");
  }
  const stated = new Set(reply.figures.map(({ value }) => String(units(plain(value)))));
  const missing = expected.filter(({ value }) => !stated.has(String(units(value))));
  return missing.length === 0 ? RIGHT : wrong(missing.map(({ name, value }) => `no ${name} of ${value}`).join(", "));
}

function judgeNone({ code }: Question, { figures, code: got }: Reply): Judged {
  if (figures.length > 0) return wrong(`answered with ${figures.map(({ value }) => value).join(", ")}`);
  if (code !== undefined && got !== code) return none(`refused as ${got}, not ${code}`);
  return RIGHT;
}

async function judgeRecords(
  { records: expected, with: scope }: Question,
  { figures, records, text }: Reply,
  place: Place,
  routed: boolean,
): Promise<Judged> {
  if (expected === undefined) return RIGHT;
  const truth = await place.records(expected, scope?.company ?? 1);
  if (figures.length === 0 && records === undefined) return none(text.slice(0, 160));
  if (routed || records) {
    if (records === undefined) return wrong("answered from a report");
    if (records.subject !== expected.subject || records.measures.every(({ name }) => name !== expected.measure))
      return wrong(`answered with ${records.measures.map(({ name }) => name).join(", ")} of ${records.subject}`);
    const lines = expected.by.length === 0 ? records.totals : records.rows;
    const found = lines.map((line) => {
      const keys =
        "keys" in line && Array.isArray(line.keys)
          ? line.keys.map(({ value }) => (value === null ? null : String(value)))
          : [];
      const cell = line.cells.find(({ measure }) => measure === expected.measure);
      return `${JSON.stringify(keys)} ${Number(cell?.value ?? Number.NaN).toFixed(4)}`;
    });
    const left = truth.map(({ keys, value }) => `${keys} ${value}`);
    for (const row of found) {
      const at = left.indexOf(row);
      // Where nothing was found SQL has no row, and the product a zero.
      if (at < 0 && !(truth.length === 0 && row.endsWith(" 0.0000"))) return wrong(`no ${row} by SQL`);
      if (at >= 0) left.splice(at, 1);
    }
    return left.length > 0 && !records.more ? wrong(`${left[0]} is missing`) : RIGHT;
  }
  const stated = new Set(figures.map(({ value }) => Number(plain(value)).toFixed(4)));
  const largest = truth
    .map(({ value }) => value)
    .sort((a, b) => Number(b) - Number(a))
    .slice(0, 3);
  return largest.every((value) => stated.has(value)) ? RIGHT : wrong(`not all of ${largest.join(", ")}`);
}

const plain = (value: string) => value.replaceAll(",", "");
