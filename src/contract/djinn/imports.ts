import type { DjinnDownload } from './images.ts';

/** How far an image is: `uploaded` when its bytes came with the request that made it. */
export type ImportState = 'queued' | 'downloading' | 'failed' | 'done' | 'uploaded';

/**
 * Reads the state of an import from its download record. Mind that servers answer null to the very request
 * that starts an import: read the image once more before this says `uploaded`.
 */
export function importState(download: DjinnDownload | null): ImportState {
  if (!download) return 'uploaded';
  if (download.error !== null) return 'failed';
  if (download.finished_at !== null) return 'done';
  return download.started_at === null ? 'queued' : 'downloading';
}

/**
 * Milliseconds after which Djinn gives an import up. One that still looks like downloading later than this was
 * cut short by a crash, and stays so for ever.
 */
export const IMPORT_LIMIT = 10 * 60_000;

/**
 * What Djinn's importer makes of an address, as seen of servers of 2023, by how bad it is: `refused` at once,
 * `fails` after it was taken, or `mind`, where all depends on the other side.
 */
export const IMPORT_WARNINGS = {
  /** Not an address. */
  notAnAddress: 'refused',
  /** Neither http, https nor sftp. */
  scheme: 'refused',
  /** An sftp address without a password in it. */
  sftpPassword: 'refused',
  /** Every sftp import ends in `not a valid qcow2 file`. */
  sftp: 'fails',
  /** User name or password in an http address: the importer crashes, and the import stays "downloading" for ever. */
  credentials: 'fails',
  /** A name or address that means the server itself or its own network, not this computer. */
  privateAddress: 'mind',
  /** The answer's content type must be exactly `application/x-qemu-disk`; few servers send it. */
  contentType: 'mind',
  /** Neither the status nor the bytes are looked at: an error page of the right type would count as the image. */
  unchecked: 'mind',
  /** Ten minutes from first to last byte. */
  timeLimit: 'mind',
} as const;
export type ImportWarning = keyof typeof IMPORT_WARNINGS;

/** Does a host name mean the machine itself or a private network, as far as the name alone tells? */
function isPrivateHost(host: string): boolean {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) {
    return /^(?:0|10|127)\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^192\.168\./.test(host);
  }
  if (host.startsWith('[')) return /^\[(?:::(?:1?\]|ffff:)|f[cd]|fe[89ab])/.test(host);
  return /^(?:localhost|.+\.(?:localhost|local|internal|lan))\.?$/.test(host);
}

/** What Djinn's importer would refuse or mishandle about an address, worst first; see `IMPORT_WARNINGS`. */
export function importWarnings(url: string): ImportWarning[] {
  let address: URL;
  try {
    address = new URL(url.trim());
  } catch {
    return ['notAnAddress'];
  }
  const warnings: ImportWarning[] = [];
  const { protocol, username, password, hostname } = address;
  if (protocol === 'sftp:') {
    if (password === '') warnings.push('sftpPassword');
    warnings.push('sftp');
  } else if (protocol !== 'http:' && protocol !== 'https:') return ['scheme'];
  else if (username !== '' || password !== '') warnings.push('credentials');
  if (isPrivateHost(hostname)) warnings.push('privateAddress');
  if (protocol !== 'sftp:') warnings.push('contentType', 'unchecked', 'timeLimit');
  return warnings;
}
