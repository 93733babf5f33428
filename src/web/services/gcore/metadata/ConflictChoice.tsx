import { useState } from 'react';
import { useText } from '../../../i18n/useLanguage.ts';
import { Button } from '../../../ui/Button.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import type { LabelConflict } from './plan.ts';

interface ConflictChoiceProps {
  readonly conflicts: readonly LabelConflict[];
  /** Goes on, taking theirs for the keys named. */
  readonly onChoose: (theirs: ReadonlySet<string>) => void;
  readonly onCancel: () => void;
}

/** Keys that two people changed in different ways: both values are shown, and one is chosen for each. */
export function ConflictChoice({ conflicts, onChoose, onCancel }: ConflictChoiceProps) {
  const t = useText();
  const [choices, setChoices] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map());
  const show = (value: string | undefined): string => value ?? t('gcore.metadata.absent');
  const settled = conflicts.every(({ key }) => choices.has(key));
  return (
    <div className="grid gap-4 p-4">
      <p className="text-sm text-muted">{t('gcore.metadata.conflictHint')}</p>
      {conflicts.map(({ key, base, mine, theirs }) => (
        <RadioCards
          key={key}
          legend={
            <>
              <code className="font-semibold text-text">{key}</code>{' '}
              {t.rich('gcore.metadata.wasBefore', { value: <code>{show(base)}</code> })}
            </>
          }
          value={choices.get(key)}
          cards={[
            { value: 'mine', title: t('gcore.metadata.mine'), code: show(mine) },
            { value: 'theirs', title: t('gcore.metadata.theirs'), code: show(theirs) },
          ]}
          onChange={(choice) => setChoices((all) => new Map([...all, [key, choice]]))}
        />
      ))}
      <div className="flex flex-wrap justify-end gap-2.5">
        <Button onClick={onCancel}>{t('gcore.metadata.back')}</Button>
        <Button
          kind="primary"
          disabled={!settled}
          onClick={() =>
            onChoose(new Set([...choices].filter(([, choice]) => choice === 'theirs').map(([key]) => key)))
          }
        >
          {t('gcore.metadata.saveChoice')}
        </Button>
      </div>
    </div>
  );
}
