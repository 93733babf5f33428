import { Download, Tag, Trash2, X } from 'lucide-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import type { Text } from '../i18n/text.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { DarkBar } from '../ui/DarkBar.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { connectionOf } from './connectionOf.ts';
import { originOf, type ImageRow } from './row.ts';
import { useDownload } from './rowActions.ts';
import { describe, type Selection } from './selection.ts';
import { serviceOf, useServices } from './service.ts';

/** How a selection is said. */
function selectionText(t: Text, selection: Selection, filtered: boolean): string {
  const words = describe(selection);
  if (words.kind === 'picked') return t('images.selected', words);
  if (words.kind === 'some') {
    return t(words.what === 'screen' ? 'images.selectedOfScreen' : 'images.selectedOfMatching', words);
  }
  if (words.what === 'screen') return t('images.selectedScreen', words);
  return t(filtered ? 'images.selectedMatching' : 'images.selectedAll', words);
}

interface SelectionBarProps {
  readonly selection: Selection;
  /** The selected images. */
  readonly rows: readonly ImageRow[];
  /** How many the filter shows, and how many of those are selected. */
  readonly matching: number;
  readonly matchingSelected: number;
  readonly filtered: boolean;
  readonly onSelectMatching: () => void;
  readonly onClear: () => void;
  readonly onDelete: () => void;
}

/** Where the labels of these images are changed together: they must be of one place, and its service able to. */
function useLabelsPage(rows: readonly ImageRow[]): string | undefined {
  const services = useServices();
  const [first] = rows;
  if (!first || rows.some((row) => originOf(row) !== originOf(first))) return undefined;
  const connection = connectionOf(first);
  return connection && serviceOf(services, first).labelsOfMany?.(connection);
}

/** What is selected and what can be done with it, over the foot of the page. */
export function SelectionBar(props: SelectionBarProps) {
  const { selection, rows, matching, matchingSelected, filtered } = props;
  const t = useText();
  const format = useFormats();
  const download = useDownload();
  const navigate = useNavigate();
  const labelsPage = useLabelsPage(rows);
  const sizes = useMemo(() => {
    const known = rows.filter(({ size }) => size !== null);
    return {
      bytes: known.reduce((sum, { size }) => sum + (size ?? 0), 0),
      all: known.length === rows.length,
    };
  }, [rows]);

  const words = [selectionText(t, selection, filtered)];
  if (sizes.bytes > 0) {
    const size = format.bytes(sizes.bytes);
    words.push(t(sizes.all ? 'images.selectedSize' : 'images.selectedSizeKnown', { size }));
  }
  const hidden = rows.length - matchingSelected;
  if (hidden > 0) words.push(t('images.selectedHidden', { count: hidden }));
  const said = words.join(' · ');

  return (
    <DarkBar label={said}>
      <span aria-live="polite">{said}</span>
      {matchingSelected < matching && (
        <Button kind="bar" size="sm" onClick={props.onSelectMatching}>
          {t(filtered ? 'images.selectMatching' : 'images.selectEvery', { count: matching })}
        </Button>
      )}
      <Button
        kind="bar"
        size="sm"
        icon={Download}
        disabled={!rows.some((row) => row.download === 'yes')}
        onClick={() => {
          if (!download(rows)) announce(t('images.downloadNone'), 'assertive');
        }}
      >
        {t('images.download')}
      </Button>
      {labelsPage !== undefined && (
        <Button
          kind="bar"
          size="sm"
          icon={Tag}
          onClick={() => void navigate(labelsPage, { state: { images: rows.map(({ id }) => id) } })}
        >
          {t('images.editMetadata')}
        </Button>
      )}
      <Button kind="barDanger" size="sm" icon={Trash2} onClick={props.onDelete}>
        {t('images.delete')}
      </Button>
      <IconButton onBar size="sm" icon={X} label={t('images.unselect')} onClick={props.onClear} />
    </DarkBar>
  );
}
