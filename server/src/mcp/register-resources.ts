import { type McpServer, ProtocolError, ProtocolErrorCode, ResourceTemplate } from "@modelcontextprotocol/server";
import { toSextantError } from "@sextant/contracts";
import { errorText } from "@sextant/mcp";
import { type AddonsAccess, modelCardTool } from "@sextant/odoo-workspace";
import { REPORTS } from "../reports/index.ts";
import type { BooksAccess } from "./books-access.ts";

const JSON_TYPE = "application/json";
/** Entries of a section of a model's card; the tool pages further. */
const ENTRIES = 100;
const SUGGESTED = 50;

/** A failure as the protocol's own error, with Sextant's sentence and code. */
async function answered<Answer>(work: () => Promise<Answer>, onFailure: (error: unknown) => void): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const { code } = toSextantError(error);
    if (code === "internal") onFailure(error);
    const kind = code === "internal" ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams;
    throw new ProtocolError(kind, errorText(error), { code });
  }
}

const jsonAt = (uri: URL, data: unknown) => ({
  contents: [{ uri: uri.href, mimeType: JSON_TYPE, text: JSON.stringify(data, null, 2) }],
});

/** The list of reports and the catalogue of verified questions. */
export function registerBooksResources(server: McpServer, { questions }: BooksAccess): void {
  server.registerResource(
    "reports",
    "sextant://reports",
    { title: "Reports", description: "Every report with its dates and parameters", mimeType: JSON_TYPE },
    (uri) => jsonAt(uri, REPORTS),
  );
  const catalogue = questions.entries.map(({ verified: { id, question, example, report, next } }) => ({
    id,
    question,
    ...(example === undefined ? {} : { example }),
    report,
    next,
  }));
  server.registerResource(
    "questions",
    "sextant://questions",
    { title: "Verified questions", description: "What `ask` understands, in its canonical form", mimeType: JSON_TYPE },
    (uri) => jsonAt(uri, catalogue),
  );
}

/** Cards of models, by name; the name is completed as it is typed. */
export function registerModelCards(server: McpServer, addons: AddonsAccess, onFailure: (error: unknown) => void): void {
  const complete = async (typed: string) => {
    const { models } = await addons.project({ signal: AbortSignal.timeout(60_000) });
    return [...models.names()].filter((name) => name.startsWith(typed)).slice(0, SUGGESTED);
  };
  server.registerResource(
    "odoo-model",
    new ResourceTemplate("odoo-model://{name}", { list: undefined, complete: { name: complete } }),
    {
      title: "Card of an Odoo model",
      description: "Classes, fields, methods, views, access rights and rules of a model, e.g. odoo-model://sale.order",
      mimeType: JSON_TYPE,
    },
    (uri, { name }, { mcpReq: { signal } }) =>
      answered(async () => {
        const model = decodeURIComponent(String(name));
        return jsonAt(uri, await modelCardTool.run(addons, { model, limit: ENTRIES }, { signal }));
      }, onFailure),
  );
}
