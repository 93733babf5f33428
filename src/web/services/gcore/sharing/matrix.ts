import { pickable, type SharedPick } from './effect.ts';
import { entityKey, type SharingRecord } from './record.ts';

/** One entity of the matrix, with the ids of the images its clients can pick. */
export interface MatrixColumn {
  readonly record: SharingRecord;
  readonly sees: ReadonlySet<string>;
}

/** Who sees what in a region: a column for each record of it, the images that anybody sees as rows. */
export interface Matrix<I extends SharedPick> {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly I[];
}

/** Which rows are wanted. */
export interface MatrixFilter {
  /** A part of the image's name or id; empty is any. */
  readonly image: string;
  /** Only images that some entity of the matrix does not see. */
  readonly limited: boolean;
}

/**
 * The matrix of one region. Images that are public, or that a list names, are its rows: nobody sees others by way
 * of a record.
 */
export function matrixOf<I extends SharedPick>(
  images: readonly I[],
  records: readonly SharingRecord[],
  region: number,
  filter: MatrixFilter,
): Matrix<I> {
  const columns = records
    .filter(({ entity }) => entity.region === region)
    .toSorted((one, other) =>
      entityKey(one.entity).localeCompare(entityKey(other.entity), 'en', { numeric: true }),
    )
    .map((record) => ({ record, sees: new Set(pickable(images, [record.choice]).map(({ id }) => id)) }));
  const text = filter.image.toLowerCase();
  const rows = images.filter((image) => {
    const seen = columns.filter(({ sees }) => sees.has(image.id)).length;
    if (image.visibility !== 'public' && seen === 0) return false;
    if (filter.limited && seen === columns.length) return false;
    return image.name.toLowerCase().includes(text) || image.id.startsWith(text);
  });
  return { columns, rows };
}
