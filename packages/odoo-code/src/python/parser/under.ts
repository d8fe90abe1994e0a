/** Whether a line, when anything stands on it, is indented less than the block around it. */
export function isUnder(text: string, lineStart: number, block: number): boolean {
  let indent = 0;
  for (let at = lineStart; indent < block; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 32) indent += 1;
    else if (code === 9) indent += 8;
    else return code !== 10 && code !== 13;
  }
  return false;
}
