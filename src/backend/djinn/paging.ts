import { DJINN_PAGE_SIZE } from '../../contract/djinn/images.ts';
import type { Dialect } from '../../contract/endpoint.ts';

/** What was asked of a list. */
export interface ListRequest {
  /** From 1 on. */
  readonly page: number;
  /** How many entries match in all. */
  readonly total: number;
  /** The address of the list as the caller knows it, without a query. */
  readonly address: string;
  /** The path and query of the request. */
  readonly target: string;
  readonly search: string;
}

/** Which part of a list to give, and the `Link` header that goes with it. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
  readonly headers: Readonly<Record<string, string>>;
}

function part(page: number, links: string[]): Page {
  return {
    limit: DJINN_PAGE_SIZE,
    offset: (Math.max(1, page) - 1) * DJINN_PAGE_SIZE,
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

/** As documented: absolute links, each only where there is such a page. Beyond the end the list is empty. */
function documentedPage({ page, total, address, search }: ListRequest): Page {
  const last = Math.max(1, Math.ceil(total / DJINN_PAGE_SIZE));
  const link = (number: number, rel: string): string => {
    const query = new URLSearchParams({ ...(search && { search }), page: String(number) });
    return `<${address}?${query.toString()}>; rel="${rel}"`;
  };
  return part(page, [
    ...(page > 1 ? [link(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next')] : []),
  ]);
}

/**
 * As seen of real servers: relative links, always both, at either end to the page itself, and to page 0 when the
 * list is empty. A page above the number of entries means the last one; one between gives an empty list with
 * the links of the first page.
 */
function observedPage({ page: asked, total, target }: ListRequest): Page {
  const last = Math.ceil(total / DJINN_PAGE_SIZE);
  const page = asked > total ? last : asked;
  const around = page > last ? 1 : page;
  const { pathname, searchParams } = new URL(target, 'http://server.invalid');
  const link = (number: number, rel: string): string => {
    searchParams.set('page', String(number));
    searchParams.sort();
    return `<${pathname}?${searchParams.toString()}>; rel="${rel}"`;
  };
  return part(page, [
    link(Math.min(last, Math.max(1, around - 1)), 'prev'),
    link(Math.min(last, around + 1), 'next'),
  ]);
}

export function pageOf(request: ListRequest, dialect: Dialect): Page {
  return dialect === 'documented' ? documentedPage(request) : observedPage(request);
}

/**
 * The LIKE pattern of a search. Real servers let `%` and `_` through as wildcards.
 */
export function patternOf(search: string, dialect: Dialect): string {
  const wild = dialect === 'observed' ? /\\/g : /[\\%_]/g;
  return `%${search.replaceAll(wild, String.raw`\$&`)}%`;
}
