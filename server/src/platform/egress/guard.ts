import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import type { AllowedTargets } from "./allowed-targets.ts";
import { isForbidden, PORTS, refusedAddress } from "./forbidden-address.ts";

/** Decides where the server may connect to on behalf of others. */
export interface Guard {
  /**
   * An address that may be contacted, as far as it can be said before its name is resolved.
   *
   * @throws SextantError `address_refused`, `bad_usage` when it is none.
   */
  check(address: string): URL;
  /**
   * Resolves the name of a checked address once, for the connection itself: what it returns is what is connected to, so a second answer of the name
   * server has no say. Every address that the name has must be allowed.
   */
  lookup(port: number): LookupFunction;
}

/** For tests: another name server. */
type Resolver = (
  host: string,
  done: (error: Error | null, found: readonly { address: string; family: number }[]) => void,
) => void;

const system: Resolver = (host, done) =>
  resolve(host, { all: true, verbatim: true }, (error, found) => done(error, found ?? []));

export function openGuard(allowed: AllowedTargets, resolver: Resolver = system): Guard {
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
    lookup: (port) => (host, options, callback) => {
      const found = (error: Error | null, addresses: readonly { address: string; family: number }[]) => {
        const wrong = error ?? addresses.map(({ address }) => refuse(address, port)).find((one) => one !== null);
        const [first] = addresses;
        if (wrong || !first) callback(wrong ?? refusedAddress(host, "its name has no address"), "", 0);
        else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      };
      if (isIP(host)) found(null, [{ address: host, family: isIP(host) }]);
      else resolver(host, found);
    },
  };
}

export const portOf = (url: URL): number => Number(url.port || (url.protocol === "https:" ? 443 : 80));
