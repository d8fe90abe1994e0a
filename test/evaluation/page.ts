import type { PlaceName } from "./question.ts";
import type { Scored } from "./score.ts";

/** Scores of one respondent at one place. */
export interface Section {
  readonly place: PlaceName;
  readonly respondent: string;
  readonly runs: number;
  readonly scored: readonly Scored[];
}

const WHAT: Readonly<Record<PlaceName, string>> = {
  "demo-company": "the embedded demo company",
  company: "the demo company in a real Odoo 19",
  "hard-cases": "the demo company with the hard cases made in Odoo",
  volume: "the volume database, a million journal items",
};

/** The measured part of `docs/evaluation.md`. */
export function page(sections: readonly Section[], skipped: readonly string[]): string {
  const parts = sections.map((section) => {
    const { place, respondent, runs, scored } = section;
    const domains = [...new Set(scored.map(({ question }) => question.domain))];
    const rows = domains.map((domain) =>
      row(
        domain,
        scored.filter(({ question }) => question.domain === domain),
      ),
    );
    const hardness = (["easy", "medium", "hard"] as const).map((is) =>
      row(
        `*${is}*`,
        scored.filter(({ question }) => question.is === is),
      ),
    );
    const traps = row(
      "*traps: no figure may come*",
      scored.filter(({ question }) => question.none !== undefined),
    );
    const other = scored.filter(({ verdict }) => verdict !== "right");
    return [
      `## ${respondent}, on ${WHAT[place]}`,
      runs > 1 ? `Each question ${runs} times; right is what was right every time.` : "",
      [
        "| | Questions | Right | Refused or asked back | Wrong |",
        "|---|---|---|---|---|",
        ...rows,
        ...hardness,
        traps,
        row("**all**", scored),
      ].join("\n"),
      used(scored),
      other.length === 0
        ? ""
        : `Not right:\n\n${other.map(({ question, verdict, why }) => `- ${verdict === "wrong" ? "**wrong** " : ""}${code(question.ask)}: ${why.replace(/\s+/g, " ").slice(0, 140)}`).join("\n")}`,
    ]
      .filter((part) => part !== "")
      .join("\n\n");
  });
  return [...parts, ...skipped.map((why) => `**Not measured:** ${why}`)].join("\n\n");
}

function row(name: string, scored: readonly Scored[]): string {
  const of = (verdict: Scored["verdict"]) => scored.filter((one) => one.verdict === verdict).length;
  const share = scored.length === 0 ? "" : ` (${((of("right") / scored.length) * 100).toFixed(0)} %)`;
  return `| ${name} | ${scored.length} | ${of("right")}${share} | ${of("none")} | ${of("wrong")} |`;
}

function used(scored: readonly Scored[]): string {
  const sum = (of: (one: Scored) => number) => scored.reduce((total, one) => total + of(one), 0);
  const [figures, proved] = [sum((one) => one.figures), sum((one) => one.proved)];
  const answered = scored.filter((one) => one.figures > 0).length;
  const share = figures === 0 ? "none stated" : `${proved} of ${figures} figures with their source`;
  return `${answered} questions answered with figures; ${share}; ${(sum((one) => one.calls) / Math.max(1, scored.length)).toFixed(1)} calls and ${(sum((one) => one.seconds) / Math.max(1, scored.length)).toFixed(2)} s a question.`;
}

const code = (text: string) => `\`${text.replace(/[`|\n]/g, " ")}\``;
