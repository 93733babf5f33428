import type { WireRequest } from './request.ts';

/** A word for a POSIX shell: in single quotes, with those inside it taken out of them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * The request as a curl command. The token is named, never written: `$TOKEN` stands for it, so that a command
 * can be pasted into a chat or a ticket without giving anything away.
 * @param fileName what stands for the file of an upload
 */
export function curlOf(request: WireRequest, origin: string, fileName = 'FILE'): string {
  const words = ['curl'];
  if (request.method !== 'GET') words.push('-X', request.method);
  words.push(quoted(`${origin}${request.url}`));
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === 'Authorization') {
      // Double quotes let the shell put the token in; the scheme word is the service's.
      words.push('-H', `"Authorization: ${value.split(' ')[0] ?? ''} $TOKEN"`);
    } else words.push('-H', quoted(`${name}: ${value}`));
  }
  if (typeof request.body === 'string') words.push('--data-raw', quoted(request.body));
  else if (request.body instanceof FormData) {
    for (const [name, value] of request.body) {
      words.push('-F', quoted(typeof value === 'string' ? `${name}=${value}` : `${name}=@${fileName}`));
    }
  } else if (request.body) words.push('--data-binary', quoted(`@${fileName}`));
  return words.join(' ');
}
