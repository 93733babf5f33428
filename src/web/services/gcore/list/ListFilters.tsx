import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { Architecture } from '../../../../contract/gcore/image.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import type { ListPartProps } from '../../../images/service.ts';
import { Button } from '../../../ui/Button.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { AskChip } from './AskChip.tsx';
import { LabelFilter } from './LabelFilter.tsx';
import {
  readQuestion,
  VISIBILITIES,
  writeQuestion,
  type Question,
  type QuestionPartProps,
} from './question.ts';

/** What the service itself is asked to filter by: chips beside the facets, which look at what has been loaded. */
export function ListFilters({ connection }: ListPartProps) {
  const [address, setAddress] = useSearchParams();
  const question = readQuestion(address);
  const onChange = (change: Partial<Question>): void =>
    setAddress(writeQuestion({ ...question, ...change }, address));
  return (
    <>
      <VisibilityFilter question={question} onChange={onChange} />
      <ArchitectureFilter question={question} onChange={onChange} />
      <SystemFilter question={question} onChange={onChange} />
      <LabelFilter connection={connection} question={question} onChange={onChange} />
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly name: string;
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value | undefined) => void;
}

/** One of a few, or any. */
function Choice<Value extends string>({ name, value, options, onChoose }: ChoiceProps<Value>) {
  const t = useText();
  const items = [
    { label: t('gcore.list.any'), checked: value === undefined, onSelect: () => onChoose(undefined) },
    ...options.map((option) => ({
      label: option.label,
      checked: option.value === value,
      onSelect: () => onChoose(option.value),
    })),
  ];
  const said = options.find((option) => option.value === value)?.label ?? '';
  return (
    <Menu
      label={name}
      align="start"
      groups={[items]}
      renderTrigger={(trigger) => (
        <AskChip trigger={trigger} name={name} said={said} onLift={() => onChoose(undefined)} />
      )}
    />
  );
}

function VisibilityFilter({ question, onChange }: QuestionPartProps) {
  const t = useText();
  return (
    <Choice
      name={t('gcore.list.visibility')}
      value={question.visibility}
      options={VISIBILITIES.map((value) => ({ value, label: t(`images.visibility.${value}`) }))}
      onChoose={(visibility) => onChange({ visibility })}
    />
  );
}

function ArchitectureFilter({ question, onChange }: QuestionPartProps) {
  const t = useText();
  return (
    <Choice
      name={t('gcore.list.architecture')}
      value={question.architecture}
      options={Architecture.options.map((value) => ({ value, label: value }))}
      onChoose={(architecture) => onChange({ architecture })}
    />
  );
}

function SystemFilter({ question, onChange }: QuestionPartProps) {
  const t = useText();
  const { distro, version } = question;
  return (
    <Popover
      label={t('gcore.list.system')}
      renderTrigger={(trigger) => (
        <AskChip
          trigger={trigger}
          name={t('gcore.list.system')}
          said={[distro, version].filter((word) => word !== '').join(' ')}
          onLift={() => onChange({ distro: '', version: '' })}
        />
      )}
    >
      {(close) => (
        <SystemForm
          question={question}
          onChange={(change) => {
            onChange(change);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function SystemForm({ question, onChange }: QuestionPartProps) {
  const t = useText();
  const [distro, setDistro] = useState(question.distro);
  const [version, setVersion] = useState(question.version);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onChange({ distro: distro.trim(), version: version.trim() });
  };
  return (
    <form onSubmit={submit} className="grid w-64 max-w-full gap-3">
      <TextField
        code
        optional
        label={t('gcore.list.distro')}
        placeholder="ubuntu"
        value={distro}
        onChange={(event) => setDistro(event.currentTarget.value)}
      />
      <TextField
        code
        optional
        label={t('gcore.list.version')}
        placeholder="24.04"
        value={version}
        onChange={(event) => setVersion(event.currentTarget.value)}
      />
      <div className="flex justify-end">
        <Button type="submit" kind="primary" size="sm">
          {t('gcore.list.apply')}
        </Button>
      </div>
    </form>
  );
}
