import { CREATION_DEFAULTS } from '../../../../contract/gcore/image.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Card } from '../../../ui/Card.tsx';
import { CheckboxField } from '../../../ui/Checkbox.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { CreateForm, Source } from './form.ts';

interface MachineFieldsProps {
  readonly form: CreateForm;
  readonly source: Source;
  readonly onChange: (change: Partial<CreateForm>) => void;
}

/** What is installed in the image, and the machines it is for; what cannot go together is not offered. */
export function MachineFields({ form, source, onChange }: MachineFieldsProps) {
  const t = useText();
  const arm = form.architecture === 'aarch64';
  const word = (value: string): string => t('gcore.create.isDefault', { value });
  return (
    <>
      <Card title={t('gcore.create.system')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t('gcore.field.osType')}
            hint={t('gcore.create.osTypeHint')}
            value={form.osType}
            options={[
              { value: 'linux', label: word('Linux') },
              { value: 'windows', label: 'Windows' },
            ]}
            onChange={(osType) => onChange({ osType })}
          />
          <SelectField
            label={t('gcore.field.architecture')}
            hint={t('gcore.create.architectureHint')}
            value={form.architecture}
            options={[
              { value: 'x86_64', label: word(CREATION_DEFAULTS.architecture) },
              { value: 'aarch64', label: 'aarch64 (ARM)' },
            ]}
            onChange={(architecture) => onChange({ architecture })}
          />
          {source === 'url' && (
            <>
              <TextField
                code
                optional
                label={t('gcore.field.osDistro')}
                hint={t('gcore.create.distroHint')}
                placeholder="ubuntu"
                value={form.osDistro}
                onChange={(event) => onChange({ osDistro: event.currentTarget.value })}
              />
              <TextField
                code
                optional
                label={t('gcore.field.osVersion')}
                hint={t('gcore.create.versionHint')}
                placeholder="24.04"
                value={form.osVersion}
                onChange={(event) => onChange({ osVersion: event.currentTarget.value })}
              />
            </>
          )}
          <SelectField
            label={t('gcore.field.sshKey')}
            hint={t('gcore.create.sshHint')}
            value={form.sshKey}
            options={[
              { value: 'allow', label: word(t('gcore.create.ssh.allow')) },
              { value: 'deny', label: t('gcore.create.ssh.deny') },
              { value: 'required', label: t('gcore.create.ssh.required') },
            ]}
            onChange={(sshKey) => onChange({ sshKey })}
          />
        </div>
      </Card>
      <Card title={t('gcore.group.machine')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t('gcore.field.firmware')}
            hint={t('gcore.create.firmwareHint')}
            value={form.firmware}
            options={[
              { value: '', label: word(t('gcore.create.unsaid')) },
              { value: 'uefi', label: 'UEFI' },
              ...(form.bareMetal ? [] : [{ value: 'bios' as const, label: 'BIOS' }]),
            ]}
            onChange={(firmware) => onChange({ firmware })}
          />
          <SelectField
            label={t('gcore.field.machineType')}
            hint={t(arm ? 'gcore.create.machineArm' : 'gcore.create.machineHint')}
            disabled={arm}
            value={form.machine}
            options={[
              { value: '', label: word(t('gcore.create.unsaid')) },
              { value: 'q35', label: 'q35' },
              { value: 'i440', label: 'i440' },
            ]}
            onChange={(machine) => onChange({ machine })}
          />
          <CheckboxField
            label={t('gcore.field.bareMetal')}
            hint={t('gcore.create.bareMetalHint')}
            checked={form.bareMetal}
            onChange={(bareMetal) => onChange({ bareMetal })}
          />
          {source === 'url' && (
            <CheckboxField
              label={t('gcore.create.cow')}
              hint={t('gcore.create.cowHint')}
              checked={form.cowFormat}
              onChange={(cowFormat) => onChange({ cowFormat })}
            />
          )}
        </div>
      </Card>
    </>
  );
}
