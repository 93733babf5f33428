import { useQuery } from '@tanstack/react-query';
import { Globe } from 'lucide-react';
import { useSearchParams } from 'react-router';
import type { SavedConnection } from '../../connections/store.ts';
import { useText } from '../../i18n/useLanguage.ts';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { projectsQuery, regionsQuery } from './connection.tsx';

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
          className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-sm border border-line-strong bg-surface-1 px-2 text-sm text-muted hover:bg-hover hover:text-text pointer-coarse:h-11"
        >
          <span className="text-faint">{label}</span>
          <bdi className="truncate font-medium text-text">{chosen}</bdi>
        </button>
      )}
    />
  );
}

/** Where the page works: project and region, kept in its address. The connection's own place is not changed. */
export function PlaceSwitch({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const [search, setSearch] = useSearchParams();
  const projects = useQuery(projectsQuery(connection)).data?.results ?? [];
  const regions = (useQuery(regionsQuery(connection)).data ?? []).map((one) => ({
    id: one.id,
    name: one.display_name,
  }));
  const choose = (name: 'project' | 'region') => (id: number) => {
    const next = new URLSearchParams(search);
    next.set(name, String(id));
    setSearch(next);
  };
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1.5">
      <Globe size={14} aria-hidden className="text-faint" />
      <Choice
        label={t('gcore.place.project')}
        value={connection.project}
        known={projects}
        onChoose={choose('project')}
      />
      <Choice
        label={t('gcore.place.region')}
        value={connection.region}
        known={regions}
        onChoose={choose('region')}
      />
    </span>
  );
}
