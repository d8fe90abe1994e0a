import type { FileKind } from "./file-kind.ts";
import type { OdooVersion } from "./version.ts";

/**
 * Key under which the facts of a file may be kept: everything they depend on except the path. The content is represented by its length and two
 * MurmurHash3 (x86, 32 bit) values of different seeds. That is 64 bits against accidents, not against somebody who makes two files collide on
 * purpose; a caller who needs that hands in a cryptographic `contentHash` (git's blob id will do) and no bytes are read.
 */
export function factsKey(
  content: Uint8Array | { readonly contentHash: string },
  kind: FileKind,
  version: OdooVersion,
  extractorVersion: number,
): string {
  const hash = content instanceof Uint8Array ? contentHash(content) : content.contentHash;
  return `${kind}-${version}-${extractorVersion}-${hash}`;
}

/** Length and 64 bits of the bytes, as text. */
export function contentHash(bytes: Uint8Array): string {
  const [first, second] = [murmur3(bytes, 0), murmur3(bytes, 0x9e3779b9)];
  return `${bytes.length.toString(36)}.${hex(first)}${hex(second)}`;
}

/** MurmurHash3_x86_32 of Austin Appleby (public domain algorithm). */
export function murmur3(bytes: Uint8Array, seed: number): number {
  let hash = seed | 0;
  const blocks = bytes.length & ~3;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < blocks; at += 4) {
    hash ^= mixed(view.getInt32(at, true));
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  let tail = 0;
  for (let at = bytes.length - 1; at >= blocks; at -= 1) tail = (tail << 8) | (bytes[at] ?? 0);
  if (bytes.length > blocks) hash ^= mixed(tail);
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function mixed(block: number): number {
  const spread = Math.imul(block, 0xcc9e2d51);
  return Math.imul((spread << 15) | (spread >>> 17), 0x1b873593);
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
