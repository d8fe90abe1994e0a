/** Where the parts of an object are read from that are not read yet. */
export interface LaterParts {
  readonly reader: { part(place: number): object };
  /** Keys of the object, and for each that is read later the place of its part. */
  readonly keys: readonly string[];
  readonly places: number[];
}

/** Not enumerable: nobody meets it who looks through an object or copies it. */
const LATER = Symbol("parts that are read when they are asked for");

interface WithLater {
  readonly [LATER]?: LaterParts;
}

/**
 * One getter a key, for all objects: objects of the same keys then have one layout. With a getter of its own the engine makes each of them a table,
 * which takes several times the memory.
 */
const getters = new Map<string, PropertyDescriptor>();

/** Prepares an object for {@link readLater}. */
export function partsLater(object: object, reader: LaterParts["reader"], keys: readonly string[]): LaterParts {
  const later: LaterParts = { reader, keys, places: new Array<number>(keys.length) };
  Object.defineProperty(object, LATER, { value: later });
  return later;
}

/** Gives an object a property that is read when it is asked for. */
export function readLater(object: object, { keys, places }: LaterParts, key: string, place: number): void {
  places[keys.indexOf(key)] = place;
  Object.defineProperty(object, key, getterOf(key));
}

function getterOf(key: string): PropertyDescriptor {
  const known = getters.get(key);
  if (known !== undefined) return known;
  const made: PropertyDescriptor = {
    get(this: WithLater) {
      const later = this[LATER];
      const place = later?.places[later.keys.indexOf(key)];
      return place === undefined ? undefined : later?.reader.part(place);
    },
    enumerable: true,
    configurable: true,
  };
  getters.set(key, made);
  return made;
}
