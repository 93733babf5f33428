import { Copy, Download, Ellipsis, PanelRightOpen, Terminal, Trash2 } from 'lucide-react';
import { useText } from '../i18n/useLanguage.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
import { useOpenPanel, usePanelWays } from './panelRoute.ts';
import { useCopyActions, useDownload } from './rowActions.ts';
import type { Hindrance, ImageRow } from './row.ts';
import { serviceOf, useServices } from './service.ts';

interface RowMenuProps {
  readonly row: ImageRow;
  /** The image is being deleted already. */
  readonly leaving: boolean;
  readonly tabIndex: number;
}

/** The button of a row's menu before it is pressed: a list has many, and few are ever opened. */
export function RowMenuButton({ name, tabIndex }: { readonly name: string; readonly tabIndex: number }) {
  const t = useText();
  return (
    <IconButton
      size="sm"
      icon={Ellipsis}
      label={t('images.actions', { name })}
      aria-haspopup="menu"
      aria-expanded={false}
      data-menu
      tabIndex={tabIndex}
    />
  );
}

/** What can be done with an image, opened by the button's first press; what cannot be done now says why. */
export function RowMenu({ row, leaving, tabIndex }: RowMenuProps) {
  const t = useText();
  const openPanel = useOpenPanel(usePanelWays().place);
  const download = useDownload();
  const { copyId, copyReference, copyCurl } = useCopyActions(row);
  const refusal = (may: 'yes' | Hindrance) => (may === 'yes' ? undefined : t(`images.hindrance.${may}`));
  const { callsOffImport } = serviceOf(useServices(), row);

  const copying: MenuItem[] = [{ label: t('images.copyId'), icon: Copy, onSelect: () => copyId(row) }];
  if (copyReference) {
    copying.push({ label: t('images.copyReference'), icon: Copy, onSelect: () => copyReference(row) });
  }
  copying.push({ label: t('images.copyCurl'), icon: Terminal, onSelect: () => copyCurl(row) });

  return (
    <Menu
      startsOpen
      label={t('images.actions', { name: row.name })}
      groups={[
        [
          {
            label: t('images.open'),
            icon: PanelRightOpen,
            onSelect: () => openPanel(row),
          },
          {
            label: t('images.download'),
            icon: Download,
            refused: refusal(row.download),
            onSelect: () => download([row]),
          },
        ],
        copying,
        [
          {
            label: t(callsOffImport?.(row) ? 'images.cancelImport' : 'images.delete'),
            icon: Trash2,
            danger: true,
            refused: leaving ? t('images.panelDeleting') : refusal(row.remove),
            onSelect: () => openPanel(row, 'delete'),
          },
        ],
      ]}
      renderTrigger={(trigger) => (
        <IconButton
          size="sm"
          icon={Ellipsis}
          label={t('images.actions', { name: row.name })}
          tabIndex={tabIndex}
          {...trigger}
        />
      )}
    />
  );
}
