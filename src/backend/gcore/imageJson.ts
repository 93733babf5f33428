import type * as z from 'zod/mini';
import type { GcoreImage } from '../../contract/gcore/image.ts';
import type { Dialect } from '../../contract/endpoint.ts';
import type { Image } from './images.ts';
import { REGIONS } from './registry.ts';

/** US dollars for one GiB and month. */
const PRICE = 0.06;
const HOURS_PER_MONTH = 730;

type ImageJson = z.input<typeof GcoreImage>;

interface Prices {
  readonly currency_code: string | null;
  readonly price_per_hour: number | null;
  readonly price_per_month: number | null;
  readonly price_status: 'show' | 'hide' | 'error' | null;
}

const NO_PRICES: Prices = {
  currency_code: null,
  price_per_hour: null,
  price_per_month: null,
  price_status: null,
};

/** Public images cost nothing, which is not shown; of what has no size yet the price cannot be worked out. */
function pricesOf({ visibility, size }: Image): Prices {
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

const regionName = (regionId: number): string => REGIONS.find(({ id }) => id === regionId)?.name ?? '';

/** Labels as the API had them up to 2025-04; real servers have dropped these fields since. */
function addOlderFields(json: ImageJson, { labels, internally_shared }: Image): void {
  json.internally_shared = internally_shared;
  json.metadata = Object.fromEntries(labels.map(({ key, value }) => [key, value]));
  json.metadata_detailed = labels;
}

/**
 * An image as the API shows it. As documented it has the fields of the seed's generation and, beside them, the
 * newest ones, so that clients of either age can read it; as observed it has the newest only.
 */
export function imageJson(image: Image, dialect: Dialect, withPrices: boolean): ImageJson {
  const prices = withPrices ? pricesOf(image) : NO_PRICES;
  // Field by field: with a hundred thousand images, spreading rows took longer than all the rest of a list.
  const json: ImageJson = {
    id: image.id,
    name: image.name,
    status: image.status,
    visibility: image.visibility,
    description: image.description,
    display_order: image.display_order,
    project_id: image.project_id,
    region: regionName(image.region_id),
    region_id: image.region_id,
    architecture: image.architecture,
    disk_format: image.disk_format,
    size: image.size,
    min_disk: image.min_disk,
    min_ram: image.min_ram,
    os_type: image.os_type,
    os_distro: image.os_distro,
    os_version: image.os_version,
    ssh_key: image.ssh_key,
    hw_firmware_type: image.hw_firmware_type,
    hw_machine_type: image.hw_machine_type,
    is_baremetal: image.is_baremetal,
    tags_v2: image.labels,
    created_at: date(image.created_at),
    updated_at: date(image.updated_at),
    creator_task_id: image.creator_task_id,
    task_id: image.task_id,
    currency_code: prices.currency_code,
    price_per_hour: prices.price_per_hour,
    price_per_month: prices.price_per_month,
    price_status: prices.price_status,
    gpu_driver: image.gpu_driver,
    gpu_driver_type: image.gpu_driver && 'open',
    gpu_driver_version: image.gpu_driver && '570.148.08',
  };
  if (dialect === 'documented') addOlderFields(json, image);
  return json;
}
