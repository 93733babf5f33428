import { useText } from '../../../i18n/useLanguage.ts';
import { AddFilter, FilterChip } from '../../../ui/FilterChip.tsx';
import type { TriggerProps } from '../../../ui/usePopover.ts';

interface AskChipProps {
  readonly trigger: TriggerProps;
  readonly name: string;
  /** What is asked for; empty while it narrows nothing. */
  readonly said: string;
  readonly onLift: () => void;
}

/** A filter of the service: dashed while it asks for nothing, with what it asks for when it does. */
export function AskChip({ trigger, name, said, onLift }: AskChipProps) {
  const t = useText();
  if (said === '') return <AddFilter trigger={trigger}>{name}</AddFilter>;
  return (
    <FilterChip trigger={trigger} removeLabel={t('images.facet.lift', { facet: name })} onRemove={onLift}>
      {t('images.facet.set', { facet: name, values: said })}
    </FilterChip>
  );
}
