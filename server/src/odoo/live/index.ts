export { openLive } from "./open-live.ts";
export { recordLinkOf } from "./record-link.ts";
