import { verifyFiles } from "./lake-files.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { totalsOf } from "./sync.ts";

export interface LakeInfo {
  readonly kind: Manifest["kind"];
  readonly origin: string;
  readonly odooUrl: string | null;
  readonly readAs: string;
  readonly syncedAt: string;
  readonly companies: readonly string[];
  readonly items: number;
  readonly partials: number;
  readonly files: number;
  readonly bytes: number;
  readonly bytesPerItem: number;
}

/**
 * What a lake or snapshot holds. Every file's size is checked, with `contents` its SHA-256 too.
 *
 * @throws SextantError `no_lake`, `lake_damaged`
 */
export async function lakeInfo(dir: string, options: { readonly contents?: boolean } = {}): Promise<LakeInfo> {
  const manifest = await readManifest(dir);
  await verifyFiles(dir, manifest, options);
  const { kind, origin, readAs, syncedAt, companies } = manifest;
  return {
    kind,
    origin: origin.label,
    odooUrl: origin.url,
    readAs,
    syncedAt,
    companies: companies.map(({ name }) => name),
    ...totalsOf(manifest),
  };
}
