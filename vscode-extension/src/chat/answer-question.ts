import type { SextantRequests } from "../../protocol.ts";
import { type Answer, text } from "./answer.ts";
import { checkAnswer } from "./check-answer.ts";
import { fieldAnswer, modelAnswer } from "./model-answer.ts";
import { viewAnswer } from "./view-answer.ts";
import { xmlIdAnswer } from "./xml-id-answer.ts";

/** The index, as an answer asks it. */
export interface AskIndex {
  request<M extends keyof SextantRequests>(
    method: M,
    params: SextantRequests[M]["params"],
  ): Promise<SextantRequests[M]["result"]>;
}

/** Commands of the chat participant. */
export type ChatCommand = "model" | "xmlid" | "view" | "check" | "explain";

const HELP = `I answer from the index of your addons, without guessing. Try:

- \`/model sale.order\`: fields, extensions, views and access of a model
- \`/view sale.view_order_form\`: a view as Odoo shows it
- \`/xmlid base.group_user\`: where an XML id is defined and changed
- \`/check my_module\`: problems of a module, or of the whole workspace
- \`/explain sale.order.partner_id\`: why a name is found or not, or what a rule means
`;

/** Something that code names: with a dot or an underscore, or set in back quotes. */
const NAME = /`([^`]+)`|[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)+|\b[a-z]\w*_\w+\b/g;

/**
 * The answer to a question, found in the index alone. Without a command the names in the question decide: a model, a field of a model, a view,
 * any other name; a question that names nothing that is known gets what can be asked.
 */
export async function answerQuestion(index: AskIndex, command: string | undefined, question: string): Promise<Answer> {
  const name = namesIn(question)[0] ?? question.trim();
  switch (command) {
    case "model":
      return (await aboutModel(index, name)) ?? explained(index, name);
    case "view":
      return (await aboutView(index, name)) ?? explained(index, name);
    case "xmlid":
      return xmlIdAnswer(name, await index.request("sextant/xmlId", { xmlId: name }));
    case "check":
      return checkAnswer(await index.request("sextant/check", name === "" ? {} : { modules: [name] }));
    case "explain":
      return explained(index, name);
    default:
      return freeAnswer(index, question);
  }
}

async function freeAnswer(index: AskIndex, question: string): Promise<Answer> {
  for (const name of namesIn(question)) {
    const found = (await aboutModel(index, name)) ?? (await aboutField(index, name)) ?? (await aboutView(index, name));
    if (found) return found;
  }
  const [first] = namesIn(question);
  return first === undefined ? [text(HELP)] : explained(index, first);
}

export function namesIn(question: string): readonly string[] {
  return [...new Set([...question.matchAll(NAME)].map(([whole, quoted]) => quoted ?? whole))];
}

async function aboutModel(index: AskIndex, model: string): Promise<Answer | null> {
  const card = await index.request("sextant/modelCard", { model });
  return card === null ? null : modelAnswer(card);
}

async function aboutField(index: AskIndex, name: string): Promise<Answer | null> {
  const dot = name.lastIndexOf(".");
  const card = dot < 0 ? null : await index.request("sextant/modelCard", { model: name.slice(0, dot) });
  return card === null ? null : fieldAnswer(card, name.slice(dot + 1));
}

async function aboutView(index: AskIndex, xmlId: string): Promise<Answer | null> {
  const view = await index.request("sextant/combinedView", { xmlId });
  return view === null ? null : viewAnswer(view);
}

async function explained(index: AskIndex, name: string): Promise<Answer> {
  if (name === "") return [text(HELP)];
  const { text: report } = await index.request("sextant/doctor", { name });
  return [text(report)];
}
