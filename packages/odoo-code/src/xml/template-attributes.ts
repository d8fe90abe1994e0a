import { notePart, noteWhole, type Sink } from "./sink.ts";
import type { SourceText } from "./source-text.ts";

/** A directive with `{{ }}` or `#{ }` in it is computed. */
const COMPUTED = /\{\{|#\{/;
const PATH = /^\s*([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)+)\s*$/;

/** References in a `t-` directive: templates called, and paths on variables whose model the file does not tell. */
export function noteTemplateAttribute(sink: Sink, name: string, source: SourceText): void {
  if (
    name === "t-call" ||
    name === "t-snippet" ||
    name === "t-snippet-call" ||
    name === "t-inherit" ||
    name === "t-extend"
  ) {
    if (!COMPUTED.test(source.value)) noteWhole(sink, source, "template", name);
    return;
  }
  if (name === "t-call-assets") {
    noteWhole(sink, source, "asset", name);
    return;
  }
  if (name === "t-field" || name === "t-out" || name === "t-esc" || name === "t-raw" || name === "t-foreach") {
    const path = PATH.exec(source.value);
    if (path !== null && path[1] !== "record" && path[2] !== undefined) {
      const start = source.value.indexOf(".") + 1;
      const value = path[2].slice(1);
      notePart(
        sink,
        source,
        { value, start, end: start + value.length, certain: name === "t-field" },
        "field-path",
        name,
        {
          model: null,
        },
      );
    }
  }
  if (name === "t-if" || name === "t-elif") {
    for (const { index, 1: group = "" } of source.value.matchAll(
      /(?:has_group|user_has_groups|has_groups)\(\s*['"]([^'"]+)/g,
    ))
      noteGroupNames(sink, source, group, index);
  }
}

function noteGroupNames(sink: Sink, source: SourceText, group: string, after: number): void {
  const from = source.value.indexOf(group, after);
  for (const match of group.matchAll(/[^\s,!]+/g)) {
    const start = from + match.index;
    notePart(sink, source, { value: match[0], start, end: start + match[0].length }, "group", "has_group");
  }
}
