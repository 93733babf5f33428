/** Gives any element a tooltip: `<button {...tooltip('Refresh')}>`. Shown by the one `TooltipLayer` of the page. */
export function tooltip(text: string): { readonly 'data-tooltip': string } {
  return { 'data-tooltip': text };
}
