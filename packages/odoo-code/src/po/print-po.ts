import type { PoDocument, PoDraft } from "./po-document.ts";
import { characters, wrapText } from "./wrap-text.ts";

const WIDTH = 78;
/** Metadata in the order in which tools write it; what is not listed follows by name. */
const METADATA = [
  "Project-Id-Version",
  "Report-Msgid-Bugs-To",
  "POT-Creation-Date",
  "PO-Revision-Date",
  "Last-Translator",
  "Language-Team",
  "Language",
  "MIME-Version",
  "Content-Type",
  "Content-Transfer-Encoding",
  "Plural-Forms",
];

/** Writes a translation file the way Odoo, Weblate and the OCA's tools do (`polib`, at most 78 characters a line), entries in the order given. */
export function printPo({ head, metadata, fuzzyMetadata, entries }: PoDocument): string {
  const names = [...metadata.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));
  const about = names.map((name) => `${name}: ${metadata.get(name) ?? ""}`).join("\n");
  const first: PoDraft = {
    extracted: [],
    comments: [],
    occurrences: [],
    flags: fuzzyMetadata ? ["fuzzy"] : [],
    previous: {},
    texts: { msgid: "", msgstr: names.length === 0 ? "" : `${about}\n` },
    plurals: new Map(),
    obsolete: false,
  };
  const kept = entries.filter(({ obsolete }) => !obsolete);
  const comments = (head.length === 0 ? [""] : head).map((line) =>
    line === "" ? "#\n" : /^[,:]/.test(line) ? `#${line}\n` : `# ${line}\n`,
  );
  return comments.join("") + [first, ...kept, ...entries.filter(({ obsolete }) => obsolete)].map(printed).join("\n");
}

function rank(name: string): number {
  const at = METADATA.indexOf(name);
  return at === -1 ? METADATA.length : at;
}

function printed({ extracted, comments, occurrences, flags, previous, texts, plurals, obsolete }: PoDraft): string {
  const mark = obsolete ? "#~ " : "";
  const before = obsolete ? "#~| " : "#| ";
  const places = occurrences.map((place) => place.replace(/:$/, "")).join(" ");
  const lines = [
    ...(obsolete ? [] : extracted).flatMap((line) => comment(line, "#. ")),
    ...comments.flatMap((line) => comment(line, "# ")),
    // A path is not broken at a hyphen.
    ...(obsolete || places === ""
      ? []
      : comment(places.replaceAll("-", "*"), "#: ").map((line) => line.replaceAll("*", "-"))),
    ...(flags.length === 0 ? [] : [`#, ${flags.join(", ")}`]),
    ...(["msgctxt", "msgid", "msgid_plural"] as const).flatMap((word) =>
      previous[word] ? field(word, before, previous[word], `previous_${word}`) : [],
    ),
    ...(texts.msgctxt === undefined ? [] : field("msgctxt", mark, texts.msgctxt)),
    ...field("msgid", mark, texts.msgid ?? ""),
    ...(texts.msgid_plural ? field("msgid_plural", mark, texts.msgid_plural) : []),
    ...(plurals.size === 0
      ? field("msgstr", mark, texts.msgstr ?? "")
      : [...plurals]
          .sort(([a], [b]) => Number(a) - Number(b))
          .flatMap(([index, text]) => field(`msgstr[${index}]`, mark, text))),
  ];
  return `${lines.join("\n")}\n`;
}

function comment(text: string, mark: string): string[] {
  return characters(text) + mark.length > WIDTH ? wrapText(text, WIDTH, mark) : [`${mark}${text}`];
}

/** `msgid "…"` in one line where it fits, else `msgid ""` and a line per line of the text, or per piece of a long line. */
function field(name: string, mark: string, text: string, measured = name): string[] {
  const lines =
    text.match(/[^\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]*(?:\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]|$)/g) ??
    [];
  const whole = lines.filter((line) => line !== "");
  const special = text.match(/[\\\n\r\t"]/g)?.length ?? 0;
  const rest =
    whole.length > 1
      ? whole.map(escaped)
      : characters(text) > WIDTH - measured.length - 3 + special
        ? wrapText(escaped(text), WIDTH - 2, "", false)
        : null;
  if (rest === null) return [`${mark}${name} "${escaped(text)}"`];
  return [`${mark}${name} ""`, ...rest.map((line) => `${mark}"${line}"`)];
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\r": "\\r", "\n": "\\n", '"': '\\"' };

function escaped(text: string): string {
  return text.replace(/[\\\t\r\n"]/g, (character) => ESCAPES[character] ?? character);
}
