import { createContext, useContext } from 'react';
import type { InfiniteData, UseInfiniteQueryOptions, UseQueryOptions } from '@tanstack/react-query';
import type { Service } from '../../contract/endpoint.ts';
import type { Connection } from '../api/connection.ts';
import type { ImageRow } from './row.ts';

/** Part of a connection's images. */
export interface ImagePage {
  readonly rows: readonly ImageRow[];
  /** The next page to ask for; undefined on the last. */
  readonly next: number | undefined;
  /** When the service answered, in milliseconds since 1970. */
  readonly at: number;
}

/** Options of the query for a connection's images: pages that are fetched one after the other. */
export type ImagesQuery = UseInfiniteQueryOptions<
  ImagePage,
  Error,
  InfiniteData<ImagePage, number>,
  readonly unknown[],
  number
>;

/** A value in the detail panel. Absent (the service did not say) is not the same as empty. */
export type FieldValue =
  | { readonly kind: 'absent' | 'empty' }
  | { readonly kind: 'text' | 'code' | 'id' | 'url'; readonly text: string }
  | { readonly kind: 'bytes' | 'number' | 'mebibytes' | 'gibibytes'; readonly value: number }
  | { readonly kind: 'time'; readonly at: number }
  | { readonly kind: 'yesNo'; readonly value: boolean }
  | {
      readonly kind: 'labels';
      readonly labels: readonly { key: string; value: string; readOnly: boolean }[];
    };

/** Fields that belong together. Names are message keys, typed by the catalogue where they are shown. */
export interface FieldGroup<Key extends string = string> {
  readonly title: Key;
  readonly fields: readonly { readonly name: Key; readonly value: FieldValue }[];
}

/** Everything about one image. */
export interface ImageDetail {
  readonly row: ImageRow;
  readonly groups: readonly FieldGroup[];
}

/** What goes when an image is deleted, for the dialog that asks. */
export interface Toll {
  /** Fandogh: how many versions with their build logs go too. */
  readonly versions: number | undefined;
  /** Bytes, where known. */
  readonly size: number | null;
}

/** What one service can do with images; `services/NAME/images.ts` implements it, `app/services.ts` lists all. */
export interface ImageService {
  readonly service: Service;
  /** The letter on its mark. */
  readonly letter: string;
  readonly images: (connection: Connection) => ImagesQuery;
  /** One image with every field the service gives. */
  readonly detail: (
    connection: Connection,
    id: string,
  ) => UseQueryOptions<ImageDetail, Error, ImageDetail, readonly unknown[]>;
  /** The row of one image as it is now, for following what moves; null when it is gone. */
  readonly follow: (connection: Connection, row: ImageRow, signal: AbortSignal) => Promise<ImageRow | null>;
  readonly toll: (connection: Connection, row: ImageRow, signal: AbortSignal) => Promise<Toll>;
  /**
   * Deletes and returns when the service has taken it; a deletion that goes on as a task shows in the row
   * that `follow` gives.
   */
  readonly remove: (connection: Connection, row: ImageRow, signal: AbortSignal) => Promise<void>;
  /** Does deleting a single image ask for its name? */
  readonly asksForName: (row: ImageRow) => boolean;
  /** The file of an image, where the service gives it out. */
  readonly file?: (row: ImageRow) => {
    readonly path: string;
    readonly accept: string;
    readonly fileName: string;
  };
}

const Services = createContext<readonly ImageService[]>([]);

/** Gives every service to the pages below; `app` does it, because `images` must not know `services`. */
export const ServicesProvider = Services.Provider;

/** All services. */
export function useServices(): readonly ImageService[] {
  return useContext(Services);
}

/** Finds the service of a connection or row. */
export function useServiceOf(): (of: { readonly service: Service }) => ImageService {
  const services = useServices();
  return (of) => {
    const found = services.find((one) => one.service === of.service);
    if (!found) throw new Error(`No service called ${of.service}`);
    return found;
  };
}
