import { createContext, useContext, type ComponentType } from 'react';
import type { Service } from '../../contract/endpoint.ts';
import type { Connection } from '../api/connection.ts';
import type { FileRequest } from '../api/download.ts';
import type { WireRequest } from '../api/request.ts';
import type { SavedConnection } from '../connections/store.ts';
import type { PlainMessageKey } from '../i18n/catalogue.ts';
import type { Facet } from './filter.ts';
import type { SortKey } from './listing.ts';
import type { ImageRow } from './row.ts';

/** Part of a connection's images. */
export interface ImagePage {
  readonly rows: readonly ImageRow[];
  /** The number of the next page; undefined on the last. */
  readonly next: number | undefined;
  /** When the service answered, in milliseconds since 1970. */
  readonly at: number;
}

/** What a list is asked for, when that is not simply all images of a place. */
export interface Asking {
  /** Names like this, of services that look for names themselves. */
  readonly search?: string | undefined;
  /** What the address of the list asks for, in the one spelling of `ListOptions.question`. */
  readonly question?: string;
}

/** What a part of the list's page that only its service has is given. */
export interface ListPartProps {
  /** The connection of the list, at the place of the list. */
  readonly connection: SavedConnection;
}

/** What the list of a connection offers beyond what all lists do, for services with several places or filters of their own. */
export interface ListOptions {
  /** The connection at the place that an address names, else at its own. */
  readonly placed: (connection: SavedConnection, address: URLSearchParams) => SavedConnection;
  /** What addresses of the connection's other pages must say to stay at this place; empty at its own. */
  readonly placeSearch: (connection: SavedConnection) => string;
  /** What an address asks the service for, always spelt the same way; empty for all images. */
  readonly question: (address: URLSearchParams) => string;
  /** The address without what makes the service leave images out. */
  readonly widened: (address: URLSearchParams) => URLSearchParams;
  /** Columns that only the answers to this question fill. */
  readonly columns: (question: string) => readonly SortKey[];
  /** Facets in whose place it has filters of its own. */
  readonly replaces: readonly Facet[];
  /** Under the title: where the list is, and what it is of. */
  readonly Head: ComponentType<ListPartProps>;
  /** Beside the facets: what the service itself is asked to filter by. */
  readonly Filters: ComponentType<ListPartProps>;
}

/** A value in the detail panel. Absent (the service did not say) is not the same as empty. */
export type FieldValue =
  | { readonly kind: 'absent' | 'empty' }
  | { readonly kind: 'text' | 'code' | 'id' | 'url'; readonly text: string }
  | { readonly kind: 'word'; readonly word: PlainMessageKey }
  | { readonly kind: 'bytes' | 'number' | 'mebibytes' | 'gibibytes'; readonly value: number }
  | { readonly kind: 'time'; readonly at: number }
  | { readonly kind: 'yesNo'; readonly value: boolean }
  | {
      readonly kind: 'labels';
      readonly labels: readonly {
        readonly key: string;
        readonly value: string;
        readonly readOnly: boolean;
      }[];
    };

/** One field of an image by the name of its message. */
export interface Field {
  readonly name: PlainMessageKey;
  readonly value: FieldValue;
}

/** Fields that belong together. */
export interface FieldGroup {
  readonly title: PlainMessageKey;
  readonly fields: readonly Field[];
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

/** What a service's own part of an image's panel is given. */
export interface PanelPartProps {
  readonly connection: SavedConnection;
  readonly row: ImageRow;
}

/** What claims files that are dropped on a list is given. */
export interface DropProps {
  readonly connection: SavedConnection;
  /** The image whose panel is open; undefined over the list alone. */
  readonly image: string | undefined;
}

/** What became of images that were asked for again, by id; null for those that are gone. A row may have got another id. */
export type Followed = ReadonlyMap<string, ImageRow | null>;

/**
 * What one service can do with images; `services/NAME/images.ts` implements it, `app/services.ts` lists all.
 * Every call throws `ApiError`, or `AbortError` when its signal gave it up.
 */
export interface ImageService {
  readonly service: Service;
  /** The words around `place` in lists, where it needs any: "namespace {place}". */
  readonly placeWord?: 'djinn.inNamespace';
  /** One page of a connection's images, the first is 1; all that there are unless less is asked for. */
  readonly page: (
    connection: Connection,
    page: number,
    signal: AbortSignal,
    asking?: Asking,
  ) => Promise<ImagePage>;
  readonly lists?: ListOptions;
  /** Can the service itself look for names? */
  readonly searches: boolean;
  /** One image with every field the service gives. */
  readonly detail: (connection: Connection, id: string, signal: AbortSignal) => Promise<ImageDetail>;
  /** These images of one connection as they are now. */
  readonly follow: (
    connection: Connection,
    rows: readonly ImageRow[],
    signal: AbortSignal,
  ) => Promise<Followed>;
  /** The bytes of a file whose size lists do not tell, where it can be asked for. */
  readonly size?: (connection: Connection, row: ImageRow, signal: AbortSignal) => Promise<number>;
  readonly toll: (connection: Connection, row: ImageRow, signal: AbortSignal) => Promise<Toll>;
  /** Deletes. Gives null when the image is gone, or the row of one that a task is deleting. */
  readonly remove: (connection: Connection, row: ImageRow, signal: AbortSignal) => Promise<ImageRow | null>;
  /** Do images consist of versions, all of which go with them? */
  readonly hasVersions: boolean;
  /** Does deleting it call off an import that is under way? */
  readonly callsOffImport?: (row: ImageRow) => boolean;
  /** Does deleting a single image ask for its name? */
  readonly asksForName: (row: ImageRow) => boolean;
  /** The file of an image, where the service gives it out. */
  readonly file?: (row: ImageRow) => FileRequest;
  /** How the image is named where it is used: `orders-api:1.4.0`. */
  readonly reference?: (row: ImageRow) => string;
  /** What only this service offers of an image, above the fields in its panel. */
  readonly Panel?: ComponentType<PanelPartProps>;
  /** The page that changes labels of many images of one place; their ids go along as `images` in its state. */
  readonly labelsOfMany?: (connection: Connection) => string;
  /** The page of what an image consists of, where the service has such a thing: its versions. */
  readonly below?: (row: ImageRow) => { readonly to: string; readonly label: PlainMessageKey };
  /** The page that adds images to a connection, where the console has one. */
  readonly addTo?: (connection: Connection) => string;
  /** The page that reviews files dropped anywhere in the console, where the service takes such files. */
  readonly filesTo?: (connection: Connection) => string;
  /** Claims what is dropped on the service's own lists and panels; draws nothing. */
  readonly Drop?: ComponentType<DropProps>;
  /** The requests that read a connection's images and delete one, to be shown as curl. */
  readonly listRequest: (connection: Connection) => WireRequest;
  readonly removeRequest: (connection: Connection, row: ImageRow) => WireRequest;
}

const Services = createContext<readonly ImageService[]>([]);

/** Gives every service to the pages below; `app` does it, because `images` must not know `services`. */
export const ServicesProvider = Services.Provider;

/** All services. */
export function useServices(): readonly ImageService[] {
  return useContext(Services);
}

/** Finds the service of a connection or row among all. */
export function serviceOf(
  services: readonly ImageService[],
  of: { readonly service: Service },
): ImageService {
  const found = services.find((one) => one.service === of.service);
  if (!found) throw new Error(`No service called ${of.service}`);
  return found;
}
