import type { CombinedViewResult } from "../../protocol.ts";
import { type Answer, link, text } from "./answer.ts";

/** A view with all its extensions applied: who wrote it, and what found nothing. */
export function viewAnswer({ xmlId, model, parts, text: arch, misses }: CombinedViewResult): Answer {
  return [
    text(
      `### \`${xmlId}\`${model === null ? "" : ` of \`${model}\``}\n\nMade of, in the order in which Odoo applies them:\n\n`,
    ),
    ...parts.flatMap((part, index) => [
      text(`${index + 1}. `),
      link(part.xmlId, part.place),
      text(` (\`${part.module}\`)\n`),
    ]),
    text(`\n\`\`\`xml\n${arch.trimEnd()}\n\`\`\`\n\n`),
    ...misses.flatMap((miss) => [
      text("⚠ "),
      link(miss.xmlId, miss.place),
      text(`: \`${miss.locator}\` found nothing: ${miss.reason}\n\n`),
    ]),
    { kind: "button", title: "Show Combined View", command: "sextant.showCombinedView", arguments: [xmlId] },
  ];
}
