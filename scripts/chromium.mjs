// Finds a Chromium for the end-to-end tests and the benches.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/**
 * Where systems put their browsers.
 * @returns {string[]}
 */
function candidates() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const { PROGRAMFILES, LOCALAPPDATA, 'PROGRAMFILES(X86)': X86 } = process.env;
    return [PROGRAMFILES, X86, LOCALAPPDATA].flatMap((folder) =>
      folder === undefined
        ? []
        : ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((program) =>
            path.join(folder, program),
          ),
    );
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/**
 * `CHROMIUM_PATH`, else the one that Playwright has downloaded, else one of the system's.
 * @returns {{ path: string, bundled: boolean } | undefined} bundled: it is Playwright's own
 */
export function findChromium() {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return { path: given, bundled: false };
  const own = chromium.executablePath();
  if (existsSync(own)) return { path: own, bundled: true };
  const found = candidates().find((candidate) => existsSync(candidate));
  return found === undefined ? undefined : { path: found, bundled: false };
}

/** The last list counts, so that what Playwright switches off and matters here is in it too. */
const SWITCHED_OFF = [
  // Two pages of the browser's own, loaded for each context of a test and never seen: a seventh of the time.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** A system's own Chromium: root needs no sandbox, and it keeps its background traffic to itself. */
const SYSTEM_ARGS = [
  `--disable-features=${SWITCHED_OFF.join(',')}`,
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
 * @returns {import('@playwright/test').LaunchOptions}
 * @throws {Error} when there is none
 */
export function chromiumLaunch() {
  const found = findChromium();
  if (!found) {
    throw new Error(
      'There is no Chromium. Run npx playwright install chromium, install one from your system, or name one in CHROMIUM_PATH.',
    );
  }
  return found.bundled ? {} : { executablePath: found.path, args: SYSTEM_ARGS };
}
