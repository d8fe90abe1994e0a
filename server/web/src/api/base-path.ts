const written = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="sextant-base"]')?.content;

/** Path of the console on its host, with a slash at its end: `/`, or `/sextant/` where a proxy has given it one. The server writes it into the page. */
export const BASE_PATH = written?.startsWith("/") ? written : "/";

/** An address of this server, e.g. `/api/status`, as it is on its host. */
export const onHost = (path: string): string => BASE_PATH + path.replace(/^\//, "");
