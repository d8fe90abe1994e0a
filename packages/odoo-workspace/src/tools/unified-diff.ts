const CONTEXT = 3;
/** Differences that are looked for line by line; texts further apart are shown as one block out, one block in. */
const MOST_EDITS = 400;

type Step = " " | "-" | "+";

/**
 * The exact difference of two texts in unified format, as `git apply` and `patch` read it; empty when they are equal. Lines end at `\n`; a
 * carriage return before it is part of the line. Null is the text of a file that is not there.
 */
export function unifiedDiff(path: string, before: string | null, after: string): string {
  if (before === after) return "";
  const [old, now] = [linesOf(before ?? ""), linesOf(after)];
  const steps = stepsBetween(old, now);
  const name = path.replace(/^\/+/, "");
  const out = [before === null ? "--- /dev/null" : `--- a/${name}`, `+++ b/${name}`];
  for (const [start, end] of hunks(steps)) {
    // Lines of each text before the hunk.
    const passed = steps.slice(0, start);
    let [oldAt, nowAt] = [passed.filter((step) => step !== "+").length, passed.filter((step) => step !== "-").length];
    const inside = steps.slice(start, end);
    const [oldCount, nowCount] = [
      inside.filter((step) => step !== "+").length,
      inside.filter((step) => step !== "-").length,
    ];
    out.push(`@@ -${range(oldAt, oldCount)} +${range(nowAt, nowCount)} @@`);
    for (const step of inside) {
      const line = (step === "+" ? now[nowAt] : old[oldAt]) ?? "";
      if (step !== "+") oldAt += 1;
      if (step !== "-") nowAt += 1;
      out.push(step + line.replace(/\n$/, ""));
      if (!line.endsWith("\n")) out.push("\\ No newline at end of file");
    }
  }
  return `${out.join("\n")}\n`;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A count of one is not written; an empty range names the line before it. */
function range(at: number, count: number): string {
  return count === 1 ? `${at + 1}` : `${count === 0 ? at : at + 1},${count}`;
}

/** Ranges of steps around the changes, merged where their context meets. */
function hunks(steps: readonly Step[]): [start: number, end: number][] {
  const found: [number, number][] = [];
  steps.forEach((step, at) => {
    if (step === " ") return;
    const [start, end] = [Math.max(0, at - CONTEXT), Math.min(steps.length, at + CONTEXT + 1)];
    const last = found.at(-1);
    if (last && start <= last[1]) last[1] = end;
    else found.push([start, end]);
  });
  return found;
}

function stepsBetween(old: readonly string[], now: readonly string[]): Step[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const middle = shortest(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return [...repeat(" ", head), ...middle, ...repeat(" ", tail)];
}

const repeat = (step: Step, times: number): Step[] => Array.from({ length: times }, () => step);

/** Shortest edit script (E. Myers, "An O(ND) difference algorithm and its variations", 1986). */
function shortest(old: readonly string[], now: readonly string[]): Step[] {
  const trace: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= MOST_EDITS; edits += 1) {
    trace.push(reached);
    const next = new Map(reached);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = down(reached, diagonal, edits) ? (reached.get(diagonal + 1) ?? 0) : (reached.get(diagonal - 1) ?? 0) + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return walkBack(trace, old.length, now.length);
    }
    reached = next;
  }
  return [...repeat("-", old.length), ...repeat("+", now.length)];
}

/** Whether the furthest way to a diagonal comes from the one above it: by an insertion. */
function down(reached: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1);
}

function walkBack(trace: readonly ReadonlyMap<number, number>[], oldLength: number, nowLength: number): Step[] {
  const steps: Step[] = [];
  let [x, y] = [oldLength, nowLength];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reached = trace[edits] ?? new Map<number, number>();
    const diagonal = x - y;
    const insertion = down(reached, diagonal, edits);
    const from = insertion ? diagonal + 1 : diagonal - 1;
    const fromX = reached.get(from) ?? 0;
    const fromY = fromX - from;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      steps.push(" ");
      x -= 1;
      y -= 1;
    }
    if (edits === 0) break;
    steps.push(insertion ? "+" : "-");
    [x, y] = [fromX, fromY];
  }
  return steps.reverse();
}
