/** A module of the picture. */
export interface GraphModule {
  readonly name: string;
  readonly depends: readonly string[];
}

export interface PlacedModule {
  readonly name: string;
  /** 0 for modules that depend on none of the others. */
  readonly layer: number;
  /** Place within the layer, from 0. */
  readonly order: number;
}

const SWEEPS = 6;

/**
 * Layers of a graph of modules: each module one below the deepest that it depends on, and within a layer near its neighbours, so that few lines
 * cross. Dependencies on absent modules and those that close a circle are left out.
 */
export function layersOf(modules: readonly GraphModule[]): readonly PlacedModule[] {
  const byName = new Map(modules.map((module) => [module.name, module]));
  const depth = new Map<string, number>();
  const open = new Set<string>();
  const depthOf = (name: string): number => {
    const known = depth.get(name);
    if (known !== undefined) return known;
    if (open.has(name)) return -1;
    open.add(name);
    const below = (byName.get(name)?.depends ?? []).filter((other) => byName.has(other)).map(depthOf);
    open.delete(name);
    const found = Math.max(-1, ...below) + 1;
    depth.set(name, found);
    return found;
  };
  const layers: string[][] = [];
  for (const { name } of [...modules].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const layer = depthOf(name);
    while (layers.length <= layer) layers.push([]);
    layers[layer]?.push(name);
  }
  arrange(layers, byName);
  return layers.flatMap((names, layer) => names.map((name, order) => ({ name, layer, order })));
}

/** Sorts each layer by the mean place of its neighbours, downwards and upwards in turn. */
function arrange(layers: string[][], byName: ReadonlyMap<string, GraphModule>): void {
  const neighbours = new Map<string, string[]>();
  for (const { name, depends } of byName.values())
    for (const other of depends) {
      if (!byName.has(other)) continue;
      neighbours.set(name, [...(neighbours.get(name) ?? []), other]);
      neighbours.set(other, [...(neighbours.get(other) ?? []), name]);
    }
  const place = new Map<string, number>();
  const note = (names: readonly string[]) =>
    names.forEach((name, index) => {
      place.set(name, (index + 0.5) / names.length);
    });
  layers.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const names of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const wanted = new Map(names.map((name) => [name, mean(neighbours.get(name) ?? [], place, name)]));
      names.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      note(names);
    }
  }
}

function mean(names: readonly string[], place: ReadonlyMap<string, number>, self: string): number {
  if (names.length === 0) return place.get(self) ?? 0;
  return names.reduce((sum, name) => sum + (place.get(name) ?? 0), 0) / names.length;
}
