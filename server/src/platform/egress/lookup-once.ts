import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { refusedAddress } from "./forbidden-address.ts";

/** Another name server, for tests. */
export type Resolver = (
  host: string,
  done: (error: Error | null, found: readonly { address: string; family: number }[]) => void,
) => void;

const system: Resolver = (host, done) =>
  resolve(host, { all: true, verbatim: true }, (error, found) => done(error, found ?? []));

/**
 * Resolves a name once, for the connection itself: what it returns is what is connected to, so a second answer of the name server has no say. Every
 * address that the name has must be allowed.
 *
 * @param refuse why an address is not contacted, or null
 */
export function lookupOnce(refuse: (address: string) => Error | null, resolver: Resolver = system): LookupFunction {
  return (host, options, callback) => {
    const found = (error: Error | null, addresses: readonly { address: string; family: number }[]) => {
      const wrong = error ?? addresses.map(({ address }) => refuse(address)).find((one) => one !== null);
      const [first] = addresses;
      if (wrong || !first) callback(wrong ?? refusedAddress(host, "its name has no address"), "", 0);
      else if (options.all) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    };
    if (isIP(host)) found(null, [{ address: host, family: isIP(host) }]);
    else resolver(host, found);
  };
}
