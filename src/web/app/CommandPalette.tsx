import { useQueryClient } from '@tanstack/react-query';
import { HardDrive, Search } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useConnections } from '../connections/store.ts';
import { useLanguage, useText } from '../i18n/useLanguage.ts';
import { termsOf } from '../images/filter.ts';
import { classes } from '../ui/classes.ts';
import { listKey } from '../ui/listKeys.ts';
import { useModalDialog } from '../ui/useModalDialog.ts';
import { commandsFor, matchingCommands, type Command } from './commands.ts';
import { findImages } from './findImages.ts';
import type { NavConnection } from './navigation.ts';
import { usePreferences } from './preferences.ts';

/** Images offered beside the commands; the list shows the rest. */
const MOST_IMAGES = 8;

interface CommandPaletteProps {
  readonly connections: readonly NavConnection[];
  /** What was typed before the palette was there. */
  readonly typedAhead: string;
  readonly onClose: () => void;
}

/** Goes anywhere and does anything by typing a few letters: a combobox over its list, in a modal dialog. */
export function CommandPalette({ connections, typedAhead, onClose }: CommandPaletteProps) {
  const t = useText();
  const language = useLanguage();
  const preferences = usePreferences();
  const navigate = useNavigate();
  const client = useQueryClient();
  const saved = useConnections();
  const modal = useModalDialog(onClose);
  const id = useId();
  const [typed, setTyped] = useState(typedAhead);
  const [current, setCurrent] = useState(0);

  const commands = commandsFor({ t, language, preferences, connections });
  const terms = termsOf(typed);
  const found: readonly Command[] = [
    ...matchingCommands(commands, terms),
    ...findImages(client, saved, terms, MOST_IMAGES).map((row) => ({
      label: row.name,
      context: saved.find(({ id }) => id === row.connection)?.label ?? row.connection,
      icon: HardDrive,
      action: { to: `/images/${row.connection}/${encodeURIComponent(row.id)}` },
    })),
    ...(terms.length > 0
      ? [
          {
            label: t('app.findImages', { text: typed.trim() }),
            icon: Search,
            action: { to: `/?${new URLSearchParams({ q: typed.trim() }).toString()}` },
          },
        ]
      : []),
  ];
  const chosen = Math.min(current, found.length - 1);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    if ('to' in command.action) void navigate(command.action.to);
    else command.action.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      run(found[chosen]);
      return;
    }
    // Home and End belong to the text.
    if (event.key === 'Home' || event.key === 'End') return;
    const next = listKey(event.key, chosen, { count: found.length, page: 8, wraps: true });
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <dialog
      {...modal}
      aria-label={t('app.search')}
      className="mx-auto mt-[12vh] mb-auto w-[min(600px,calc(100vw-24px))] rounded-lg border border-line bg-surface-3 p-0 shadow-float"
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search size={16} aria-hidden className="shrink-0 text-faint" />
        <input
          type="text"
          role="combobox"
          aria-label={t('app.search')}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
          placeholder={t('app.search')}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setCurrent(0);
          }}
          onKeyDown={press}
          className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder-shown:[direction:inherit]"
        />
      </div>
      <div
        id={id}
        role="listbox"
        aria-label={t('app.commands')}
        className="max-h-[min(52vh,420px)] overflow-y-auto p-1.5"
      >
        {found.map((command, index) => (
          <Option
            key={'to' in command.action ? command.action.to : command.label}
            id={`${id}-${index}`}
            command={command}
            chosen={index === chosen}
            onPoint={() => setCurrent(index)}
            onRun={() => run(command)}
          />
        ))}
      </div>
    </dialog>
  );
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  readonly chosen: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

/** One line. The focus stays in the text field, whose active descendant it is when chosen. */
function Option({ id, command, chosen, onPoint, onRun }: OptionProps) {
  const { icon: Icon, label, context } = command;
  return (
    <button
      type="button"
      id={id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onPointerMove={onPoint}
      onClick={onRun}
      className={classes(
        'flex h-10 w-full items-center gap-3 rounded-md px-2.5 text-start text-md pointer-coarse:h-11',
        chosen && 'bg-selected',
      )}
    >
      <Icon size={16} aria-hidden className="shrink-0 text-faint" />
      <span className="truncate">
        <bdi>{label}</bdi>
      </span>
      {context !== undefined && (
        <span className="min-w-0 truncate text-sm text-faint">
          <bdi>{context}</bdi>
        </span>
      )}
    </button>
  );
}
