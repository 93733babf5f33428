import { useSearchParams } from 'react-router';
import { useText } from '../../../i18n/useLanguage.ts';
import type { ListPartProps } from '../../../images/service.ts';
import { CheckboxField } from '../../../ui/Checkbox.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { PlaceSwitch } from '../PlaceSwitch.tsx';
import { readQuestion, writeQuestion } from './question.ts';

/** Under the title of the list: in which project and region it stands, whose images it shows, and whether with prices. */
export function ListHead({ connection }: ListPartProps) {
  const t = useText();
  const [address, setAddress] = useSearchParams();
  const question = readQuestion(address);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-5 gap-y-2">
      <PlaceSwitch connection={connection} />
      <Segments
        legend={t('gcore.list.scope')}
        value={question.owned ? 'owned' : 'available'}
        segments={[
          {
            value: 'available',
            label: t('gcore.list.available'),
            hint: t('gcore.list.availableHint'),
          },
          { value: 'owned', label: t('gcore.list.owned') },
        ]}
        onChange={(scope) => setAddress(writeQuestion({ ...question, owned: scope === 'owned' }, address))}
      />
      <CheckboxField
        label={t('gcore.list.prices')}
        checked={question.prices}
        onChange={(prices) => setAddress(writeQuestion({ ...question, prices }, address))}
      />
    </div>
  );
}
