import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Only ends what hangs: that a machine is busy is no failure. */
const testTimeout = 60_000;

/** Files share a process one after the other, which takes half the time; so each puts back what modules keep. */
const isolate = false;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          testTimeout,
          isolate,
          include: ['src/*.test.ts', 'src/{contract,qcow2,buildlog,backend,server}/**/*.test.ts'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'web',
          environment: 'happy-dom',
          testTimeout,
          isolate,
          include: ['src/web/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
