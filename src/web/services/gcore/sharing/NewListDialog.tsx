import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { NumberField } from '../../../ui/NumberField.tsx';
import { usePlaceSearch } from '../place.ts';
import { recordPath, type SharingNames } from './names.ts';
import { rememberReseller } from './resellers.ts';

interface NewListDialogProps {
  readonly connection: SavedConnection;
  readonly names: SharingNames;
  readonly onClose: () => void;
}

/** The two places a reseller's list can be in, and the other entities, which have one place. */
const WHOM = ['shared/reseller', 'shared/client', 'shared/project', 'reseller/reseller'] as const;
const PARTS = {
  'shared/reseller': { keeper: 'shared', type: 'reseller', label: 'gcore.sharing.whom.shared.reseller' },
  'shared/client': { keeper: 'shared', type: 'client', label: 'gcore.sharing.whom.shared.client' },
  'shared/project': { keeper: 'shared', type: 'project', label: 'gcore.sharing.whom.shared.project' },
  'reseller/reseller': {
    keeper: 'reseller',
    type: 'reseller',
    label: 'gcore.sharing.whom.reseller.reseller',
  },
} as const;

/** Asks whom a list is for and where; the list itself is made on its page, which sends nothing by itself. */
export function NewListDialog({ connection, names, onClose }: NewListDialogProps) {
  const t = useText();
  const navigate = useNavigate();
  const search = usePlaceSearch();
  const [whom, setWhom] = useState<(typeof WHOM)[number]>('shared/reseller');
  const [number, setNumber] = useState('');
  const [region, setRegion] = useState(String(connection.region ?? names.regions[0]?.id ?? ''));
  const fits = /^[1-9]\d{0,14}$/.test(number) && region !== '';
  const goOn = (event: FormEvent): void => {
    event.preventDefault();
    if (!fits) return;
    const { keeper, type } = PARTS[whom];
    const entity = { keeper, type, id: Number(number), region: Number(region) };
    if (entity.type === 'reseller') rememberReseller(connection, entity.id);
    void navigate(recordPath(connection.id, search, entity));
  };
  return (
    <Dialog title={t('gcore.sharing.new')} description={t('gcore.sharing.newHint')} onClose={onClose}>
      <form onSubmit={goOn} className="grid gap-4">
        <SelectField
          label={t('gcore.sharing.whom')}
          value={whom}
          options={WHOM.map((value) => ({ value, label: t(PARTS[value].label) }))}
          onChange={setWhom}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            label={t('gcore.sharing.number')}
            error={number !== '' && !fits ? t('gcore.sharing.numberHint') : undefined}
            value={number}
            onChange={setNumber}
          />
          <SelectField
            label={t('gcore.sharing.where')}
            value={region}
            options={names.regions.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={setRegion}
          />
        </div>
        <div className="flex justify-end gap-2.5">
          <Button onClick={onClose}>{t('gcore.sharing.cancel')}</Button>
          <Button type="submit" kind="primary" disabled={!fits}>
            {t('gcore.sharing.open')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
