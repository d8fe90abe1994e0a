import type { Span, XmlFacts, XmlNode } from "../facts.ts";

/** What was read of one element of a data file. */
export type ElementFacts = Pick<XmlFacts, "records" | "actions" | "references">;

interface ReadElement extends ElementFacts {
  readonly noUpdate: boolean;
  /** Where the element stands. */
  start: number;
  /** All its places, each once; gathered when it moves for the first time. */
  spans: readonly MovableSpan[] | null;
}

type MovableSpan = [start: number, end: number];

/**
 * What the elements of a data file say, by what is written: a keystroke changes one of them, and moves those behind it. An element that is written
 * as before stays the same object, and its places are brought up to date in it: all that was worked out of it holds on.
 */
export class ElementsLately {
  #before = new Map<string, ReadElement[]>();
  #now = new Map<string, ReadElement[]>();

  /** Begins to read the file again: what is not found in it this time is let go. */
  begin(): this {
    this.#before = this.#now;
    this.#now = new Map();
    return this;
  }

  /**
   * @param written The element's own text.
   * @param read Reads it, where it is not known.
   */
  of(written: string, start: number, noUpdate: boolean, read: () => ElementFacts): ElementFacts {
    const alike = this.#before.get(written);
    const at = alike?.findIndex((element) => element.noUpdate === noUpdate) ?? -1;
    // Of several that are written alike each is one of its own.
    const [known] = at < 0 ? [] : (alike?.splice(at, 1) ?? []);
    const found: ReadElement = known ?? { noUpdate, start, spans: null, ...read() };
    move(found, start);
    const others = this.#now.get(written);
    if (others) others.push(found);
    else this.#now.set(written, [found]);
    return found;
  }
}

function move(element: ReadElement, start: number): void {
  const by = start - element.start;
  if (by === 0) return;
  element.start = start;
  element.spans ??= spansOf(element);
  for (const span of element.spans) {
    span[0] += by;
    span[1] += by;
  }
}

/** One place may stand in several facts: the record's id is an attribute of its element. */
function spansOf({ records, actions, references }: ElementFacts): readonly MovableSpan[] {
  const found = new Set<Span>();
  const visit = (node: XmlNode): void => {
    found.add(node.span).add(node.tagSpan);
    for (const span of node.textSpans ?? []) found.add(span);
    for (const name in node.attributes) {
      const attribute = node.attributes[name];
      if (attribute !== undefined) found.add(attribute.span);
    }
    for (const child of node.children) if (typeof child !== "string") visit(child);
  };
  for (const { span, idSpan, modelSpan, fields, arch } of records) {
    found.add(span).add(idSpan).add(modelSpan);
    for (const field of fields) {
      found.add(field.span).add(field.nameSpan);
      if (field.value.kind === "arch" && field.value.nodes !== arch) field.value.nodes.forEach(visit);
    }
    arch?.forEach(visit);
  }
  for (const { span } of actions) found.add(span);
  for (const { span } of references) found.add(span);
  // What a reader has made itself it may change.
  return [...found] as unknown as MovableSpan[];
}
