import type { CheckResult } from "../../protocol.ts";
import { type Answer, link, text } from "./answer.ts";

const SHOWN = 50;
const MARK = { error: "✗", warning: "!", info: "i" } as const;
const ORDER = ["error", "warning", "info"] as const;

/** Findings of modules, the worst first. */
export function checkAnswer({ modules, findings }: CheckResult): Answer {
  const counted = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const count = (severity: (typeof ORDER)[number], word: string) =>
    counted(findings.filter((one) => one.severity === severity).length, word);
  const looked = `${counted(modules, "module")} checked`;
  if (findings.length === 0) return [text(`${looked}: no problem.`)];
  const sorted = ORDER.flatMap((severity) => findings.filter((one) => one.severity === severity));
  return [
    text(`${looked}: ${count("error", "error")}, ${count("warning", "warning")}, ${count("info", "hint")}.\n\n`),
    ...sorted
      .slice(0, SHOWN)
      .flatMap(({ severity, rule, message, place }) => [
        text(`- ${MARK[severity]} `),
        link(`${place.uri.split("/").at(-1)}:${place.range.start.line + 1}`, place),
        text(` ${message} \`${rule}\`\n`),
      ]),
    text(sorted.length > SHOWN ? `\n… and ${sorted.length - SHOWN} more.\n` : ""),
    { kind: "button", title: "Show Problems", command: "workbench.actions.view.problems", arguments: [] },
  ];
}
