import { useFormats, useText } from '../i18n/useLanguage.ts';
import type { Text } from '../i18n/text.ts';
import { TextButton } from '../ui/Button.tsx';
import { CheckboxField } from '../ui/Checkbox.tsx';
import { AddFilter, FilterChip } from '../ui/FilterChip.tsx';
import { Popover } from '../ui/Popover.tsx';
import {
  CREATED_RANGES,
  IMAGE_STATES,
  isImageState,
  VISIBILITIES,
  type Facet,
  type Filter,
} from './filter.ts';
import type { Listing } from './listing.ts';

interface FacetFilterProps {
  readonly facet: Facet;
  readonly filter: Filter;
  readonly listing: Listing;
  /** What connections are called, by id. */
  readonly labels: ReadonlyMap<string, string>;
  readonly now: number;
  readonly onChange: (values: readonly string[]) => void;
}

function valueText(t: Text, facet: Facet, value: string, labels: ReadonlyMap<string, string>): string {
  if (facet === 'connection') return labels.get(value) ?? value;
  if (facet === 'state') return isImageState(value) ? t(`states.${value}`).toLocaleLowerCase() : value;
  const range = CREATED_RANGES.find((one) => one === value);
  if (facet === 'created' && range) return t(`images.created.${range}`);
  const visibility = VISIBILITIES.find((one) => one === value);
  return visibility ? t(`images.visibility.${visibility}`) : value;
}

/** One facet: a dashed chip while it narrows nothing, a filled one with its values when it does. */
export function FacetFilter({ facet, filter, listing, labels, now, onChange }: FacetFilterProps) {
  const t = useText();
  const name = t(`images.facet.${facet}`);
  const chosen = filter.facets[facet];
  const values = chosen.map((value) => valueText(t, facet, value, labels));
  return (
    <Popover
      label={name}
      renderTrigger={(trigger) =>
        chosen.length === 0 ? (
          <AddFilter trigger={trigger}>{name}</AddFilter>
        ) : (
          <FilterChip
            trigger={trigger}
            removeLabel={t('images.facet.lift', { facet: name })}
            onRemove={() => onChange([])}
          >
            {t('images.facet.set', { facet: name, values: values.join(t('images.facet.separator')) })}
          </FilterChip>
        )
      }
    >
      {() => (
        <FacetChoices
          facet={facet}
          filter={filter}
          listing={listing}
          labels={labels}
          now={now}
          onChange={onChange}
        />
      )}
    </Popover>
  );
}

/** The values that are there, each with how many rows it would show. Counted only while this is open. */
function FacetChoices({ facet, filter, listing, labels, now, onChange }: FacetFilterProps) {
  const t = useText();
  const format = useFormats();
  const counts = listing.counts(facet, filter, now);
  const chosen = filter.facets[facet];
  const known: readonly string[] = {
    state: IMAGE_STATES,
    connection: [...labels.keys()],
    created: CREATED_RANGES,
    visibility: VISIBILITIES,
  }[facet];
  const values = known.filter((value) => counts.has(value) || chosen.includes(value));
  return (
    <div className="flex flex-col gap-2">
      {values.map((value) => (
        <CheckboxField
          key={value}
          checked={chosen.includes(value)}
          onChange={(checked) =>
            onChange(checked ? [...chosen, value] : chosen.filter((one) => one !== value))
          }
          label={
            <span className="flex min-w-44 justify-between gap-6">
              <bdi>{valueText(t, facet, value, labels)}</bdi>
              <span className="text-faint tabular-nums">{format.number(counts.get(value) ?? 0)}</span>
            </span>
          }
        />
      ))}
      {chosen.length > 0 && (
        <div className="border-t border-line pt-2 text-sm">
          <TextButton onClick={() => onChange([])}>{t('images.facet.clear')}</TextButton>
        </div>
      )}
    </div>
  );
}
