import { visibleText } from './display.ts';
import type { Extensions } from './extensions.ts';
import type { Note } from './findings.ts';
import { autoclear, type Header, uses } from './header.ts';

/**
 * The other files that an image names. Whoever opens the image opens them too, with its own rights, and the name
 * may be any path, block device, URL or `json:` description: the way in which an image reads files of its host.
 */
export interface References {
  readonly backing: { readonly name: string; readonly format: string | null } | null;
  readonly dataFile: { readonly name: string | null; readonly raw: boolean } | null;
}

/** Reads the names of other files and notes them. `bytes` is the file's start, through the end of the backing name. */
export function readReferences(
  header: Header,
  extensions: Extensions,
  bytes: Uint8Array,
  fileBytes: bigint,
  note: Note,
): References {
  const name = extensions.dataFileName;
  const raw = (header.autoclearFeatures & autoclear.rawExternalData) !== 0n;
  const external = uses(header, 'externalData');
  if (external) note({ code: 'data-file', params: { name } });
  else if (name !== null || raw) note({ code: 'data-file-contradiction', params: { name } });
  return {
    backing: readBacking(header, extensions.backingFormat, bytes, fileBytes, note),
    dataFile: external ? { name, raw } : null,
  };
}

function readBacking(
  header: Header,
  format: string | null,
  bytes: Uint8Array,
  fileBytes: bigint,
  note: Note,
): References['backing'] {
  const { backingFileOffset: offset, backingFileSize: nameBytes, headerLength } = header;
  const clusterBytes = BigInt(header.clusterBytes);
  if (offset === 0n) return null;
  const end = offset + BigInt(nameBytes);
  if (offset >= clusterBytes || offset >= fileBytes) {
    note({ code: 'backing-offset-invalid', params: { offset } });
  } else if (nameBytes > 1023 || end > clusterBytes) {
    note({ code: 'backing-name-too-long', params: { nameBytes } });
  } else if (end > fileBytes) {
    note({ code: 'backing-offset-invalid', params: { offset } });
  } else if (offset < BigInt(headerLength)) {
    note({ code: 'backing-overlaps-header', params: { offset, headerLength } });
  } else if (nameBytes === 0) {
    note({ code: 'backing-name-empty', params: {} });
  } else {
    const backing = { name: visibleText(bytes.subarray(Number(offset), Number(end))), format };
    note({ code: 'backing-file', params: backing });
    return backing;
  }
  return null;
}
