/** One server-sent event. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
}

/**
 * Parses `text/event-stream` as it arrives, in pieces cut anywhere. Comments and events without data are skipped; an unfinished
 * event at the end of the stream is dropped, as the format demands.
 *
 * @returns a function that takes the next piece and gives the events it completed.
 */
export function createEventParser(): (piece: string) => ServerEvent[] {
  let buffer = "";
  let event = "message";
  let data: string[] = [];
  let id: string | null = null;

  return (piece) => {
    buffer += piece;
    const events: ServerEvent[] = [];
    for (;;) {
      const end = buffer.search(/[\r\n]/);
      // A lone CR at the end may be the first half of CRLF.
      if (end < 0 || (buffer[end] === "\r" && end === buffer.length - 1)) return events;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + (buffer.startsWith("\r\n", end) ? 2 : 1));
      if (line === "") {
        if (data.length > 0) events.push({ event, data: data.join("\n"), id });
        event = "message";
        data = [];
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") event = value;
      else if (field === "data") data.push(value);
      else if (field === "id") id = value;
    }
  };
}
