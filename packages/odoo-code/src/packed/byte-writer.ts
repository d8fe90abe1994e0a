const FIRST_SIZE = 1024;
const SHORT = 100;

/** Bytes that grow. Numbers are written as varints: seven bits a byte, the lowest first. */
export class ByteWriter {
  #bytes = new Uint8Array(FIRST_SIZE);
  length = 0;

  /** A whole number from 0 to 2^53 - 1. */
  varint(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest > 0x7fffffff) {
      this.#bytes[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      this.#bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#bytes[this.length++] = rest;
  }

  /** A whole number that may be negative, small ones short. */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  double(value: number): void {
    this.#reserve(8);
    new DataView(this.#bytes.buffer).setFloat64(this.length, value, true);
    this.length += 8;
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#bytes.set(value, this.length);
    this.length += value.length;
  }

  /** What another writer has written. */
  append(other: ByteWriter): void {
    const { length } = other;
    this.#reserve(length);
    const from = other.#bytes;
    const to = this.#bytes;
    const start = this.length;
    // Most parts are short: a window on them would cost more than they do.
    if (length > SHORT) to.set(other.written(), start);
    else for (let at = 0; at < length; at += 1) to[start + at] = from[at] ?? 0;
    this.length = start + length;
  }

  /** What is written, until more is. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(this.length + more, this.#bytes.length * 2));
    bytes.set(this.#bytes.subarray(0, this.length));
    this.#bytes = bytes;
  }
}
