import { writeFile } from "node:fs/promises";
import { ages, reportParameters } from "@sextant/contracts";
import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import { openBooks } from "../odoo/index.ts";
import { today } from "../platform/today.ts";
import { FORMATS, type Format, REPORTS, render, runReport } from "../reports/index.ts";
import { contextOf } from "./context.ts";

interface Flags {
  company?: string;
  asOf?: string;
  from?: string;
  to?: string;
  compare?: number;
  partner?: number;
  ages?: number[];
  drafts?: boolean;
  format: Format;
  out?: string;
}

function integer(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

/** `30,60,90` */
function days(text: string): number[] {
  const read = ages.safeParse(text.split(",").map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Number.NaN)));
  if (read.success) return read.data;
  throw new InvalidArgumentError("It must be whole days overdue that ascend, with commas between them: 30,60,90.");
}

/** `sextant report NAME`: a statement on the terminal or as a file. */
export function reportCommand(program: Command): void {
  program
    .command("report")
    .description("a statement or analysis with its proof")
    .addArgument(new Argument("<name>", REPORTS.map(({ name }) => name).join(", ")))
    .option("--company <name or id>", "company; default: your first")
    .option("--as-of <date>", "YYYY-MM-DD; default: today")
    .option("--from <date>", "start of the period; default: start of the fiscal year")
    .option("--to <date>", "end of the period; default: today")
    .option("--compare <n>", "also show n earlier dates or periods", integer)
    .option("--partner <id>", "narrow to one partner", integer)
    .option("--ages <days>", "where the buckets of an aged report end; default: 30,60,90,120", days)
    .option("--drafts", "include draft entries")
    .addOption(new Option("--format <format>").choices(FORMATS).default("text"))
    .option("--out <file>", "write to a file")
    .action(async (name: string, { format, out, ...flags }: Flags, command: Command) => {
      const { config, signal, progress } = contextOf(command);
      const parameters = reportParameters.parse(flags);
      const books = await openBooks(config, signal);
      try {
        const result = await runReport(books, name, parameters, {
          today: today(),
          signal,
          onProgress: progress.update,
        });
        const file = await render(result, format);
        progress.clear();
        if (out !== undefined) {
          await writeFile(out, file.content);
          process.stderr.write(`${result.title} written to ${out}.\n`);
        } else process.stdout.write(file.content);
      } finally {
        await books.close();
      }
    });
}
