import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { Dialog } from './Dialog.tsx';
import { draw, find } from './drawn.testing.tsx';

test('is named by its title, and gives the focus back when it is gone', () => {
  const opener = <button id="opener">Delete</button>;
  const redraw = draw(opener);
  find('#opener').focus();
  redraw(
    <>
      {opener}
      <Dialog title="Delete alpine?" onClose={() => {}}>
        <input id="inside" />
      </Dialog>
    </>,
  );
  const dialog = find('dialog');
  expect(dialog).toHaveProperty('open', true);
  expect(find(`#${CSS.escape(dialog.getAttribute('aria-labelledby') ?? '')}`).textContent).toBe(
    'Delete alpine?',
  );
  find('#inside').focus();
  redraw(opener);
  expect(document.activeElement).toBe(find('#opener'));
});

test('Escape and the cross ask the caller to close', () => {
  const onClose = vi.fn<() => void>();
  draw(<Dialog title="Delete?" onClose={onClose} />);
  const escape = new Event('cancel', { cancelable: true });
  act(() => {
    find('dialog').dispatchEvent(escape);
  });
  expect(escape.defaultPrevented).toBe(true);
  act(() => find('[aria-label="Close"]').click());
  expect(onClose).toHaveBeenCalledTimes(2);
});
