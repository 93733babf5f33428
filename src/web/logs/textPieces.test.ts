import { expect, test } from 'vitest';
import { decodeText, encodeText } from '../../buildlog/utf8.ts';
import { TextPieces } from './textPieces.ts';

function sender() {
  const sent: Uint8Array<ArrayBuffer>[] = [];
  return { sent, pieces: new TextPieces((text) => sent.push(text)) };
}

test('what is sent is a copy', () => {
  const { sent, pieces } = sender();
  const text = encodeText('one');
  pieces.send(text);
  text.fill(0);
  expect(sent.map(decodeText)).toEqual(['one']);
});

test('a buffer that has come back is used again, if the text has room in it', () => {
  const { sent, pieces } = sender();
  pieces.send(encodeText('one'));
  const [first] = sent;
  if (first) pieces.free(first.buffer);
  pieces.send(encodeText('another'));
  pieces.send(new Uint8Array(1_000_000));
  expect(sent[1]?.buffer).toBe(first?.buffer);
  expect(sent.map(({ length }) => length)).toEqual([3, 7, 1_000_000]);
  expect(decodeText(sent[1] ?? new Uint8Array())).toBe('another');
});

test('with many pieces on their way, there is room again when one is taken', async () => {
  const { sent, pieces } = sender();
  for (let count = 0; count < 4; count++) {
    await pieces.room();
    pieces.send(encodeText(`${count}`));
  }
  let hasRoom = false;
  const room = pieces.room().then(() => {
    hasRoom = true;
  });
  await Promise.resolve();
  expect(hasRoom).toBe(false);
  if (sent[0]) pieces.free(sent[0].buffer);
  await room;
  expect(hasRoom).toBe(true);
});
