import { BlockList, isIP } from "node:net";
import { SextantError } from "@sextant/contracts";

/** What the administrator allows beyond public addresses and the usual ports: he alone knows his network. */
export interface AllowedTargets {
  /** Whether this numeric address, at this port, was allowed by name of network. */
  allows(address: string, port: number): boolean;
}

const ENTRY = /^(?<network>\[[^\]]+\]|[^/:\s]+)(?:\/(?<prefix>\d{1,3}))?(?::(?<port>\d{1,5}))?$/;

/**
 * Reads `10.0.0.0/8`, `127.0.0.1:8069`, `[fd00::]/8:443`. Without a port the usual ones are meant.
 *
 * @throws SextantError `bad_usage` naming every entry that is none.
 */
export function readAllowedTargets(entries: readonly string[], usual: readonly number[]): AllowedTargets {
  const wrong: string[] = [];
  const read = entries.flatMap((entry) => {
    const { network = "", prefix, port } = ENTRY.exec(entry)?.groups ?? {};
    const address = network.replace(/^\[|\]$/g, "");
    const family = isIP(address);
    const bits = prefix === undefined ? (family === 6 ? 128 : 32) : Number(prefix);
    const chosen = port === undefined ? usual : [Number(port)];
    if (family === 0 || bits > (family === 6 ? 128 : 32) || chosen.some((one) => one < 1 || one > 65_535)) {
      wrong.push(entry);
      return [];
    }
    const list = new BlockList();
    list.addSubnet(address, bits, family === 6 ? "ipv6" : "ipv4");
    return [{ list, ports: chosen }];
  });
  if (wrong.length > 0)
    throw new SextantError(
      "bad_usage",
      `SEXTANT_ALLOW_ADDRESSES holds what is no network: ${wrong.join(", ")}. Write 10.0.0.0/8 or 127.0.0.1:8069.`,
    );
  return {
    allows: (address, port) => {
      const family = isIP(address) === 6 ? "ipv6" : "ipv4";
      return read.some(({ list, ports }) => ports.includes(port) && list.check(address, family));
    },
  };
}
