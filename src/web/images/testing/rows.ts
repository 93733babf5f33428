import { makeRow, type ImageRow, type RowParts } from '../row.ts';

/** An image for tests, ready and private unless told otherwise; its id is its name. */
export function someRow(parts: Partial<RowParts> & { readonly name: string }): ImageRow {
  return makeRow({
    connection: 'djinn-demo',
    at: {},
    service: 'djinn',
    id: parts.name,
    place: '',
    state: 'ready',
    stateWord: 'ready',
    reason: '',
    since: null,
    task: null,
    size: null,
    createdAt: null,
    price: null,
    visibility: 'private',
    owner: '',
    download: 'yes',
    remove: 'yes',
    words: [],
    ...parts,
  });
}
