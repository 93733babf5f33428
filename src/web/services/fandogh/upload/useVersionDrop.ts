import { useLocation, useNavigate } from 'react-router';
import type { Connection } from '../../../api/connection.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { announce } from '../../../ui/announce.ts';
import { useDropTarget } from '../../../uploads/dropTarget.ts';
import { mayUpload } from '../ConnectionGate.tsx';
import { newImagePath, newVersionPath } from '../paths.ts';
import { draftKey, versionDrafts } from './theDrafts.ts';

/**
 * Archives and folders dropped anywhere on a page of an image are its next version; without an image, of a new one.
 * Where the token may not upload, that is said instead: they are nobody else's either.
 */
export function useVersionDrop(connection: Connection, image: string | undefined): void {
  const t = useText();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useDropTarget(
    mayUpload(connection)
      ? {
          title:
            image === undefined
              ? t('fandogh.upload.dropForImage')
              : t('fandogh.upload.dropForVersion', { name: image }),
          hint: t('fandogh.upload.dropHint'),
          onFiles: (files) => {
            versionDrafts.choose(draftKey(connection, image), files);
            const to =
              image === undefined ? newImagePath(connection.id) : newVersionPath(connection.id, image);
            void navigate(to, { replace: pathname === to });
          },
        }
      : {
          title: t('fandogh.operator'),
          hint: t('fandogh.operatorHint'),
          onFiles: () => announce(t('fandogh.operator')),
        },
  );
}
