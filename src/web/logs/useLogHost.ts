import { useEffect, useState } from 'react';
import { openLogs, type LogHost } from './host.ts';

/** A log host for as long as the component is drawn; the logs it has read go with it. */
export function useLogHost(): LogHost {
  const [host] = useState(() => openLogs());
  useEffect(() => () => host.close(), [host]);
  return host;
}
