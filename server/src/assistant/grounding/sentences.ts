/** Cuts a draft that comes in parts into sentences, lines of lists and rows of tables, each as soon as it is whole. */
export class Sentences {
  #rest = "";

  /** The sentences that are whole now. */
  push(part: string): string[] {
    this.#rest += part;
    const whole: string[] = [];
    for (;;) {
      const end = endOf(this.#rest);
      if (end === null) return whole;
      whole.push(this.#rest.slice(0, end));
      this.#rest = this.#rest.slice(end);
    }
  }

  /** What remains at the end. */
  flush(): string[] {
    const rest = this.#rest;
    this.#rest = "";
    return rest === "" ? [] : [rest];
  }
}

/** A longer run without an end is cut where a word ends; it is judged like any other. */
const LONGEST = 2000;

/** Where the first sentence ends: behind its mark and a space, or behind the end of the line. The mark of a list (`1. `) ends none. */
function endOf(text: string): number | null {
  const line = text.indexOf("\n");
  for (const match of text.matchAll(/[.!?…]["”’)\]]*(?=\s)/g)) {
    if (line >= 0 && match.index > line) break;
    const end = match.index + match[0].length;
    if (/^\s*\d{1,3}[.)]$/.test(text.slice(0, end))) continue;
    // The spaces behind belong to it, so that nothing is lost when parts are put together.
    return end + (/^[ \t]*\n*/.exec(text.slice(end))?.[0].length ?? 0);
  }
  if (line >= 0) return line + (/^\n+/.exec(text.slice(line))?.[0].length ?? 1);
  if (text.length <= LONGEST) return null;
  const space = text.lastIndexOf(" ", LONGEST);
  return space > 0 ? space + 1 : LONGEST;
}
