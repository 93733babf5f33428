import type { LaunchOptions } from '@playwright/test';
import { findChromium } from '../scripts/chromium.mjs';

/** A system's own Chromium: root needs no sandbox, and it keeps its background traffic to itself. */
const SYSTEM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * How to start Chromium here.
 * @throws when there is none
 */
export function chromiumLaunch(): LaunchOptions {
  const found = findChromium();
  if (!found) {
    throw new Error(
      'There is no Chromium. Run npx playwright install chromium, install one from your system, or name one in CHROMIUM_PATH.',
    );
  }
  return found.bundled ? {} : { executablePath: found.path, args: SYSTEM_ARGS };
}
