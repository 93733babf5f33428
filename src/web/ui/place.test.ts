import { describe, expect, test } from 'vitest';
import { place } from './place.ts';

const WINDOW = { width: 1000, height: 800 };
const MENU = { width: 200, height: 150 };

describe('placing what floats', () => {
  test('below its anchor, ends aligned by the direction of writing', () => {
    const anchor = { left: 500, top: 100, width: 30, height: 30 };
    expect(place(anchor, MENU, WINDOW, 'end', 'ltr')).toEqual({ left: 330, top: 136 });
    expect(place(anchor, MENU, WINDOW, 'end', 'rtl')).toEqual({ left: 500, top: 136 });
    expect(place(anchor, MENU, WINDOW, 'start', 'ltr')).toEqual({ left: 500, top: 136 });
    expect(place(anchor, MENU, WINDOW, 'center', 'rtl')).toEqual({ left: 415, top: 136 });
  });

  test('above it where there is more room', () => {
    expect(place({ left: 500, top: 740, width: 30, height: 30 }, MENU, WINDOW, 'end', 'ltr').top).toBe(584);
  });

  test('never outside the window', () => {
    expect(place({ left: 0, top: 0, width: 10, height: 10 }, MENU, WINDOW, 'end', 'ltr').left).toBe(8);
    expect(place({ left: 990, top: 0, width: 10, height: 10 }, MENU, WINDOW, 'start', 'ltr').left).toBe(792);
  });
});
