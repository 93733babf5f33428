import type * as z from 'zod/mini';
import type { GcoreImage } from '../../contract/gcore/image.ts';
import type { Dialect } from '../../contract/endpoint.ts';
import type { Image } from './images.ts';
import { REGIONS } from './registry.ts';

/** US dollars for one GiB and month. */
const PRICE = 0.06;
const HOURS_PER_MONTH = 730;

type ImageJson = z.input<typeof GcoreImage>;

const NO_PRICES = {
  currency_code: null,
  price_per_hour: null,
  price_per_month: null,
  price_status: null,
} satisfies Partial<ImageJson>;

/** Public images cost nothing, which is not shown; of what has no size yet the price cannot be worked out. */
function pricesOf({ visibility, size }: Image): Partial<ImageJson> {
  if (visibility === 'public') return { ...NO_PRICES, price_status: 'hide' };
  if (size === 0) return { ...NO_PRICES, currency_code: 'USD', price_status: 'error' };
  const perMonth = (size / 1024 ** 3) * PRICE;
  return {
    currency_code: 'USD',
    price_per_hour: Number((perMonth / HOURS_PER_MONTH).toFixed(6)),
    price_per_month: Number(perMonth.toFixed(2)),
    price_status: 'show',
  };
}

/** Dates of images have a zone without a colon. */
const date = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}+0000`;

/** Labels as the API had them up to 2025-04; real servers have dropped these fields since. */
function olderFields({ labels, internally_shared }: Image): Partial<ImageJson> {
  return {
    internally_shared,
    metadata: Object.fromEntries(labels.map(({ key, value }) => [key, value])),
    metadata_detailed: labels,
  };
}

/**
 * An image as the API shows it. As documented it has the fields of the seed's generation and, beside them, the
 * newest ones, so that clients of either age can read it; as observed it has the newest only.
 */
export function imageJson(image: Image, dialect: Dialect, withPrices: boolean): ImageJson {
  const { labels, internally_shared: _, ...stored } = image;
  return {
    ...stored,
    region: REGIONS.find(({ id }) => id === image.region_id)?.name ?? '',
    ...(dialect === 'documented' && olderFields(image)),
    tags_v2: labels,
    gpu_driver_type: image.gpu_driver && 'open',
    gpu_driver_version: image.gpu_driver && '570.148.08',
    ...(withPrices ? pricesOf(image) : NO_PRICES),
    created_at: date(image.created_at),
    updated_at: date(image.updated_at),
  };
}
