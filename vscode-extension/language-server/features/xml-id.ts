import { nearestNames, xmlIdCards } from "@sextant/odoo-code";
import type { SextantRequests } from "../../protocol.ts";
import { answer } from "../answer.ts";
import type { Feature } from "../feature.ts";
import { uriOfPath } from "../file-uri.ts";

type Asked = SextantRequests["sextant/xmlId"];

const MOST = 50;

/** What XML ids stand for, and where modules write to them. */
export const xmlId: Feature = {
  capabilities: () => ({}),
  register(context) {
    context.connection.onRequest("sextant/xmlId", ({ xmlId: asked }: Asked["params"], token) =>
      answer<Asked["result"]>(context, token, { records: [], nearest: [] }, () => {
        const project = context.index.current();
        const records = xmlIdCards(project, asked).slice(0, MOST);
        return {
          records: records.map(({ xmlId: id, model, definitions }) => ({
            xmlId: id,
            model,
            definitions: definitions.map(({ module, loaded, file, line, column }) => {
              const at = { line: line - 1, character: column - 1 };
              return { module, loaded, place: { uri: uriOfPath(file), range: { start: at, end: at } } };
            }),
          })),
          nearest: records.length > 0 ? [] : nearestNames(asked, project.xmlIds.ids()),
        };
      }),
    );
  },
};
