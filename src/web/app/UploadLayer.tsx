import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { matchPath, useLocation, useNavigate } from 'react-router';
import { useConnections } from '../connections/store.ts';
import { VersionDrop } from '../services/fandogh/upload/VersionDrop.tsx';
import { Dock } from '../uploads/Dock.tsx';
import { addDrafts } from '../uploads/drafts.ts';
import { DropLayer } from '../uploads/DropLayer.tsx';
import { onUploadDone } from '../uploads/theQueue.ts';

/** What uploads need wherever one is: files can be dropped, the dock shows how they go, lists learn of new images. */
export function UploadLayer() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const connections = useConnections();

  useEffect(
    () =>
      onUploadDone(({ job }) => {
        void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(job.connectionId) });
      }),
    [queries],
  );

  const review = useCallback(
    (files: readonly File[]) => {
      const here = matchPath('/c/:connection/*', pathname)?.params.connection;
      const djinn = connections.filter(({ service }) => service === 'djinn');
      const target = djinn.find(({ id }) => id === here) ?? djinn[0];
      addDrafts(files, target?.id);
      void navigate(target ? `/c/${target.id}/add` : '/add');
    },
    [connections, navigate, pathname],
  );

  const panel = matchPath('/c/:connection/images/:id', pathname);
  const list = panel ?? matchPath('/c/:connection/images', pathname);
  const listed = connections.find(({ id }) => id === list?.params.connection);

  return (
    <>
      {listed?.service === 'fandogh' && <VersionDrop connection={listed} image={panel?.params.id} />}
      <DropLayer onFiles={review} />
      <Dock />
    </>
  );
}
