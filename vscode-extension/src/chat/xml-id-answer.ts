import type { XmlIdResult } from "../../protocol.ts";
import { type Answer, link, text } from "./answer.ts";

/** Where an XML id is defined, and every module that writes to it, in load order. */
export function xmlIdAnswer(asked: string, { records, nearest }: XmlIdResult): Answer {
  if (records.length === 0) {
    const similar = nearest.length > 0 ? ` Did you mean ${nearest.map((name) => `\`${name}\``).join(", ")}?` : "";
    return [text(`There is no XML id \`${asked}\` in the addons folders.${similar}`)];
  }
  return records.flatMap(({ xmlId, model, definitions }) => [
    text(`### \`${xmlId}\`\n\nA record of \`${model}\`.\n\n`),
    ...definitions.flatMap(({ module, loaded, place }, order) => [
      text(`${order + 1}. `),
      link(`${module}: ${place.uri.split("/").at(-1)}`, place),
      text(loaded ? "\n" : " ⚠ not in the manifest, so Odoo never reads it\n"),
    ]),
    text("\n"),
  ]);
}
