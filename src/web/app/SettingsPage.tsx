import { useState } from 'react';
import { chooseLanguage } from '../i18n/language.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n/languages.ts';
import { useLanguage, useText } from '../i18n/useLanguage.ts';
import { Banner } from '../ui/Banner.tsx';
import { Card } from '../ui/Card.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { chooseDensity, chooseTheme, usePreferences, type Density, type ThemeChoice } from './preferences.ts';

const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark'];
const DENSITIES: readonly Density[] = ['comfortable', 'compact'];

/** Choices about this device: language, theme, height of rows. They hold at once. */
export function Component() {
  const t = useText();
  const language = useLanguage();
  const { theme, density } = usePreferences();
  const [failed, setFailed] = useState(false);
  const speak = (chosen: Language) => {
    chooseLanguage(chosen).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  return (
    <>
      <PageHeader title={t('app.settings')}>{t('app.settingsKept')}</PageHeader>
      <div className="flex max-w-3xl flex-col gap-4">
        <Card title={t('app.language')}>
          <RadioCards
            legend={t('app.language')}
            legendHidden
            value={language}
            cards={LANGUAGES.map((value) => ({
              value,
              title: <span lang={value}>{LANGUAGE_NAMES[value]}</span>,
            }))}
            onChange={speak}
          />
          {failed && (
            <div role="alert" className="mt-3">
              <Banner tone="bad" title={t('app.languageFailed')} />
            </div>
          )}
        </Card>
        <Card title={t('app.theme')}>
          <RadioCards
            legend={t('app.theme')}
            legendHidden
            value={theme}
            cards={THEMES.map((value) => ({
              value,
              title: t(`app.theme.${value}`),
              description: t(`app.theme.${value}Hint`),
            }))}
            onChange={chooseTheme}
          />
        </Card>
        <Card title={t('app.density')}>
          <RadioCards
            legend={t('app.density')}
            legendHidden
            value={density}
            cards={DENSITIES.map((value) => ({
              value,
              title: t(`app.density.${value}`),
              description: t(`app.density.${value}Hint`),
            }))}
            onChange={chooseDensity}
          />
        </Card>
      </div>
    </>
  );
}
