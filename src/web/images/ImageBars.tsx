import { DownloadBars } from './DownloadBars.tsx';
import { OutboxBars } from './OutboxBars.tsx';

/** What goes on with images wherever one is: deletions that can be undone, downloads and how far they are. */
export function ImageBars() {
  return (
    <>
      <DownloadBars />
      <OutboxBars />
    </>
  );
}
