import type { SearchQuery } from '../../buildlog/search-query.ts';

/** A search as an address carries it. */
export interface Find {
  readonly query: SearchQuery;
  /** Only lines with hits are shown, and some around them. */
  readonly isOnly: boolean;
}

const TEXT = 'find';
const FLAGS = 'as';

/** Reads `?find=no+such&as=case,word,regex,only`; flags that are not known are ignored. */
export function readFind(params: URLSearchParams): Find {
  const text = params.get(TEXT) ?? '';
  const flags = (params.get(FLAGS) ?? '').split(',');
  return {
    query: {
      text,
      matchCase: flags.includes('case'),
      wholeWord: flags.includes('word'),
      isRegex: flags.includes('regex'),
    },
    isOnly: text !== '' && flags.includes('only'),
  };
}

/** The parameters with the search in them, and everything else as it was; without a text there is no search. */
export function writeFind(params: URLSearchParams, { query, isOnly }: Find): URLSearchParams {
  const written = new URLSearchParams(params);
  written.delete(TEXT);
  written.delete(FLAGS);
  if (query.text === '') return written;
  written.set(TEXT, query.text);
  const flags = [
    ...(query.matchCase ? ['case'] : []),
    ...(query.wholeWord ? ['word'] : []),
    ...(query.isRegex ? ['regex'] : []),
    ...(isOnly ? ['only'] : []),
  ];
  if (flags.length > 0) written.set(FLAGS, flags.join(','));
  return written;
}
