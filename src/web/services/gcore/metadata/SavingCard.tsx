import { useEffect, useSyncExternalStore } from 'react';
import type { SavedConnection } from '../../../connections/store.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { announce } from '../../../ui/announce.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { RequestLines, type ShownRequest } from '../RequestLines.tsx';
import { imageBase, wireRequest } from './calls.ts';
import { ConflictChoice } from './ConflictChoice.tsx';
import type { Saving, SaveState } from './save.ts';

interface SavingCardProps {
  readonly connection: SavedConnection;
  readonly image: string;
  readonly saving: Saving;
  /** Puts the saving away and goes back to the draft. */
  readonly onBack: () => void;
  /** Puts a finished saving away. */
  readonly onClose: () => void;
  readonly onUndo: () => void;
}

function shown(connection: SavedConnection, image: string, state: SaveState): readonly ShownRequest[] {
  const rest = 'requests' in state ? state.requests : [];
  return [
    ...state.done.map((request): ShownRequest => ({
      request: wireRequest(connection, image, request),
      state: 'done',
    })),
    ...rest.map((request, index): ShownRequest => {
      const first = state.step === 'stopped' ? 'failed' : 'sending';
      return { request: wireRequest(connection, image, request), state: index === 0 ? first : 'waiting' };
    }),
  ];
}

/** What a saving is doing, request by request, and what came of it. */
export function SavingCard({ connection, image, saving, onBack, onClose, onUndo }: SavingCardProps) {
  const t = useText();
  const state = useSyncExternalStore(saving.state.subscribe, saving.state.get);
  const title = t(`gcore.metadata.step.${state.step}`);
  useEffect(() => announce(title, state.step === 'stopped' ? 'assertive' : 'polite'), [title, state.step]);
  const requests = shown(connection, image, state);
  return (
    <Card title={title} flush>
      {state.step === 'asking' && (
        <ConflictChoice
          conflicts={state.merged.conflicts}
          onChoose={(theirs) => void saving.choose(theirs)}
          onCancel={onBack}
        />
      )}
      {requests.length > 0 && (
        <div className="px-4 py-3">
          <RequestLines requests={requests} base={imageBase(connection, image)} />
        </div>
      )}
      {state.step === 'stopped' && (
        <div className="grid gap-3 px-4 pb-4">
          <CallFailure connectionId={connection.id} error={state.error} />
          <p className="text-sm text-muted">
            {t('gcore.metadata.stoppedHint', { done: state.done.length, left: state.requests.length })}
          </p>
          <div className="flex flex-wrap justify-end gap-2.5">
            <Button onClick={onBack}>{t('gcore.metadata.back')}</Button>
            <Button kind="primary" onClick={() => void saving.goOn()}>
              {t('gcore.metadata.goOn')}
            </Button>
          </div>
        </div>
      )}
      {state.step === 'saved' && <Outcome state={state} onClose={onClose} onUndo={onUndo} />}
    </Card>
  );
}

interface OutcomeProps {
  readonly state: Extract<SaveState, { step: 'saved' }>;
  readonly onClose: () => void;
  readonly onUndo: () => void;
}

function Outcome({ state, onClose, onUndo }: OutcomeProps) {
  const t = useText();
  const format = useFormats();
  const { done, server, differences, taken, before } = state;
  return (
    <div className="grid gap-3 px-4 py-4">
      {done.length === 0 && <Notice tone="neutral" title={t('gcore.metadata.nothingSent')} />}
      {server === undefined ? (
        <Notice tone="warn" title={t('gcore.metadata.notCompared')} />
      ) : differences.length === 0 ? (
        <Notice tone="ok" title={t('gcore.metadata.compared')} />
      ) : (
        <Notice tone="warn" title={t('gcore.metadata.different')}>
          <ul className="grid gap-1 font-mono text-xs">
            {differences.map(({ key, sent, found }) => (
              <li key={key} className="wrap-anywhere">
                {t('gcore.metadata.difference', {
                  key,
                  sent: sent ?? t('gcore.metadata.absent'),
                  found: found ?? t('gcore.metadata.absent'),
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {taken.length > 0 && (
        <Notice tone="neutral" title={t('gcore.metadata.taken', { keys: format.list(taken) })} />
      )}
      <div className="flex flex-wrap justify-end gap-2.5">
        {before.size > 0 && server && <Button onClick={onUndo}>{t('gcore.metadata.undo')}</Button>}
        <Button kind="primary" onClick={onClose}>
          {t('gcore.metadata.close')}
        </Button>
      </div>
    </div>
  );
}
