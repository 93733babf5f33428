/** The pages around a page of a list; absent where there is none. */
export interface Links {
  readonly next?: number;
  readonly previous?: number;
}

/** One parameter of a link: a name, then perhaps a quoted or a bare value. */
const PARAMETER = /\s*;\s*([^\s=;,"<>]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"<>]*)))?/sy;

/** The targets of a `Link` header with the words of their `rel` (RFC 8288, section 3), in the order they come. */
function* parseLinks(header: string): Generator<{ target: string; rels: readonly string[] }> {
  let at = 0;
  for (;;) {
    const open = header.indexOf('<', at);
    const close = header.indexOf('>', open);
    if (open < 0 || close < 0) return;
    let rel: string | undefined;
    PARAMETER.lastIndex = close + 1;
    at = close + 1;
    for (let match = PARAMETER.exec(header); match; match = PARAMETER.exec(header)) {
      at = PARAMETER.lastIndex;
      // Of several `rel` only the first counts, says the RFC.
      if (match[1]?.toLowerCase() === 'rel') rel ??= match[2] ?? match[3] ?? '';
    }
    yield {
      target: header.slice(open + 1, close),
      rels: (rel ?? '').toLowerCase().split(/\s+/),
    };
  }
}

/** The page that an address asks for: without a `page`, or with one that is no number from 1 on, the first. */
function pageOf(url: URL): number {
  const page = Number(url.searchParams.get('page') ?? 1);
  return Number.isSafeInteger(page) && page >= 1 ? page : 1;
}

/** The number in the `page` of a link; undefined for 0, which servers send when the list is empty. */
function linkedPage(target: string, from: URL): number | undefined {
  let text: string | null;
  try {
    text = new URL(target.trim(), from).searchParams.get('page');
  } catch {
    return undefined;
  }
  if (text === null || !/^\d+$/.test(text)) return undefined;
  const page = Number(text);
  return Number.isSafeInteger(page) && page >= 1 ? page : undefined;
}

/** Any base does: only the query of a relative request address is looked at. */
const BASE = 'http://base.invalid/';

/**
 * Reads the pages around the one that was asked for from a `Link` header. The reference shows absolute links,
 * only where there is such a page; servers send relative ones, always both, and at either end a link to the
 * page itself. So a next page counts only when its number is higher, a previous one only when it is lower:
 * whoever follows them gets to an end.
 * @param header null when there was none
 * @param requestUrl the address that was asked, absolute or from the root of the origin
 */
export function readLinks(header: string | null, requestUrl: string): Links {
  let request: URL;
  try {
    request = new URL(requestUrl, BASE);
  } catch {
    return {};
  }
  const current = pageOf(request);
  const links: { next?: number; previous?: number } = {};
  for (const { target, rels } of parseLinks(header ?? '')) {
    const page = linkedPage(target, request);
    if (page === undefined) continue;
    if (rels.includes('next') && page > current) links.next ??= page;
    if ((rels.includes('prev') || rels.includes('previous')) && page < current) links.previous ??= page;
  }
  return links;
}
