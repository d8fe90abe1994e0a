import type { Span, XmlNode } from "../facts.ts";
import { locate } from "./locate.ts";
import { setAttribute } from "./set-attribute.ts";
import { deepCopy, elementsOf, finishedTree, put, valueAt, type WorkNode, walk, workTree } from "./work-tree.ts";

/** A specification that Odoo would refuse, or whose effect cannot be told here. */
export interface Miss {
  /** The start tag of the specification, as far as it matters: `xpath //field[@name='x']`, `field name`. */
  readonly locator: string;
  readonly span: Span;
  readonly source?: string;
  readonly reason: string;
  /**
   * False where an expression is not evaluated here, and for what fails after one such: never to be shown as an error.
   */
  readonly certain: boolean;
}

export interface Combination {
  readonly node: XmlNode;
  readonly misses: readonly Miss[];
}

/**
 * Applies the specifications of one extension to an arch, with Odoo's own semantics: `inside`, `before`, `after`, `replace` (outer with `$0`,
 * and `mode="inner"`), `attributes` (with `add`, `remove`, `separator`) and `move`. A specification that cannot be applied is left out and
 * reported; the others are applied. Whitespace between elements has no meaning here. `source` marks what comes from the extension.
 */
export function applyInheritance(base: XmlNode, extension: readonly XmlNode[], source?: string): Combination {
  const { node, misses } = applyAll(base, [{ arch: extension, source }]);
  return { node, misses: misses[0] ?? [] };
}

/** What one view says to another. */
export interface Extending {
  readonly arch: readonly XmlNode[];
  readonly source: string | undefined;
}

/** The same for several extensions, each applied to what those before it left; the arch is copied once for all of them. */
export function applyAll(
  base: XmlNode,
  extensions: readonly Extending[],
): { readonly node: XmlNode; readonly misses: readonly (readonly Miss[])[] } {
  if (extensions.length === 0) return { node: base, misses: [] };
  const combining = new Combining(workTree(base, undefined));
  const misses = extensions.map(({ arch, source }) => combining.apply(arch.map((node) => workTree(node, source))));
  return { node: finishedTree(combining.root), misses };
}

const MOST_COPIED = 100_000;

class Combining {
  root: WorkNode;
  private misses: Miss[] = [];
  private certain = true;
  private copied = 0;

  constructor(root: WorkNode) {
    this.root = root;
  }

  /** Applies one extension; gives what it misses. */
  apply(specifications: readonly WorkNode[]): readonly Miss[] {
    this.misses = [];
    this.certain = true;
    this.copied = 0;
    const queue = [...specifications];
    for (let specification = queue.shift(); specification !== undefined; specification = queue.shift()) {
      // What stands in <data> comes after what stands beside it, as in Odoo.
      if (specification.tag === "data") queue.push(...elementsOf(specification));
      else this.applyOne(specification);
    }
    return this.misses;
  }

  private applyOne(specification: WorkNode): void {
    const target = this.locate(specification);
    if (target === null) return;
    const position = valueAt(specification, "position") ?? "inside";
    switch (position) {
      case "inside":
        put(target, target.children.length, this.content(specification));
        return;
      case "after":
      case "before":
        this.putBeside(specification, target, position);
        return;
      case "replace":
        this.replace(specification, target);
        return;
      case "attributes":
        for (const change of walk(specification)) {
          const reason = change.tag === "attribute" ? setAttribute(target, change) : null;
          if (reason !== null) this.miss(specification, reason, true);
        }
        return;
      default:
        this.miss(specification, `"${position}" is no position`, true);
    }
  }

  private putBeside(specification: WorkNode, target: WorkNode, position: "after" | "before"): void {
    const items = this.content(specification);
    const { parent } = target;
    if (parent === null) {
      this.miss(specification, "nothing can stand beside the root of the view", true);
      return;
    }
    put(parent, parent.children.indexOf(target) + (position === "after" ? 1 : 0), items);
  }

  private replace(specification: WorkNode, target: WorkNode): void {
    const mode = valueAt(specification, "mode") ?? "outer";
    if (mode === "inner") {
      // What is moved may come from inside the target: it is taken out before the rest is dropped.
      const items = this.content(specification);
      target.children = [];
      put(target, 0, items);
      return;
    }
    if (mode !== "outer") {
      this.miss(specification, `"${mode}" is no mode of a replacement`, true);
      return;
    }
    const holders = walk(specification)
      .slice(1)
      .filter(({ children }) => children.includes("$0"));
    // Each copy may hold the copies of the specification before.
    this.copied += holders.length === 0 ? 0 : holders.length * walk(target).length;
    if (this.copied > MOST_COPIED) {
      this.miss(specification, `"$0" would make more than ${MOST_COPIED} elements`, false);
      return;
    }
    for (const holder of holders) holder.children = [...elementsOf(holder), deepCopy(target, holder)];
    if (target.parent === null) this.replaceRoot(specification, target);
    else this.replaceInside(specification, target, target.parent);
  }

  private replaceRoot(specification: WorkNode, target: WorkNode): void {
    const [content] = elementsOf(specification);
    if (content === undefined) {
      this.miss(specification, "the root of the view cannot be removed", true);
      return;
    }
    this.root = deepCopy(content, null);
    const name = target.attributes["t-name"];
    if (name !== undefined && name.value !== "") this.root.attributes["t-name"] = name;
  }

  /** As Odoo does it, the text right behind the target goes with it, and so does the text before the first new element. */
  private replaceInside(specification: WorkNode, target: WorkNode, parent: WorkNode): void {
    const first = specification.children.findIndex((child) => typeof child !== "string");
    const items = this.content(specification).slice(Math.max(0, first));
    const at = parent.children.indexOf(target);
    if (at === -1) return;
    const tail = typeof parent.children[at + 1] === "string" ? 1 : 0;
    put(parent, at, first === -1 ? [] : items, 1 + tail);
  }

  /** What a specification puts in; elements with `position="move"` are taken from where they stand. */
  private content(specification: WorkNode): (WorkNode | string)[] {
    return specification.children.flatMap((child) => {
      if (typeof child === "string" || valueAt(child, "position") !== "move") return [child];
      if (elementsOf(child).length > 0) {
        this.miss(child, "what is moved may have no content of its own", true);
        return [];
      }
      const moved = this.locate(child);
      if (moved === null) return [];
      const { parent } = moved;
      if (parent === null) {
        this.miss(child, "the root of the view cannot be moved", true);
        return [];
      }
      put(parent, parent.children.indexOf(moved), [], 1);
      moved.parent = null;
      return [moved];
    });
  }

  private locate(specification: WorkNode): WorkNode | null {
    const location = locate(this.root, specification);
    if (location.kind === "found") return location.node;
    this.miss(specification, location.reason, location.kind === "miss");
    return null;
  }

  private miss(specification: WorkNode, reason: string, certain: boolean): void {
    // After one specification that cannot be judged, a later one may find what that one would have put in.
    this.certain &&= certain;
    const { source, tagSpan } = specification;
    this.misses.push({
      locator: locatorText(specification),
      span: tagSpan,
      reason,
      certain: this.certain,
      ...(source !== undefined && { source }),
    });
  }
}

function locatorText(specification: WorkNode): string {
  const words = [specification.tag, valueAt(specification, "expr") ?? valueAt(specification, "name") ?? ""];
  return words.join(" ").trim();
}
