import type * as lake from "./lake/index.ts";

/** The lake, loaded when it is first used: its engine takes half a second of processor time, which who asks Odoo live does not spend. */
const loaded = () => import("./lake/index.ts");

export const openLake: typeof lake.openLake = async (dir) => (await loaded()).openLake(dir);
export const lakeInfo: typeof lake.lakeInfo = async (dir, options) => (await loaded()).lakeInfo(dir, options);
export const syncLake: typeof lake.syncLake = async (options) => (await loaded()).syncLake(options);
export const saveSnapshot: typeof lake.saveSnapshot = async (options) => (await loaded()).saveSnapshot(options);
export const loadSnapshot: typeof lake.loadSnapshot = async (options) => (await loaded()).loadSnapshot(options);
