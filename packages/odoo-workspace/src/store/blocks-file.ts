import type { ModuleBlocks } from "@sextant/odoo-code";

/** Length of the first block. */
const HEAD = 4;

/** The blocks of a module as one file. */
export function blocksFile({ block, uses }: ModuleBlocks): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(HEAD + block.length + (uses?.length ?? 0));
  bytes.writeUInt32LE(block.length, 0);
  bytes.set(block, HEAD);
  if (uses !== null) bytes.set(uses, HEAD + block.length);
  return bytes;
}

/** The blocks that a file was made of. */
export function blocksOf(file: Buffer): ModuleBlocks {
  const end = HEAD + file.readUInt32LE(0);
  return { block: file.subarray(HEAD, end), uses: end < file.length ? file.subarray(end) : null };
}
