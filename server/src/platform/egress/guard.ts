import { isIP, type LookupFunction } from "node:net";
import type { AllowedTargets } from "./allowed-targets.ts";
import { isForbidden, PORTS, refusedAddress } from "./forbidden-address.ts";
import { lookupOnce, type Resolver } from "./lookup-once.ts";

/** Decides where the server may connect to on behalf of others. */
export interface Guard {
  /**
   * An address that may be contacted, as far as it can be said before its name is resolved.
   *
   * @throws SextantError `address_refused`, `bad_usage` when it is none.
   */
  check(address: string): URL;
  /** Resolves the name of a checked address for a connection to this port; see {@link lookupOnce}. */
  lookup(port: number): LookupFunction;
}

export function openGuard(allowed: AllowedTargets, resolver?: Resolver): Guard {
  const refuse = (address: string, port: number): Error | null => {
    if (allowed.allows(address, port)) return null;
    if (isForbidden(address))
      return refusedAddress(address, "it is not a public address, and the administrator has not allowed it");
    return PORTS.includes(port)
      ? null
      : refusedAddress(`port ${port}`, `only ${PORTS.join(", ")} are used, unless the administrator allows others`);
  };
  return {
    check(text) {
      if (!URL.canParse(text)) throw refusedAddress(`"${text.slice(0, 100)}"`, "it is not an address");
      const url = new URL(text);
      if (url.protocol !== "http:" && url.protocol !== "https:")
        throw refusedAddress(url.protocol, "only http and https are spoken");
      if (url.username !== "" || url.password !== "")
        throw refusedAddress(url.host, "an address must not carry a user or password");
      // The parser of URLs has written octal, decimal and hexadecimal forms as four decimal numbers by now.
      const host = url.hostname.replace(/^\[|\]$/g, "");
      const error = isIP(host) ? refuse(host, portOf(url)) : null;
      if (error) throw error;
      return url;
    },
    lookup: (port) => lookupOnce((address) => refuse(address, port), resolver),
  };
}

export const portOf = (url: URL): number => Number(url.port || (url.protocol === "https:" ? 443 : 80));
