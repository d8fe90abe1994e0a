/**
 * Parses `text/event-stream` as it arrives, in pieces cut anywhere. Comments and events without data are skipped; an
 * event that is not finished at the end of the stream is dropped, as the format demands.
 *
 * @returns {(piece: string) => {event: string, data: string, id: string | null}[]} takes the next piece, gives the
 *  events that it completed
 */
export function createEventParser() {
  let rest = "";
  let event = "message";
  let data = [];
  let id = null;

  return (piece) => {
    rest += piece;
    const events = [];
    for (;;) {
      const end = rest.search(/[\r\n]/);
      // A CR at the end may be the first half of a CRLF.
      if (end < 0 || (rest[end] === "\r" && end === rest.length - 1)) {
        return events;
      }
      const line = rest.slice(0, end);
      rest = rest.slice(end + (rest.startsWith("\r\n", end) ? 2 : 1));
      if (line === "") {
        if (data.length > 0) {
          events.push({ event, data: data.join("\n"), id });
        }
        event = "message";
        data = [];
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") {
        event = value;
      } else if (field === "data") {
        data.push(value);
      } else if (field === "id") {
        id = value;
      }
    }
  };
}
