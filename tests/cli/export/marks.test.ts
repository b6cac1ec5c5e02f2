import { EventKind } from '@nanobias/sdk';
import { readRecording } from '@nanobias/sdk/recording';
import { describe, expect, it } from 'vitest';
import { EXPORTERS } from '../../../cli/src/export/formats.ts';
import { sampleTable } from '../../../cli/src/export/table.ts';
import { knownRecording } from './known-run.ts';

const recording = readRecording(await knownRecording());

async function exported(marks: readonly { readonly at_s: number; readonly label?: string; readonly value?: number }[]): Promise<readonly string[]> {
  const events = [...recording.events, ...marks.map(({ at_s, label = '', value }) => ({ ...recording.events[0]!, kind: EventKind.MARK, device_time_us: at_s * 1e6, label, ...(value === undefined ? {} : { value }) }))];
  const run = { recording: { ...recording, events }, isSimulation: true, strayCapacitance_F: 0 };
  const [file] = await EXPORTERS.marks({ run, table: sampleTable(run), recordingName: 'known.mcap' });
  return new TextDecoder().decode(file!.bytes).trim().split('\n');
}

describe('marks of a recording', () => {
  it('come with the means of what was measured from one to the next', async () => {
    // Sample k is at k tenths of a second: 3 V and k mV, 10 k fA.
    expect(await exported([{ at_s: 0.5, label: 'frame 1' }, { at_s: 1, value: 7 }, { at_s: 1.25, label: 'a "quoted", one' }, { at_s: 1.3, label: 'last' }])).toEqual([
      'label,device_time_s,until_device_time_s,bias_V,current_A,samples_count',
      '"frame 1",0.5,1,3.008,8e-14,5',
      '"7",1,1.25,3.0115,1.15e-13,2',
      '"a ""quoted"", one",1.25,1.3,3.013,1.3e-13,1',
      expect.stringMatching(/^"last",1\.3,10,3\.\d+,,77$/) as string,
    ]);
  });

  it('have no mean where nothing was measured', async () => {
    expect((await exported([{ at_s: 0.51, label: 'a' }, { at_s: 0.55, label: 'b' }])).at(1)).toBe('"a",0.51,0.55,,,0');
  });

  it('are refused where there are none', async () => {
    await expect(exported([])).rejects.toThrow('known.mcap holds no mark');
  });
});
