const FRAME_MS = 100;

/** A line on the terminal that says what is being done; nothing when the output is not a terminal. */
export interface ProgressLine {
  update(phase: string, done?: number, of?: number): void;
  clear(): void;
}

const count = new Intl.NumberFormat("en");

/** Starts the line on standard error, so that standard output stays the result alone. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  if (!stream.isTTY) return { update() {}, clear() {} };
  let last = 0;
  return {
    update(phase, done, of) {
      const now = Date.now();
      if (now - last < FRAME_MS) return;
      last = now;
      const amount =
        done === undefined ? "" : ` ${count.format(done)}${of === undefined ? "" : ` of ${count.format(of)}`}`;
      stream.write(`\r\u001b[2K${phase}${amount} … (Ctrl+C cancels)`);
    },
    clear() {
      stream.write("\r\u001b[2K");
    },
  };
}
