import type { DrawnModule, FromPage, ToPage } from "../src/views/module-graph/messages.ts";
import { BOX_HEIGHT, type Box, curve, type Picture, pictureOf } from "./picture.ts";

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const SVG = "http://www.w3.org/2000/svg";
const vscode = acquireVsCodeApi();
const main = document.querySelector("main") ?? document.body;

let data: ToPage | undefined;
let picture: Picture | undefined;
let selected: string | null = null;
let zoom = 1;

const header = element("header");
const search = element("input", { type: "search", spellcheck: "false" });
const all = element("input", { type: "checkbox" });
const near = element("input", { type: "checkbox" });
const [allLabel, nearLabel] = [element("label"), element("label")];
const count = element("output");
const canvas = element("div", { class: "picture", tabindex: "0", role: "application" });
const footer = element("footer");
header.append(search, allLabel, nearLabel, count);
main.append(header, canvas, footer);

window.addEventListener("message", ({ data: message }: MessageEvent<ToPage>) => {
  const first = data === undefined;
  data = message;
  if (first || message.focus !== null) {
    selected = message.focus;
    near.checked = message.focus !== null;
    all.checked = !message.modules.some(({ inWorkspace }) => inWorkspace);
  }
  const { texts } = message;
  search.placeholder = texts.search;
  search.setAttribute("aria-label", texts.search);
  canvas.setAttribute("aria-label", texts.help);
  allLabel.replaceChildren(all, texts.all);
  nearLabel.replaceChildren(near, texts.focus);
  footer.textContent = texts.help;
  draw();
});
search.addEventListener("input", mark);
search.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  const [match] = found();
  if (match) choose(match.name);
});
all.addEventListener("change", draw);
near.addEventListener("change", draw);
canvas.addEventListener("keydown", walk);
canvas.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  scale(zoom * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
});
vscode.postMessage({ type: "ready" });

/** Modules of the workspace with all that they need; all modules; or what is around the selected one. */
function shownModules({ modules }: ToPage): readonly DrawnModule[] {
  const byName = new Map(modules.map((module) => [module.name, module]));
  const needs = (names: readonly string[]) => {
    const reached = new Set(names);
    for (const name of reached) for (const other of byName.get(name)?.depends ?? []) reached.add(other);
    return reached;
  };
  if (near.checked && selected !== null) {
    const above = needs([selected]);
    const users = new Set([selected]);
    for (const name of users)
      for (const { name: user, depends } of modules) if (depends.includes(name)) users.add(user);
    return modules.filter(({ name }) => above.has(name) || users.has(name));
  }
  if (all.checked) return modules;
  const own = needs(modules.filter(({ inWorkspace }) => inWorkspace).map(({ name }) => name));
  return modules.filter(({ name }) => own.has(name));
}

function draw(): void {
  if (!data) return;
  const modules = shownModules(data);
  allLabel.hidden = data.modules.every(({ inWorkspace }) => inWorkspace);
  picture = pictureOf(modules);
  count.textContent = data.texts.count
    .replace("{0}", String(modules.length))
    .replace("{1}", String(picture.edges.length));
  if (modules.length === 0) {
    const nothing = element("p", { class: "nothing" });
    nothing.textContent = data.texts.nothing;
    canvas.replaceChildren(nothing);
    return;
  }
  const svg = drawn("svg", { viewBox: `0 0 ${picture.width} ${picture.height}`, role: "img" });
  for (const { from, to } of picture.edges) {
    const [user, used] = [picture.boxes.get(from), picture.boxes.get(to)];
    if (user && used)
      svg.append(drawn("path", { class: "edge", d: curve(user, used), "data-from": from, "data-to": to }));
  }
  for (const box of picture.boxes.values()) svg.append(moduleBox(box, data.texts.missing));
  canvas.replaceChildren(svg);
  fit();
  mark();
  if (selected !== null) choose(selected, false);
}

function moduleBox({ module, name, x, y, width }: Box, missing: string): SVGElement {
  const state = module === null ? "missing" : module.inWorkspace ? "own" : "other";
  const group = drawn("g", { class: `module ${state}`, "data-name": name, transform: `translate(${x} ${y})` });
  const title = drawn("title", {});
  title.textContent = module === null ? `${name}: ${missing}` : `${name}: ${module.title}`;
  const text = drawn("text", { x: "10", y: String(BOX_HEIGHT / 2) });
  text.textContent = name;
  group.append(title, drawn("rect", { width: String(width), height: String(BOX_HEIGHT), rx: "4" }), text);
  group.addEventListener("click", () => {
    choose(name, false);
    open(name);
  });
  return group;
}

