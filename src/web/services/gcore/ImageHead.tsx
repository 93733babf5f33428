import { CircleCheck, CircleHelp, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GcoreImage } from '../../../contract/gcore/image.ts';
import type { Connection } from '../../api/connection.ts';
import { Bytes } from '../../i18n/Bytes.tsx';
import { useText } from '../../i18n/useLanguage.ts';
import { STATES } from '../../images/row.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatePill } from '../../ui/StatePill.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { usePlaceSearch } from './place.ts';
import { gcoreRow } from './row.ts';

const ICONS = {
  ok: CircleCheck,
  busy: LoaderCircle,
  warn: LoaderCircle,
  bad: CircleHelp,
  neutral: CircleHelp,
} as const;

interface ImageHeadProps {
  readonly connection: Connection;
  readonly id: string;
  /** Undefined until the service has answered. */
  readonly image: GcoreImage | undefined;
  readonly actions?: ReactNode;
}

/** The head of every page of one image: its name, its state, and the pages beside this one. */
export function ImageHead({ connection, id, image, actions }: ImageHeadProps) {
  const t = useText();
  const search = usePlaceSearch();
  const page = `/c/${connection.id}/images/${encodeURIComponent(id)}`;
  const row = image && gcoreRow(connection, image);
  const tone = row ? STATES[row.state].tone : 'neutral';
  return (
    <>
      <PageHeader title={<bdi>{image?.name ?? id}</bdi>} actions={actions}>
        {image && row && (
          <>
            <StatePill tone={tone} icon={ICONS[tone]} turning={tone === 'busy'}>
              {row.stateWord}
            </StatePill>
            <bdi>{row.place}</bdi>
            {row.size !== null && <Bytes count={row.size} />}
          </>
        )}
      </PageHeader>
      <Tabs
        label={t('gcore.tabs')}
        tabs={[
          { to: `${page}${search}`, label: t('gcore.tab.overview'), end: true },
          { to: `${page}/metadata${search}`, label: t('gcore.tab.metadata') },
        ]}
      />
    </>
  );
}
