import { STOP_SEQUENCE } from '@nanobias/proto';
import { loadAddon } from './addon.ts';
import { NativeSource, nativeAddress } from './native-source.ts';
import { SourceError, checkedOptions, describeAddress } from './source.ts';
import type { SampleSource, SourceEvents, SourceOptions } from './source.ts';
import { TwinSource } from './twin-source.ts';

/**
 * Opens a source and reads it on a thread of its own; with the twin, from the event loop.
 *
 * @throws SourceError with the errno's name: ENOENT, EACCES, EBUSY, ENOTTY, ECONNREFUSED, EINVAL for a rate the port refuses;
 * NO_ADDON for a serial port without the addon
 * @throws RangeError for options that contradict themselves
 */
export async function openSource(options: SourceOptions, events: SourceEvents = {}): Promise<SampleSource> {
  const checked = checkedOptions(options, STOP_SEQUENCE);
  const { backend = 'auto' } = options;
  const { addon, reason } = loadAddon();
  if (addon && backend !== 'js') {
    const source = new NativeSource(addon, checked, events);
    await source.open(nativeAddress);
    return source;
  }
  if (backend === 'native') throw new SourceError('NO_ADDON', 'open', `${describeAddress(options.source)}: ${reason}`);
  const source = new TwinSource(checked, events);
  await source.open();
  return source;
}
