import { frameWatch } from './frames.ts';

const root = document.querySelector<HTMLElement>('#root');
if (!root) throw new Error('The page has no element #root.');
const isReference = new URLSearchParams(location.search).get('viewer') === 'reference';
window.frameWatch = frameWatch;
window.viewer = isReference
  ? (await import('./reference.tsx')).referenceViewer(root)
  : await (await import('./console.tsx')).consoleViewer(root);
