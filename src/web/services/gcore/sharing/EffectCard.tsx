import { Minus, Plus } from 'lucide-react';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Notice } from '../../../ui/Banner.tsx';
import type { Effect, SharedPick } from './effect.ts';

/** So many names are given; the number says how many there are. */
const NAMED = 3;

/** Numbers and names of what changes for an entity's clients, before anything is sent. */
export function EffectSummary({ effect }: { readonly effect: Effect<SharedPick> }) {
  const t = useText();
  const format = useFormats();
  const { before, after, appear, disappear, exposed, vanished } = effect;
  const names = (images: readonly SharedPick[]): string => {
    const some = images.slice(0, NAMED).map(({ name }) => name);
    const rest = images.length - some.length;
    return format.list(rest > 0 ? [...some, t('gcore.sharing.andMore', { count: rest })] : some);
  };
  return (
    <div className="grid gap-4" aria-live="polite">
      <div>
        <p className="text-[26px] leading-8 font-bold tabular-nums">
          {appear.length + disappear.length === 0
            ? format.number(after.length)
            : t('gcore.sharing.fromTo', { from: before.length, to: after.length })}
        </p>
        <p className="text-sm text-muted">{t('gcore.sharing.canPick')}</p>
      </div>
      <div className="flex gap-2.5 text-sm">
        <Minus size={15} aria-hidden className="mt-0.5 shrink-0 text-bad" />
        <div className="min-w-0">
          <p className="font-semibold">{t('gcore.sharing.disappear', { count: disappear.length })}</p>
          {disappear.length > 0 && <p className="text-muted">{names(disappear)}</p>}
        </div>
      </div>
      <div className="flex gap-2.5 text-sm">
        <Plus size={15} aria-hidden className="mt-0.5 shrink-0 text-ok" />
        <div className="min-w-0">
          <p className="font-semibold">{t('gcore.sharing.appear', { count: appear.length })}</p>
          {appear.length > 0 && <p className="text-muted">{names(appear)}</p>}
        </div>
      </div>
      {exposed.length > 0 && (
        <Notice tone="warn" title={t('gcore.sharing.exposed', { count: exposed.length })}>
          {names(exposed)}
        </Notice>
      )}
      {vanished.length > 0 && (
        <Notice tone="warn" title={t('gcore.sharing.vanished', { count: vanished.length })}>
          {t('gcore.sharing.vanishedHint')}
        </Notice>
      )}
    </div>
  );
}
