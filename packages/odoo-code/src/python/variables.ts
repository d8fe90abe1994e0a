import type { Origin } from "./origin.ts";

/**
 * What names stand for at one place: what was bound here, then what is bound around it. A function, lambda or branch inside opens variables of its own
 * and so leaves those around it alone; nothing is copied for it.
 */
export class Variables {
  private readonly outer: Variables | null;
  private own: Map<string, Origin | null> | null = null;

  constructor(outer: Variables | null = null) {
    this.outer = outer;
  }

  get(name: string): Origin | null {
    for (let here: Variables | null = this; here !== null; here = here.outer) {
      const found = here.own?.get(name);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** Whether the name is bound, be it to something that is no recordset. */
  has(name: string): boolean {
    for (let here: Variables | null = this; here !== null; here = here.outer)
      if (here.own?.has(name) === true) return true;
    return false;
  }

  set(name: string, origin: Origin | null): void {
    this.own ??= new Map();
    this.own.set(name, origin);
  }

  /** Gives what was bound here, and not around it. */
  eachBound(use: (name: string, origin: Origin | null) => void): void {
    this.own?.forEach((origin, name) => {
      use(name, origin);
    });
  }
}
