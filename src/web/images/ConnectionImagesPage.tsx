import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { OfConnection } from '../connections/OfConnection.tsx';
import { placeKey, placeOf } from '../connections/place.ts';
import type { SavedConnection } from '../connections/store.ts';
import { useText } from '../i18n/useLanguage.ts';
import { usePage } from '../ui/page.ts';
import { ImagesView } from './ImagesView.tsx';
import { serviceOf, useServices } from './service.ts';

/** The images of one connection. */
export function Component() {
  return <OfConnection>{(connection) => <PlacedList own={connection} />}</OfConnection>;
}

/** The list at the place that the address names, for services that have several. */
function PlacedList({ own }: { readonly own: SavedConnection }) {
  const options = serviceOf(useServices(), own).lists;
  const [address] = useSearchParams();
  const connection = useMemo(() => options?.placed(own, address) ?? own, [options, own, address]);
  // Another connection or place is another list: selection and scroll begin anew.
  return <List key={`${own.id} ${placeKey(placeOf(connection))}`} connection={connection} />;
}

function List({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const connections = useMemo(() => [connection], [connection]);
  usePage({
    title: t('images.titleOf', { connection: connection.label }),
    crumbs: [{ label: connection.label }, { label: t('images.title') }],
  });
  return <ImagesView connections={connections} only={connection} />;
}
