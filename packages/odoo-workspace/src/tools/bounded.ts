/** The first items of a list, with how many there are. */
export interface Bounded<Item> {
  readonly items: Item[];
  readonly total: number;
  readonly truncated: boolean;
}

/** Cuts a list to what a model should read at once. */
export function bounded<Item>(all: readonly Item[], limit: number): Bounded<Item> {
  return { items: all.slice(0, limit), total: all.length, truncated: all.length > limit };
}
