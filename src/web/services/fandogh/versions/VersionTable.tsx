import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { FandoghVersion } from '../../../../contract/fandogh/models.ts';
import { parseFandoghDate } from '../../../../contract/fandogh/rules.ts';
import type { Connection } from '../../../api/connection.ts';
import { Bytes } from '../../../i18n/Bytes.tsx';
import { Time } from '../../../i18n/Time.tsx';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { StateMark } from '../../../images/StateMark.tsx';
import { CopyIconButton } from '../../../ui/CopyButton.tsx';
import { Name } from '../../../ui/Name.tsx';
import { SizeBar } from '../../../ui/ProgressBar.tsx';
import { buildPath } from '../paths.ts';
import { versionState } from '../row.ts';
import { lastBuildQuery } from './calls.ts';
import { pressedOrder, type VersionOrder, type VersionSort } from './order.ts';

interface VersionTableProps {
  readonly connection: Connection;
  readonly image: string;
  readonly versions: readonly FandoghVersion[];
  readonly order: VersionOrder;
  readonly onOrder: (order: VersionOrder) => void;
}

const CELL = 'h-(--row) px-4 align-middle max-md:px-3';

/** Versions as a table. */
export function VersionTable({ connection, image, versions, order, onOrder }: VersionTableProps) {
  const t = useText();
  const largest = Math.max(1, ...versions.map(({ size }) => size ?? 0));
  const head = (by: VersionSort, label: string, className: string) => (
    <SortHead by={by} order={order} onOrder={onOrder} className={className}>
      {label}
    </SortHead>
  );
  return (
    <table className="w-full table-fixed border-collapse text-start text-md">
      <caption className="sr-only">{t('fandogh.versions.of', { name: image })}</caption>
      <thead>
        <tr className="text-sm text-muted">
          {head('version', t('fandogh.field.version'), 'text-start')}
          <th scope="col" className="w-38 px-4 text-start font-medium max-md:w-32 max-md:px-3">
            {t('fandogh.field.state')}
          </th>
          {head('size', t('images.field.size'), 'w-48 text-end max-md:hidden')}
          {head('date', t('fandogh.field.uploaded'), 'w-40 text-start max-md:hidden')}
          <th scope="col" className="w-32 px-4 text-end font-medium max-lg:hidden">
            {t('fandogh.versions.lastBuild')}
          </th>
          <th scope="col" className="w-14 max-md:w-12">
            <span className="sr-only">{t('fandogh.versions.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {versions.map((version) => (
          <tr key={version.version} className="border-t border-line hover:bg-hover">
            <th scope="row" className={`${CELL} overflow-hidden text-start font-semibold`}>
              <Link
                to={buildPath(connection.id, image, version.version)}
                className="inline-flex max-w-full hover:text-accent hover:underline"
              >
                <Name>{version.version}</Name>
              </Link>
              <span className="block text-xs font-normal text-muted md:hidden">
                <Facts version={version} />
              </span>
            </th>
            <td className={CELL}>
              <StateMark
                row={{ state: versionState(version.state), stateWord: version.state, reason: '' }}
                deletion={undefined}
              />
            </td>
            <td className={`${CELL} max-md:hidden`}>
              {version.size !== null && (
                <span className="flex items-center justify-end gap-3">
                  <SizeBar fraction={version.size / largest} />
                  <span className="min-w-16 text-end">
                    <Bytes count={version.size} />
                  </span>
                </span>
              )}
            </td>
            <td className={`${CELL} text-muted max-md:hidden`}>
              <Uploaded version={version} />
            </td>
            <td className={`${CELL} text-end text-muted tabular-nums max-lg:hidden`}>
              <LastBuild connection={connection} image={image} version={version} />
            </td>
            <td className="pe-3 text-end">
              <CopyIconButton
                text={`${image}:${version.version}`}
                label={t('fandogh.versions.copyReference', { reference: `${image}:${version.version}` })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SortHeadProps {
  readonly by: VersionSort;
  readonly order: VersionOrder;
  readonly onOrder: (order: VersionOrder) => void;
  readonly className: string;
  readonly children: string;
}

function SortHead({ by, order, onOrder, className, children }: SortHeadProps) {
  const active = order.by === by;
  const Arrow = order.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={active ? (order.descending ? 'descending' : 'ascending') : undefined}
      className={`px-4 font-medium max-md:px-3 ${className}`}
    >
      <button
        type="button"
        onClick={() => onOrder(pressedOrder(order, by))}
        className="inline-flex h-9 items-center gap-1 rounded-sm hover:text-text pointer-coarse:min-h-11"
      >
        {children}
        {active && <Arrow size={13} aria-hidden />}
      </button>
    </th>
  );
}

function Uploaded({ version }: { readonly version: FandoghVersion }) {
  const at = parseFandoghDate(version.date);
  return at === undefined ? null : <Time at={at} />;
}

/** Where there is room for the name only, what the hidden columns say stands under it. */
function Facts({ version }: { readonly version: FandoghVersion }) {
  return (
    <>
      {version.size !== null && (
        <>
          <Bytes count={version.size} />
          {version.date !== null && ' · '}
        </>
      )}
      <Uploaded version={version} />
    </>
  );
}

interface LastBuildProps {
  readonly connection: Connection;
  readonly image: string;
  readonly version: FandoghVersion;
}

/** How long the last build took: one request each, so only those that have come into view ask. */
function LastBuild({ connection, image, version }: LastBuildProps) {
  const format = useFormats();
  const t = useText();
  const cell = useRef<HTMLSpanElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !cell.current) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) setSeen(true);
    });
    observer.observe(cell.current);
    return () => observer.disconnect();
  }, [seen]);
  const { data } = useQuery(lastBuildQuery(connection, image, version, seen));
  return (
    <span ref={cell}>
      {typeof data === 'number' ? (
        format.duration(data)
      ) : (
        <span title={t('fandogh.versions.noDuration')}>–</span>
      )}
    </span>
  );
}
