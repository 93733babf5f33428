import { createServer } from 'node:http';
import { DJINN_DISK } from '../src/contract/djinn/images.ts';
import { smallDisk } from './embedded.ts';

/** A web server somewhere: `/page.html` is a page, every other path a disk image. */
export async function serveDisks(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    const page = incoming.url === '/page.html';
    outgoing.writeHead(200, { 'content-type': page ? 'text/html' : DJINN_DISK });
    outgoing.end(page ? '<title>Not here</title>' : smallDisk());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
