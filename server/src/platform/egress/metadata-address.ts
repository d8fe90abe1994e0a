import { BlockList, isIP } from "node:net";
import { plainAddress } from "./forbidden-address.ts";

/** Where a machine's own cloud keeps its credentials, and addresses of one cable: no model is served there. */
const METADATA = [
  ["169.254.0.0", 16],
  // Alibaba, Azure, Oracle.
  ["100.100.100.200", 32],
  ["168.63.129.16", 32],
  ["192.0.0.192", 32],
  ["fe80::", 10],
  // AWS.
  ["fd00:ec2::", 32],
] as const;
const NAMES = ["metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal"];

const metadata = new BlockList();
for (const [network, prefix] of METADATA) metadata.addSubnet(network, prefix, isIP(network) === 6 ? "ipv6" : "ipv4");

/** Whether a host, as an address writes it, is link-local or a cloud's metadata: nobody may configure it, not even the administrator. */
export function isMetadataHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (NAMES.includes(bare.toLowerCase())) return true;
  const plain = plainAddress(bare);
  return plain !== null && metadata.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}
