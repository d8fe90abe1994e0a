import { isSextantError, SextantError } from "@sextant/contracts";

const bad = (message: string) => new SextantError("bad_usage", message);

/** What the parsers of requests call their refusals, in words of ours: theirs may hold what was sent. */
const KNOWN: Readonly<Record<string, () => SextantError>> = {
  "entity.too.large": () => new SextantError("too_large", "The body of the request is larger than a megabyte."),
  "entity.parse.failed": () => bad("The body of the request is not valid JSON."),
  "encoding.not.utf8": () => bad("The body of the request is not UTF-8."),
  "charset.unsupported": () => bad("The body of the request is in another encoding than UTF-8."),
  "encoding.unsupported": () => bad("The body of the request is packed in a way that is not known here."),
  "request.aborted": () => new SextantError("aborted", "The request broke off before its end."),
  "request.size.invalid": () => bad("The body of the request is not as long as it says."),
};

/** The error that a parser of requests has thrown, as one of Sextant; null for any other. */
export function faultOfRequest(thrown: unknown): SextantError | null {
  if (isSextantError(thrown)) return null;
  const { type, status } = (thrown ?? {}) as { type?: unknown; status?: unknown };
  if (typeof type === "string" && Object.hasOwn(KNOWN, type)) return KNOWN[type]?.() ?? null;
  if (thrown instanceof URIError) return bad("The address of the request holds a % that stands for nothing.");
  // Other refusals of express and its parts: a length that is none, a body that cannot be unpacked.
  const refused = typeof status === "number" && status >= 400 && status < 500;
  return refused ? bad("The request cannot be read: its address, headers or body are not what HTTP allows.") : null;
}
