import type { Locator } from '@playwright/test';
import { ResellerImageList, SharedImageList, type ImageIds } from '../src/contract/gcore/sharing.ts';
import { callGcore, readGcore, type Visit } from './gcore.ts';
import type { Server } from './server.ts';

/** Five of the public images of the demo. */
export const FIVE = ['ubuntu-24.04', 'ubuntu-26.04', 'debian-13', 'rocky-10', 'talos-1.12'];

type Keeper = 'reseller' | 'shared';

/** The page of the list of reseller 936 in Luxembourg-2 at one of the two endpoints. */
export const pageOf = (keeper: Keeper): string => `/sharing/${keeper}/reseller/936/76`;

/** What names that list in a body. */
export const recordOf = (keeper: Keeper) =>
  keeper === 'reseller'
    ? { reseller_id: 936, region_id: 76 }
    : { entity_type: 'reseller', entity_id: 936, region_id: 76 };

/** `image_ids` of that list as the service tells it; undefined when there is no record. */
export async function storedIds(server: Server, keeper: Keeper): Promise<ImageIds | undefined> {
  if (keeper === 'shared') {
    const { results } = await readGcore(server, '/v1/shared_image?entity_type=reseller', SharedImageList);
    return results.find((one) => one.entity_id === 936 && one.region_id === 76)?.image_ids;
  }
  const { results } = await readGcore(server, '/v1/reseller_image/936', ResellerImageList);
  return results.find((one) => one.region_id === 76)?.image_ids;
}

/** Stores `image_ids` of that list past the page. */
export async function storeIds(server: Server, keeper: Keeper, image_ids: ImageIds): Promise<void> {
  await callGcore(server, 'PUT', `/v1/${keeper}_image`, { ...recordOf(keeper), image_ids });
}

/** The three choices of the form; a list that does not exist has none of them chosen. */
export function choices({ page, t }: Visit): Readonly<Record<'all' | 'only' | 'none', Locator>> {
  const radio = (key: 'all' | 'only' | 'none') =>
    page.getByRole('radio', { name: t(`gcore.sharing.${key}`) });
  return { all: radio('all'), only: radio('only'), none: radio('none') };
}
