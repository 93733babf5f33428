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

test('opens on its first field, and without one on the button that changes nothing, not on a detail before it', () => {
  const detail = <button id="detail">Copy the request</button>;
  const footer = (
    <>
      <button id="keep">Keep</button>
      <button>Delete</button>
    </>
  );
  const redraw = draw(
    <Dialog title="Delete?" footer={footer} onClose={() => {}}>
      {detail}
    </Dialog>,
  );
  expect(document.activeElement).toBe(find('#keep'));
  redraw(null);
  redraw(
    <Dialog title="Delete?" footer={footer} onClose={() => {}}>
      <input id="name" ref={(input) => input?.focus()} />
      {detail}
    </Dialog>,
  );
  expect(document.activeElement).toBe(find('#name'));
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

test('stays open as long as it is drawn, though the browser closes it', () => {
  draw(<Dialog title="Delete?" onClose={() => {}} />);
  act(() => {
    find('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
    document.querySelector('dialog')?.close();
  });
  expect(find('dialog')).toHaveProperty('open', true);
});
