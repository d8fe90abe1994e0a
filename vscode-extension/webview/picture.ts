import { layersOf } from "../src/views/module-graph/layers.ts";
import type { DrawnModule } from "../src/views/module-graph/messages.ts";

/** A module with its box, in units of the picture. */
export interface Box {
  readonly module: DrawnModule | null;
  readonly name: string;
  readonly layer: number;
  readonly order: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Picture {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly width: number;
  readonly height: number;
}

export const BOX_HEIGHT = 24;
const ROW = 34;
const GAP = 70;
const MARGIN = 16;
const CHARACTER = 7;
const PADDING = 20;

/** Columns of modules from what everybody needs on the left to what nobody needs on the right. Absent modules that are needed have a box too. */
export function pictureOf(modules: readonly DrawnModule[]): Picture {
  const known = new Map(modules.map((module) => [module.name, module]));
  const absent = [...new Set(modules.flatMap(({ missing }) => missing))].filter((name) => !known.has(name));
  const placed = layersOf([...modules, ...absent.map((name) => ({ name, depends: [] }))]);
  const columns: (typeof placed)[number][][] = [];
  for (const one of placed) {
    columns[one.layer] ??= [];
    columns[one.layer]?.push(one);
  }
  const tallest = Math.max(0, ...columns.map((column) => column.length));
  const boxes = new Map<string, Box>();
  let x = MARGIN;
  for (const column of columns) {
    const width = Math.max(...column.map(({ name }) => name.length)) * CHARACTER + PADDING;
    const top = MARGIN + ((tallest - column.length) * ROW) / 2;
    for (const { name, layer, order } of column)
      boxes.set(name, { module: known.get(name) ?? null, name, layer, order, x, y: top + order * ROW, width });
    x += width + GAP;
  }
  const edges = modules.flatMap(({ name, depends }) =>
    depends.filter((other) => boxes.has(other)).map((other) => ({ from: name, to: other })),
  );
  return { boxes, edges, width: x - GAP + MARGIN, height: tallest * ROW + MARGIN * 2 };
}

/** The curve from a module to what it needs. */
export function curve(from: Box, to: Box): string {
  const [x1, y1] = [to.x + to.width, to.y + BOX_HEIGHT / 2];
  const [x2, y2] = [from.x, from.y + BOX_HEIGHT / 2];
  const bend = Math.max(24, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
