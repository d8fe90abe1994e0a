import { type ServerStatus, serverStatus } from "@sextant/contracts";
import type { LedgerSource } from "@sextant/ledger";
import { type Questions, starterQuestions } from "./assistant/index.ts";
import type { Caller } from "./platform/access/caller.ts";
import type { Config } from "./platform/config.ts";
import { type Operation, operation } from "./platform/http/operation.ts";
import { version } from "./platform/version.ts";
import { REPORTS } from "./reports/index.ts";
import type { Workplace } from "./workplace.ts";

/** Which books are read, as whom, how fresh, and what can be asked. */
export async function statusOf(
  { source: mode, models }: Pick<Config, "source" | "models">,
  source: LedgerSource,
  questions: Questions,
): Promise<ServerStatus> {
  const companies = await source.companies();
  const extents = await Promise.all(companies.map(({ id }) => source.extent(id)));
  const last = extents
    .flatMap((extent) => (extent ? [extent.last] : []))
    .sort()
    .at(-1);
  return {
    version: version(),
    mode,
    origin: source.origin,
    odooUrl: source.odooUrl,
    readAs: source.readAs,
    syncedAt: source.kind === "lake" ? source.readAt() : null,
    lastEntry: last ?? null,
    companies: companies.map(({ id, name, currency }) => ({ id, name, currency: currency.code })),
    reports: [...REPORTS],
    questions: starterQuestions(questions),
    models: models.names.length > 0,
  };
}

/** What the console needs at start. Fails with the error of the books, so that the console can say what to do. */
export function statusOperation(
  { models }: Pick<Config, "models">,
  of: (caller: Caller) => Promise<Pick<Workplace, "mode" | "open">>,
  questions: () => Questions,
): Operation {
  return operation({
    method: "get",
    path: "/api/status",
    summary: "Which books are read, whose rights, how fresh, and what can be asked",
    access: "read-books",
    reply: { schema: serverStatus },
    async handle({ caller }) {
      const { mode, open } = await of(caller);
      return statusOf({ source: mode, models }, await open(), questions());
    },
  });
}
