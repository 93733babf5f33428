import { expect, test } from 'vitest';
import { draw, find } from './drawn.testing.tsx';
import { useCurrentPage, usePage } from './page.ts';

function Named({ title }: { readonly title: string }) {
  usePage({ title, crumbs: [{ label: 'Images', to: '/' }, { label: title }] });
  return null;
}

function Frame() {
  const { title, crumbs = [] } = useCurrentPage();
  return <p id="frame">{[title, ...crumbs.map((crumb) => crumb.label)].join(' ')}</p>;
}

test('the frame is told by what was drawn last, and hears when it goes', () => {
  const redraw = draw(<Frame />);
  expect(find('#frame').textContent).toBe('');
  redraw(
    <>
      <Frame />
      <Named title="alpine" />
    </>,
  );
  expect(find('#frame').textContent).toBe('alpine Images alpine');
  redraw(
    <>
      <Frame />
      <Named title="debian" />
    </>,
  );
  expect(find('#frame').textContent).toBe('debian Images debian');
  redraw(<Frame />);
  expect(find('#frame').textContent).toBe('');
});
