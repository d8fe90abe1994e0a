import { expect, it } from "vitest";
import { layersOf } from "./layers.ts";

const layer = (modules: Parameters<typeof layersOf>[0]) =>
  Object.fromEntries(layersOf(modules).map(({ name, layer }) => [name, layer]));

it("puts a module below the deepest that it depends on", () => {
  expect(
    layer([
      { name: "sale_stock", depends: ["sale", "stock"] },
      { name: "sale", depends: ["base"] },
      { name: "stock", depends: ["product"] },
      { name: "product", depends: ["base"] },
      { name: "base", depends: [] },
    ]),
  ).toEqual({ base: 0, product: 1, sale: 1, stock: 2, sale_stock: 3 });
});

it("draws circles and absent modules without end", () => {
  const placed = layer([
    { name: "a", depends: ["b", "absent"] },
    { name: "b", depends: ["a"] },
  ]);
  expect(Object.keys(placed).sort()).toEqual(["a", "b"]);
});

it("keeps neighbours together", () => {
  const placed = layersOf([
    { name: "a", depends: [] },
    { name: "b", depends: [] },
    { name: "below_b", depends: ["b"] },
    { name: "zelow_a", depends: ["a"] },
  ]);
  const order = (name: string) => placed.find((one) => one.name === name)?.order;
  expect(order("zelow_a")).toBe(order("a"));
  expect(order("below_b")).toBe(order("b"));
});
