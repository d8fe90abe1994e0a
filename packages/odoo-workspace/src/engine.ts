import { setFlagsFromString } from "node:v8";

/** How many bytes of code a function runs before the engine makes its best machine code of it: eight times as many as by default. */
const HOT = 540_672;
/** How many bytes of other functions are put into it: half of the default. */
const INLINED = 460;
/** The engine of Node 20 and 21; later ones have a compiler between, name this otherwise, and do well by themselves. */
const LAST_VERSION = 11;

/**
 * By how much the heap may grow until it is collected; by default it may be several times as large as what lives. At 40 % there were twice as many
 * collections of the whole heap in 128 keystrokes, which are their longest pauses, for some 15 MB less.
 */
const GROWS_BY_PERCENT = 80;
const AS_THE_ENGINE_SEES_FIT = 0;

let tuned = false;

/**
 * Tells the engine that a program reads much once. By default half of the processor time of the first hundred modules goes into machine code for
 * functions that have just become hot, much of which is thrown away soon. Holds for all threads of the process.
 */
export function tuneEngine(): void {
  if (tuned || Number.parseInt(process.versions.v8, 10) > LAST_VERSION) return;
  tuned = true;
  setFlagsFromString(`--interrupt-budget=${HOT}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED}`);
}

/**
 * Lets the heap of this process be collected sooner: less memory after a while of typing and after branch switches, and no more
 * processor time, for the young objects of a keystroke are collected apart. Electron may refuse to change its engine once it runs, and is left as it is.
 */
export const keepHeapSmall = (): void => growBy(GROWS_BY_PERCENT);

/** While much is read, which stays, the heap grows as the engine sees fit: collecting it sooner would take a third more time. */
export const letHeapGrow = (): void => growBy(AS_THE_ENGINE_SEES_FIT);

function growBy(percent: number): void {
  if (process.versions.electron === undefined) setFlagsFromString(`--heap-growing-percent=${percent}`);
}
