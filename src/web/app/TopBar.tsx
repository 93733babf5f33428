import { Languages, Menu as MenuIcon, Moon, Search, Sun, Upload } from 'lucide-react';
import { useState } from 'react';
import { chooseLanguage } from '../i18n/language.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n/languages.ts';
import { useFormats, useLanguage, useText } from '../i18n/useLanguage.ts';
import { announce } from '../ui/announce.ts';
import { Breadcrumbs } from '../ui/Breadcrumbs.tsx';
import { IconButton, IconLink } from '../ui/IconButton.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { Crumb } from '../ui/page.ts';
import { IS_APPLE } from '../ui/useHotkey.ts';
import { chooseTheme, usePreferences } from './preferences.ts';

interface TopBarProps {
  readonly crumbs: readonly Crumb[];
  /** Uploads under way, and failed ones that wait for somebody. */
  readonly uploadsLeft: number;
  readonly onSearch: () => void;
  readonly onOpenNavigation: () => void;
}

/** Where one is, and what is at hand everywhere: search, uploads, language, theme. */
export function TopBar({ crumbs, uploadsLeft, onSearch, onOpenNavigation }: TopBarProps) {
  const t = useText();
  const format = useFormats();
  return (
    <header className="sticky top-0 z-10 flex h-(--topbar) items-center gap-3 border-b border-line bg-surface-1 px-6 max-md:gap-1 max-md:px-3">
      <span className="md:hidden">
        <IconButton icon={MenuIcon} label={t('app.openNavigation')} onClick={onOpenNavigation} />
      </span>
      <Breadcrumbs crumbs={crumbs} />
      <button
        type="button"
        onClick={onSearch}
        className="flex h-8 w-70 items-center gap-2 rounded-md border border-line bg-surface-0 px-2.5 text-sm text-faint hover:border-line-strong max-lg:hidden"
      >
        <Search size={15} aria-hidden />
        <span className="min-w-0 flex-1 truncate text-start">{t('app.search')}</span>
        <kbd
          dir="ltr"
          className="rounded-sm border border-line-strong px-1.25 font-sans text-[11px] leading-4 font-medium"
        >
          {IS_APPLE ? '⌘K' : 'Ctrl K'}
        </kbd>
      </button>
      <span className="lg:hidden">
        <IconButton icon={Search} label={t('app.search')} onClick={onSearch} />
      </span>
      <IconLink
        icon={Upload}
        to="/uploads"
        label={t('app.uploadsLeft', { count: uploadsLeft })}
        badge={uploadsLeft > 0 ? format.number(uploadsLeft) : undefined}
      />
      <LanguageMenu />
      <ThemeButton />
    </header>
  );
}

function LanguageMenu() {
  const t = useText();
  const language = useLanguage();
  const [failed, setFailed] = useState<Language>();
  const choose = (chosen: Language) => {
    chooseLanguage(chosen).then(
      () => setFailed(undefined),
      () => {
        setFailed(chosen);
        announce(t('app.languageFailed'), 'assertive');
      },
    );
  };
  return (
    <Menu
      label={t('app.language')}
      groups={[
        LANGUAGES.map((each) => ({
          label: LANGUAGE_NAMES[each],
          lang: each,
          checked: each === language,
          refused: each === failed ? t('app.languageFailed') : undefined,
          onSelect: () => choose(each),
        })),
      ]}
      renderTrigger={(props) => <IconButton icon={Languages} label={t('app.language')} {...props} />}
    />
  );
}

function ThemeButton() {
  const t = useText();
  const { shown } = usePreferences();
  const dark = shown === 'dark';
  return (
    <IconButton
      icon={dark ? Sun : Moon}
      label={t(dark ? 'app.toLight' : 'app.toDark')}
      onClick={() => chooseTheme(dark ? 'light' : 'dark')}
    />
  );
}
