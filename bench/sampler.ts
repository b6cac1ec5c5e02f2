// The sampler against its twin and against the machine; `nanobias bench sampler` shows the same figures to a user.
import { measureSampler } from '@nanobias/native/measure';

export async function measure(): Promise<Readonly<Record<string, number>>> {
  return { ...(await measureSampler()) };
}
