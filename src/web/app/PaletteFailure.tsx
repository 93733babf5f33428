import { PartFailure, type PartFailureProps } from '../connections/PartFailure.tsx';
import { useText } from '../i18n/useLanguage.ts';
import { Dialog } from '../ui/Dialog.tsx';

/** The command palette when its code did not come: a dialog too, since it was opened over a page. */
export function PaletteFailure({ onClose, ...failure }: PartFailureProps & { readonly onClose: () => void }) {
  const t = useText();
  return (
    <Dialog title={t('app.search')} onClose={onClose}>
      <PartFailure {...failure} />
    </Dialog>
  );
}
