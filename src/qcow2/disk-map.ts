/** Cells in the picture of where the data lies in the disk. */
export const MAP_CELLS = 336;

/** At most this share of the cells (1 / n) stands for the image's own tables. */
const METADATA_SHARE = 24;

/** What a cell stands for. */
export type MapCell = 'metadata' | 'data' | 'unread' | 'zeroes' | 'empty';

/**
 * The picture of where the data lies: {@link MAP_CELLS} cells.
 *
 * The first `metadataCells` stand for the image's own header and tables, as large a part of the cells as they are of
 * the file (one at least, 1/24 at most). The others divide the virtual disk evenly from its start to its end, in
 * `bytesPerCell` each: `data` where the file holds any data for that part, else `unread` where an L2 table
 * was not looked at, else `zeroes` where the image says that it reads as zeroes, else `empty`.
 */
export interface DiskMap {
  readonly cells: readonly MapCell[];
  readonly metadataCells: number;
  readonly bytesPerCell: number;
}

/** How much a cell's content counts against another in the same cell; also its index in {@link kinds}. */
const weight = { empty: 0, zeroes: 1, unread: 2, data: 3 } as const;
const kinds = ['empty', 'zeroes', 'unread', 'data'] as const satisfies readonly MapCell[];

/** A {@link DiskMap} in the making. */
export interface MapPainter {
  /** Marks guest bytes from `start` up to `end` (clipped to the disk). */
  paint(start: number, end: number, kind: keyof typeof weight): void;
  finish(): DiskMap;
}

/** @param metadataShare The part (0 … 1) of the file that is header and tables. */
export function createMapPainter(virtualBytes: bigint, metadataShare: number): MapPainter {
  const most = MAP_CELLS / METADATA_SHARE;
  const metadataCells = Math.max(1, Math.min(most, Math.round(metadataShare * MAP_CELLS)));
  // Doubles are good enough for a picture, whatever the disk's size.
  const diskBytes = Number(virtualBytes);
  const weights = new Uint8Array(MAP_CELLS - metadataCells);
  const bytesPerCell = diskBytes / weights.length;
  return {
    paint: (start, end, kind) => {
      if (start >= diskBytes) return;
      const value = weight[kind];
      const first = Math.floor(start / bytesPerCell);
      const last = Math.min(weights.length, Math.ceil(Math.min(end, diskBytes) / bytesPerCell));
      for (let cell = first; cell < last; cell += 1) {
        if ((weights[cell] ?? value) < value) weights[cell] = value;
      }
    },
    finish: () => ({
      cells: [
        ...Array.from({ length: metadataCells }, () => 'metadata' as const),
        ...Array.from(weights, (value) => kinds[value] ?? 'empty'),
      ],
      metadataCells,
      bytesPerCell,
    }),
  };
}
