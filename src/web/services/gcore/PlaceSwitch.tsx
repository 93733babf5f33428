import { useQuery } from '@tanstack/react-query';
import { Globe } from 'lucide-react';
import { useNavigate, useSearchParams } from 'react-router';
import { useConnection, type SavedConnection } from '../../connections/store.ts';
import { useText } from '../../i18n/useLanguage.ts';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { projectsQuery, regionsQuery } from './connection.tsx';
import { withPlace } from './place.ts';

interface Known {
  readonly id: number;
  readonly name: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly known: readonly Known[];
  readonly onChoose: (id: number) => void;
}

function Choice({ label, value, known, onChoose }: ChoiceProps) {
  const chosen = known.find(({ id }) => id === value)?.name ?? (value === undefined ? '…' : String(value));
  const items = known.map(({ id, name }): MenuItem => ({
    label: `${name} (${id})`,
    checked: id === value,
    onSelect: () => onChoose(id),
  }));
  return (
    <Menu
      label={label}
      align="start"
      groups={[items]}
      renderTrigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          disabled={items.length === 0}
          className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-sm border border-line-strong bg-surface-1 px-2 text-sm text-muted hover:bg-hover hover:text-text pointer-coarse:h-11"
        >
          <span className="text-faint max-sm:sr-only">{label}</span>
          <bdi className="truncate font-medium text-text">{chosen}</bdi>
        </button>
      )}
    />
  );
}

interface PlaceSwitchProps {
  /** At the place where the page stands. */
  readonly connection: SavedConnection;
  /** Where another place leads, from pages of something that lies in this one: `/c/gcore-demo/images`. */
  readonly leadsTo?: string;
}

/** Where the page works: project and region, kept in its address. The connection's own place is not changed. */
export function PlaceSwitch({ connection, leadsTo }: PlaceSwitchProps) {
  const t = useText();
  const navigate = useNavigate();
  const own = useConnection(connection.id) ?? connection;
  const [search, setSearch] = useSearchParams();
  const projects = useQuery(projectsQuery(connection)).data?.results ?? [];
  const regions = (useQuery(regionsQuery(connection)).data ?? []).map((one) => ({
    id: one.id,
    name: one.display_name,
  }));
  const choose = (change: { readonly project?: number; readonly region?: number }): void => {
    const at = { ...connection, ...change };
    if (leadsTo === undefined) setSearch(withPlace(search, at, own));
    else void navigate(`${leadsTo}?${withPlace(new URLSearchParams(), at, own).toString()}`);
  };
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1.5">
      <Globe size={14} aria-hidden className="text-faint" />
      <Choice
        label={t('gcore.place.project')}
        value={connection.project}
        known={projects}
        onChoose={(project) => choose({ project })}
      />
      <Choice
        label={t('gcore.place.region')}
        value={connection.region}
        known={regions}
        onChoose={(region) => choose({ region })}
      />
    </span>
  );
}
