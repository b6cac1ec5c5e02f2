import { describe, expect, it } from 'vitest';
import { soak } from './soak.ts';

describe('hosts of devices whose outputs end in every way and whose links break', () => {
  // Some minutes of two devices; `npm run -s soak` runs eight for an hour each.
  it('leave no handle behind, lose no sample, and come back after every loss', async () => {
    const report = await soak({ devices: 2, hours: 0.08, seed: 1 });
    expect(report).toMatchObject({ devices: 2, device_hours: 0.16, leaked_handles: 0, samples_lost: 0 });
    expect(report.reconnects).toBeGreaterThanOrEqual(4);
    expect(Object.keys(report.faults_by_code).sort()).toEqual(['ABORTED', 'CONSUMER_FAILED', 'LEASE_LOST', 'LINK_LOST', 'OUTPUT_OPENED', 'TRIPPED']);
    expect(report.samples).toBeGreaterThan(1_000_000);
    // The samples of one session alone would be megabytes.
    expect(report.heap_growth_kB).toBeLessThan(2048);
  });
});
