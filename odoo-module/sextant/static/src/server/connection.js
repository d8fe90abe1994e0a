import { pause } from "@sextant/conversation/pause";
import { errorBody } from "@sextant/server/server_error";
import { _t } from "@web/core/l10n/translation";

const PAUSES = [1000, 2000, 4000, 8000, 15_000];

/** What has to be equal: until version 1 a new minor version may break others, from then on a new major one. */
const generation = (version) => {
  const [major, minor] = String(version).split(".");
  return major === "0" ? `0.${minor}` : major;
};

/** One sentence for two versions that do not fit, or null. */
export function mismatch(needed, { version }) {
  return generation(needed) === generation(version)
    ? null
    : _t(
        "This module needs a Sextant server of version %(needed)s, and the server is %(version)s: update the older one.",
        {
          needed: generation(needed),
          version: String(version),
        },
      );
}

/**
 * Watches whether the server is there and fits. While it does not answer it is asked again and again, as long as
 * somebody looks.
 *
 * @param {(state: {state: "unknown" | "up" | "down" | "mismatch", message: string}) => void} changed
 */
export function createConnection(server, needed, changed) {
  let watching = null;

  async function watch(signal) {
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        const message = mismatch(needed, await server.health(signal));
        changed(message ? { state: "mismatch", message } : { state: "up", message: "" });
        break;
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        changed({ state: "down", message: errorBody(error).message });
        await pause(PAUSES[Math.min(tries, PAUSES.length - 1)], signal);
      }
    }
    watching = null;
  }

  return {
    /** Looks now, and goes on until the server answers. */
    check() {
      if (watching === null) {
        watching = new AbortController();
        void watch(watching.signal);
      }
    },
    stop() {
      watching?.abort();
      watching = null;
    },
  };
}
