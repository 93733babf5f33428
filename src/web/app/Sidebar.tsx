import {
  Activity,
  Layers,
  Pencil,
  Plus,
  Settings2,
  TriangleAlert,
  Upload,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import type { SavedConnection } from '../connections/store.ts';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { classes } from '../ui/classes.ts';
import { IconLink } from '../ui/IconButton.tsx';
import { Mark } from '../ui/Mark.tsx';
import { openPage, type NavConnection, type NavPage } from './navigation.ts';
import { Logo } from './Logo.tsx';

interface SidebarProps {
  readonly connections: readonly NavConnection[];
  /** Images known over all connections; undefined while one has not answered. */
  readonly imageCount: number | undefined;
  /** Uploads under way, and failed ones that wait for somebody. */
  readonly uploadsLeft: number;
}

/** Where one can go: the same in the column beside the page and in the drawer of a narrow screen. */
export function Sidebar({ connections, imageCount, uploadsLeft }: SidebarProps) {
  const t = useText();
  return (
    <nav aria-label={t('app.navigation')} className="flex min-h-full flex-col px-2.25 pb-3">
      <div className="flex h-14.25 items-center gap-2.5 px-2 pt-1 text-[15px] font-bold">
        <Logo />
        {t('app.name')}
      </div>
      <ul>
        <Item to="/" end icon={Layers} label={t('app.allImages')} count={imageCount} />
        <Item to="/uploads" icon={Upload} label={t('app.uploads')} count={uploadsLeft || undefined} />
        <Item to="/activity" icon={Activity} label={t('app.activity')} />
      </ul>
      <div className="mt-3 flex h-7 items-center justify-between ps-2 text-xs font-semibold text-faint">
        <h2 id="sidebar-connections">{t('app.connections')}</h2>
        <IconLink size="sm" icon={Plus} label={t('app.addConnection')} to="/connections/new" />
      </div>
      <ul aria-labelledby="sidebar-connections">
        {connections.map((connection) => (
          <Connection key={connection.id} connection={connection} />
        ))}
      </ul>
      <ul className="mt-auto pt-4">
        <Item to="/settings" icon={Settings2} label={t('app.settings')} />
      </ul>
    </nav>
  );
}

function Connection({ connection }: { readonly connection: NavConnection }) {
  const t = useText();
  const { id, label, needsToken, pages } = connection;
  const first = pages[0]?.to ?? '/';
  const open = openPage(connection, useLocation().pathname);
  return (
    <li>
      <div className="group relative flex items-center">
        <Link to={first} className={classes(look({ isActive: false }), 'min-w-0 flex-1')}>
          <Mark hue={connection.service} letter={connection.letter} />
          <span className="min-w-0 flex-1 truncate">
            <bdi>{label}</bdi>
          </span>
          {needsToken && (
            <span className="text-warn group-focus-within:invisible group-hover:invisible">
              <TriangleAlert size={15} aria-hidden />
              <span className="sr-only">{t('app.needsToken', { connection: label })}</span>
            </span>
          )}
        </Link>
        <span className="absolute end-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <IconLink
            size="sm"
            icon={Pencil}
            label={t('app.editConnection', { connection: label })}
            to={`/connections/${id}/edit`}
          />
        </span>
      </div>
      <ul aria-label={label}>
        {pages.map((page) => (
          <SubPage key={page.to} page={page} connection={connection.placed} isActive={page === open} />
        ))}
      </ul>
    </li>
  );
}

interface ItemProps {
  readonly to: string;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly count?: number | undefined;
  readonly end?: boolean;
}

function Item({ to, icon: Icon, label, count, end = false }: ItemProps) {
  return (
    <li>
      <NavLink to={to} end={end} className={look}>
        <Icon size={16} aria-hidden className="shrink-0 text-current" />
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {count !== undefined && <Count>{count}</Count>}
      </NavLink>
    </li>
  );
}

interface SubPageProps {
  readonly page: NavPage;
  readonly connection: SavedConnection;
  readonly isActive: boolean;
}

function SubPage({ page, connection, isActive }: SubPageProps) {
  return (
    <li>
      <Link
        to={page.to}
        aria-current={isActive ? 'page' : undefined}
        className={classes(look({ isActive }), 'ps-8 text-sm')}
      >
        <span className="min-w-0 flex-1 truncate">{page.label}</span>
        {page.Count && <page.Count connection={connection}>{(count) => <Count>{count}</Count>}</page.Count>}
      </Link>
    </li>
  );
}

function Count({ children }: { readonly children: number }): ReactNode {
  const format = useFormats();
  return <span className="text-sm text-faint tabular-nums">{format.number(children)}</span>;
}

function look({ isActive }: { readonly isActive: boolean }): string {
  return classes(
    'flex h-8.25 items-center gap-2.25 rounded-[7px] border px-2 font-medium transition-colors duration-(--quick) pointer-coarse:h-11',
    isActive
      ? 'border-line bg-surface-1 text-text'
      : 'border-transparent text-muted hover:bg-hover hover:text-text',
  );
}