function open(name: string): void {
  if (picture?.boxes.get(name)?.module) vscode.postMessage({ type: "open", module: name });
}

/** Selects a module and shows what it needs and who needs it. */
function choose(name: string, reveal = true): void {
  if (!picture?.boxes.has(name)) return;
  selected = name;
  canvas.classList.add("selecting");
  const neighbours = new Set<string>();
  for (const edge of canvas.querySelectorAll<SVGElement>(".edge")) {
    const { from, to } = edge.dataset;
    edge.classList.toggle("needs", from === name);
    edge.classList.toggle("needed-by", to === name);
    if (from === name && to) neighbours.add(to);
    if (to === name && from) neighbours.add(from);
  }
  for (const box of canvas.querySelectorAll<SVGElement>(".module")) {
    const here = box.dataset.name === name;
    box.classList.toggle("selected", here);
    box.classList.toggle("near", neighbours.has(box.dataset.name ?? ""));
    if (here && reveal) box.scrollIntoView({ block: "center", inline: "center" });
  }
}

function found(): readonly Box[] {
  const parts = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0 || !picture) return [];
  const text = ({ name, module }: Box) => `${name} ${module?.title ?? ""}`.toLowerCase();
  return [...picture.boxes.values()].filter((box) => parts.every((part) => text(box).includes(part)));
}

function mark(): void {
  const names = new Set(found().map(({ name }) => name));
  canvas.classList.toggle("searching", search.value.trim() !== "");
  for (const box of canvas.querySelectorAll<SVGElement>(".module"))
    box.classList.toggle("found", names.has(box.dataset.name ?? ""));
}

/** Left to what a module needs, right to who needs it, up and down within a column. */
function walk(event: KeyboardEvent): void {
  if (!picture) return;
  const keys: Readonly<Record<string, () => void>> = {
    "+": () => scale(zoom * 1.2),
    "-": () => scale(zoom / 1.2),
    "0": fit,
    Enter: () => selected !== null && open(selected),
    Escape: unselect,
    ArrowLeft: () => step((here) => edgesOf(here.name, "from")),
    ArrowRight: () => step((here) => edgesOf(here.name, "to")),
    ArrowUp: () => step((here) => column(here, -1)),
    ArrowDown: () => step((here) => column(here, 1)),
  };
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function step(next: (here: Box) => readonly Box[]): void {
  if (!picture) return;
  const here = selected === null ? undefined : picture.boxes.get(selected);
  const [first] = picture.boxes.values();
  const nearest = here ? [...next(here)].sort((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y))[0] : first;
  if (nearest) choose(nearest.name);
}

function edgesOf(name: string, end: "from" | "to"): readonly Box[] {
  return (picture?.edges ?? [])
    .filter((edge) => edge[end] === name)
    .flatMap((edge) => picture?.boxes.get(end === "from" ? edge.to : edge.from) ?? []);
}

function column({ layer, order }: Box, by: number): readonly Box[] {
  return [...(picture?.boxes.values() ?? [])].filter((box) => box.layer === layer && box.order === order + by);
}

function unselect(): void {
  selected = null;
  canvas.classList.remove("selecting");
  for (const marked of canvas.querySelectorAll(".selected, .near, .needs, .needed-by"))
    marked.classList.remove("selected", "near", "needs", "needed-by");
}

/** The whole picture where that can be read, else its natural size. */
function fit(): void {
  if (!picture) return;
  const whole = Math.min(canvas.clientWidth / picture.width, (canvas.clientHeight - 4) / picture.height);
  scale(Math.min(1.4, Math.max(0.6, whole)));
}

function scale(factor: number): void {
  zoom = Math.min(3, Math.max(0.2, factor));
  const svg = canvas.querySelector("svg");
  if (!svg || !picture) return;
  svg.setAttribute("width", String(picture.width * zoom));
  svg.setAttribute("height", String(picture.height * zoom));
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function drawn(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, tag);
  if (!(made instanceof SVGElement)) throw new TypeError(`${tag} is no element of SVG`);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
