import {
  Activity,
  Languages,
  Layers,
  Moon,
  Pencil,
  Plus,
  Rows3,
  Rows4,
  Settings2,
  Sun,
  SunMoon,
  Upload,
  type LucideIcon,
} from 'lucide-react';
import { chooseLanguage } from '../i18n/language.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n/languages.ts';
import type { Text } from '../i18n/text.ts';
import { fold } from '../images/row.ts';
import type { NavConnection } from './navigation.ts';
import { chooseDensity, chooseTheme, type Preferences } from './preferences.ts';

/** Something the palette can do: go somewhere, or change something at once. */
export interface Command {
  readonly label: string;
  /** Where the label belongs: a connection's name. */
  readonly context?: string;
  readonly icon: LucideIcon;
  readonly action: { readonly to: string } | { readonly run: () => void };
}

interface Situation {
  readonly t: Text;
  readonly language: Language;
  readonly preferences: Preferences;
  readonly connections: readonly NavConnection[];
}

/** Everything that can be done from anywhere, in the order in which it is offered. */
export function commandsFor({ t, language, preferences, connections }: Situation): readonly Command[] {
  return [
    { label: t('app.allImages'), icon: Layers, action: { to: '/' } },
    ...connections.flatMap(({ label, pages }) =>
      pages.map((page) => ({ label: page.label, context: label, icon: Layers, action: { to: page.to } })),
    ),
    { label: t('app.addImage'), icon: Plus, action: { to: '/add' } },
    { label: t('app.uploads'), icon: Upload, action: { to: '/uploads' } },
    { label: t('app.activity'), icon: Activity, action: { to: '/activity' } },
    { label: t('app.addConnection'), icon: Plus, action: { to: '/connections/new' } },
    ...connections.map(({ id, label }) => ({
      label: t('app.editAConnection'),
      context: label,
      icon: Pencil,
      action: { to: `/connections/${id}/edit` },
    })),
    { label: t('app.settings'), icon: Settings2, action: { to: '/settings' } },
    preferences.shown === 'dark'
      ? { label: t('app.toLight'), icon: Sun, action: { run: () => chooseTheme('light') } }
      : { label: t('app.toDark'), icon: Moon, action: { run: () => chooseTheme('dark') } },
    ...(preferences.theme === 'system'
      ? []
      : [{ label: t('app.toSystem'), icon: SunMoon, action: { run: () => chooseTheme('system') } }]),
    preferences.density === 'compact'
      ? { label: t('app.toComfortable'), icon: Rows3, action: { run: () => chooseDensity('comfortable') } }
      : { label: t('app.toCompact'), icon: Rows4, action: { run: () => chooseDensity('compact') } },
    ...LANGUAGES.filter((each) => each !== language).map((each) => ({
      label: LANGUAGE_NAMES[each],
      context: t('app.language'),
      icon: Languages,
      action: { run: () => void chooseLanguage(each) },
    })),
  ];
}

/** The commands in whose words all terms occur. Terms are folded, as `termsOf` gives them. */
export function matchingCommands(commands: readonly Command[], terms: readonly string[]): readonly Command[] {
  return commands.filter(({ label, context = '' }) => {
    const words = fold(`${label} ${context}`);
    return terms.every((term) => words.includes(term));
  });
}
