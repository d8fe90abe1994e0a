import { BlockList, isIP } from "node:net";
import { SextantError } from "@sextant/contracts";

/** Networks that no address given by others may lead to: this machine, private networks, cloud metadata, what is no single host. */
const FORBIDDEN = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["::", 128],
  ["::1", 128],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const;

const forbidden = new BlockList();
for (const [network, prefix] of FORBIDDEN) forbidden.addSubnet(network, prefix, isIP(network) === 6 ? "ipv6" : "ipv4");

/** The IPv4 address inside an IPv6 one (`::ffff:127.0.0.1`, `::127.0.0.1`), or null. */
function inner(address: string): string | null {
  const groups = expanded(address);
  if (!groups || groups.slice(0, 5).some((group) => group !== 0) || (groups[5] !== 0 && groups[5] !== 0xffff))
    return null;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function expanded(address: string): number[] | null {
  // The parser of URLs knows every spelling and writes one.
  const url = `http://[${address.replace(/%.*$/, "")}]/`;
  if (!URL.canParse(url)) return null;
  const text = new URL(url).hostname.slice(1, -1);
  const [head = "", tail] = text.split("::");
  const numbers = (part: string) =>
    part.split(":").flatMap((group) => (group === "" ? [] : [Number.parseInt(group, 16)]));
  const left = numbers(head);
  const right = numbers(tail ?? "");
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
}

/** A numeric address without its zone, and the IPv4 one where an IPv6 one only wraps it; null for what is no numeric address. */
export function plainAddress(address: string): string | null {
  const bare = address.replace(/%.*$/, "");
  const family = isIP(bare);
  if (family === 0) return null;
  return family === 6 ? (inner(bare) ?? bare) : bare;
}

/** Whether a numeric address is one that nobody outside may choose. What is no numeric address is forbidden too. */
export function isForbidden(address: string): boolean {
  const family = isIP(address.replace(/%.*$/, ""));
  if (family === 0) return true;
  if (family === 4) return forbidden.check(address, "ipv4");
  const mapped = inner(address);
  if (mapped !== null) return forbidden.check(mapped, "ipv4") || forbidden.check(address.replace(/%.*$/, ""), "ipv6");
  return forbidden.check(address.replace(/%.*$/, ""), "ipv6");
}

/** Ports of Odoo and of the web; others only where the administrator says so. */
export const PORTS: readonly number[] = [80, 443, 8069];

export const refusedAddress = (shown: string, why: string) =>
  new SextantError("address_refused", `Sextant does not connect to ${shown}: ${why}.`);
