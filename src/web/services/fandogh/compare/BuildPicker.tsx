import type { FandoghVersion } from '../../../../contract/fandogh/models.ts';
import { parseFandoghDate } from '../../../../contract/fandogh/rules.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import type { BuildFacts } from '../../../logs/protocol.ts';
import { SelectField } from '../../../ui/SelectField.tsx';
import type { BuildPlace } from '../paths.ts';
import { versionState } from '../row.ts';
import { lastGoodBefore, oldestFirst } from '../versions/order.ts';

interface BuildPickerProps {
  readonly label: string;
  readonly versions: readonly FandoghVersion[];
  /** The version to which the last good one is sought. */
  readonly reference: string;
  readonly place: BuildPlace | undefined;
  /** All builds of the chosen version, as far as they are read. */
  readonly builds: readonly BuildFacts[];
  readonly onChoose: (place: BuildPlace) => void;
}

/** Chooses a version, and one of its builds where it has several. */
export function BuildPicker({ label, versions, reference, place, builds, onChoose }: BuildPickerProps) {
  const t = useText();
  const format = useFormats();
  const good = lastGoodBefore(versions, reference);
  const stateOf = (word: string): string => {
    const state = versionState(word.toUpperCase());
    return state === 'unknown' ? word : t(`states.${state}`);
  };
  const listed = oldestFirst(versions)
    .map(({ version, state }) => ({
      value: version,
      label: t(version === good ? 'fandogh.compare.optionGood' : 'fandogh.compare.option', {
        name: version,
        state: stateOf(state),
      }),
    }))
    .reverse();
  const isListed = listed.some(({ value }) => value === place?.version);
  const options = [
    ...(place ? [] : [{ value: '', label: t('fandogh.compare.none') }]),
    ...(place && !isListed ? [{ value: place.version, label: place.version }] : []),
    ...listed,
  ];
  const ordered = builds.toSorted((a, b) => (b.startDate ?? '').localeCompare(a.startDate ?? ''));
  const buildOptions = ordered.map(({ startDate, state }, index) => {
    const at = parseFandoghDate(startDate ?? null);
    const name = t('fandogh.build.number', { number: ordered.length - index });
    return {
      value: index === 0 ? '' : (startDate ?? ''),
      label: t('fandogh.compare.option', {
        name: at === undefined ? name : `${name}${t('format.separator')}${format.time(at)}`,
        state: stateOf(state ?? ''),
      }),
    };
  });
  const chosen = buildOptions.some(({ value }) => value === place?.start) ? (place?.start ?? '') : '';
  return (
    <fieldset className="grid min-w-0 gap-3 sm:auto-cols-fr sm:grid-flow-col">
      <legend className="sr-only">{label}</legend>
      <SelectField
        label={label}
        value={place?.version ?? ''}
        options={options}
        onChange={(version) => onChoose({ version })}
      />
      {place && buildOptions.length > 1 && (
        <SelectField
          label={t('fandogh.compare.build')}
          value={chosen}
          options={buildOptions}
          onChange={(start) => onChoose({ version: place.version, start: start === '' ? undefined : start })}
        />
      )}
    </fieldset>
  );
}
