/** How urgent an announcement is: `polite` waits for a pause, `assertive` interrupts. */
export type Urgency = 'polite' | 'assertive';

const regions = new Map<Urgency, HTMLElement>();

/**
 * Says something to a screen reader without showing it. The regions are made when the page starts
 * (`prepareAnnouncements`): one that is inserted together with its text is not read by every reader.
 */
export function announce(text: string, urgency: Urgency = 'polite'): void {
  const region = regions.get(urgency);
  if (!region) return;
  // The same words twice are read twice only if the text differs.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

/** Puts the two live regions into the document; again and again does no harm. */
export function prepareAnnouncements(): void {
  for (const urgency of ['polite', 'assertive'] as const) {
    if (regions.get(urgency)?.isConnected) continue;
    const region = document.createElement('div');
    region.setAttribute('aria-live', urgency);
    region.className = 'sr-only';
    document.body.append(region);
    regions.set(urgency, region);
  }
}
