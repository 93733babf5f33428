import { NoConnections } from '../connections/NoConnections.tsx';
import { useConnections } from '../connections/store.ts';
import { useText } from '../i18n/useLanguage.ts';
import { ImagesView } from './ImagesView.tsx';

/** The images of all connections in one list. */
export function Component() {
  const t = useText();
  const connections = useConnections();
  if (connections.length > 0) return <ImagesView connections={connections} />;
  return (
    <>
      <h1 className="sr-only">{t('images.all')}</h1>
      <NoConnections />
    </>
  );
}
