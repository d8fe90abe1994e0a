import { planContextOf } from "./ask-books.ts";
import { checkKept, type KeptVerdict, keptCatalogues, keptFolder, loadQuestions, readKept } from "./assistant/index.ts";
import { tenantHere } from "./connections/index.ts";
import { openBooks } from "./odoo/index.ts";
import type { Config } from "./platform/config.ts";
import { projectFile } from "./platform/project-file.ts";
import { today } from "./platform/today.ts";
import { runReport } from "./reports/index.ts";

/** What became of the confirmed questions of a tenant, and the files that cannot be read. */
export interface KeptChecked {
  readonly verdicts: readonly KeptVerdict[];
  readonly broken: readonly { readonly file: string; readonly why: string }[];
}

/** Asks every question that a reviewer has confirmed again, on the books that the configuration names. */
export async function checkKeptQuestions(
  config: Config,
  signal: AbortSignal,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<KeptChecked> {
  const tenant = tenantHere(config);
  const shipped = () => loadQuestions(projectFile("prompts", "questions"));
  const catalogue = keptCatalogues(shipped, config.data)(tenant);
  const { questions: kept, broken } = readKept(keptFolder(config.data, tenant));
  const verdicts: KeptVerdict[] = [];
  const books = kept.length > 0 ? await openBooks(config, signal) : null;
  try {
    for (const [at, one] of kept.entries()) {
      if (!books) break;
      onProgress(at, kept.length);
      const context = await planContextOf(books, catalogue, one.parameters.company, signal);
      const run = () => runReport(books, one.report, one.parameters, { today: today(), signal });
      verdicts.push(
        await checkKept(one, context, run, signal).catch((error: unknown) => {
          signal.throwIfAborted();
          return { kept: one, verdict: "failed" as const, why: error instanceof Error ? error.message : "failed" };
        }),
      );
    }
  } finally {
    await books?.close();
  }
  return { verdicts, broken };
}

/** Line by line for a terminal, and how many hold. */
export function keptText({ verdicts, broken }: KeptChecked): string {
  const lines = [
    ...verdicts.map(
      ({ kept, verdict, why }) =>
        `${verdict === "holds" ? "✓" : "✗"} ${oneLine(kept.ask)}${why === "" ? "" : `\n  ${verdict}: ${oneLine(why)}`}`,
    ),
    ...broken.map(({ file, why }) => `✗ ${file} cannot be read: ${oneLine(why)}`),
    `${verdicts.filter(({ verdict }) => verdict === "holds").length} of ${verdicts.length + broken.length} hold.`,
  ];
  return `${lines.join("\n")}\n`;
}

export const keptHold = ({ verdicts, broken }: KeptChecked): boolean =>
  broken.length === 0 && verdicts.every(({ verdict }) => verdict === "holds");

/** Text of a user on a terminal: printable, on one line. */
const oneLine = (text: string) => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");
