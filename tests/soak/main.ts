// Devices for hours in virtual time: `npm run -s soak -- [--json] [--devices 8] [--hours 1] [--seed 1]`.
import { parseArgs } from 'node:util';
import { soak } from './soak.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, devices: { type: 'string', default: '8' }, hours: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } } });
const report = await soak({ devices: Number(values.devices), hours: Number(values.hours), seed: Number(values.seed) });
if (values.json) console.log(JSON.stringify(report, null, 2));
else for (const [name, value] of Object.entries(report)) console.log(`${name.padEnd(16)} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
process.exitCode = report.leaked_handles === 0 ? 0 : 1;
