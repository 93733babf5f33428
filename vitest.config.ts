import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Only ends what hangs: that a machine is busy is no failure. */
const testTimeout = 60_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          testTimeout,
          include: ['src/*.test.ts', 'src/{contract,qcow2,buildlog,backend,server}/**/*.test.ts'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'web',
          environment: 'happy-dom',
          testTimeout,
          include: ['src/web/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
