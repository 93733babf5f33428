import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { GcoreImage } from '../../../contract/gcore/image.ts';
import { Bytes } from '../../i18n/Bytes.tsx';
import type { SavedConnection } from '../../connections/store.ts';
import { useText } from '../../i18n/useLanguage.ts';
import { knownImage } from '../../images/queries.ts';
import { StateMark } from '../../images/StateMark.tsx';
import { usePage } from '../../ui/page.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { usePlaceSearch } from './place.ts';
import { PlaceSwitch } from './PlaceSwitch.tsx';
import { gcoreRow } from './row.ts';

interface ImageHeadProps {
  readonly connection: SavedConnection;
  readonly id: string;
  /** Undefined until the service has answered. */
  readonly image: GcoreImage | undefined;
  /** What the page is called; gets the image's name. */
  readonly title: (name: string) => string;
  readonly actions?: ReactNode;
}

/** The head of every page of one image: its name, its state, where it is, and the pages beside this one. */
export function ImageHead({ connection, id, image, title, actions }: ImageHeadProps) {
  const t = useText();
  const search = usePlaceSearch();
  const list = `/c/${connection.id}/images`;
  const page = `${list}/${encodeURIComponent(id)}`;
  const row = image && gcoreRow(connection, image);
  const queries = useQueryClient();
  const name = image?.name ?? knownImage(queries, connection, id)?.name ?? id;
  usePage({
    title: title(name),
    crumbs: [
      { label: connection.label, to: `${list}${search}` },
      { label: t('app.images'), to: `${list}${search}` },
      { label: name },
    ],
  });
  return (
    <>
      <PageHeader title={<bdi>{name}</bdi>} actions={actions}>
        {row && <StateMark row={row} deletion={undefined} />}
        {image?.architecture && <bdi>{image.architecture}</bdi>}
        {row && row.size !== null && <Bytes count={row.size} />}
        <PlaceSwitch connection={connection} leadsTo={list} />
      </PageHeader>
      <Tabs
        label={t('gcore.tabs')}
        tabs={[
          { to: `${page}${search}`, label: t('gcore.tab.overview'), end: true },
          { to: `${page}/metadata${search}`, label: t('gcore.tab.metadata') },
          { to: `${page}/sharing${search}`, label: t('gcore.tab.sharing') },
          { to: `${page}/activity${search}`, label: t('gcore.tab.activity') },
        ]}
      />
    </>
  );
}
