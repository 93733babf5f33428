import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect } from 'react';
import { matchPath, useLocation, useNavigate } from 'react-router';
import { useConnections } from '../connections/store.ts';
import { serviceOf, useServices } from '../images/service.ts';
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
  const services = useServices();

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
      const taking = connections.flatMap((connection) => {
        const to = serviceOf(services, connection).filesTo?.(connection);
        return to === undefined ? [] : [{ id: connection.id, to }];
      });
      const target = taking.find(({ id }) => id === here) ?? taking[0];
      addDrafts(files, target?.id);
      void navigate(target?.to ?? '/add');
    },
    [connections, services, navigate, pathname],
  );

  const panel = matchPath('/c/:connection/images/:id', pathname);
  const list = panel ?? matchPath('/c/:connection/images', pathname);
  const listed = connections.find(({ id }) => id === list?.params.connection);
  const service = listed && serviceOf(services, listed);

  return (
    <>
      {listed && service?.Drop && (
        <Suspense>
          <service.Drop connection={listed} image={panel?.params.id} />
        </Suspense>
      )}
      <DropLayer onFiles={review} />
      <Dock />
    </>
  );
}
